import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { RaiseSafeguard } from '@/lib/tasks/schema'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { sealBytes } from '../../vault'
import { placeOfScope } from '../programmes/load'

type Cohort = { runId: string; scopeId: number; provinceId: string; sessionId: string | null }

/** «کودکی در خطر است»: goes to the reviewing office alone. The words are sealed, and the audit holds none of them. */
export async function raiseSafeguard(ctx: Context, input: RaiseSafeguard): Promise<{ raised: true }> {
  const asked = RaiseSafeguard.parse(input)
  return inTransaction(ctx, async (db) => {
    const [cohort] = await db.execute<Cohort>(sql`
      select c.run_id as "runId", c.scope_id as "scopeId", r.province_id as "provinceId",
        (select s.id from app.session s where s.id = ${asked.sessionId ?? null}::uuid and s.cohort_id = c.id) as "sessionId"
      from app.cohort c join app.run r on r.id = c.run_id where c.id = ${asked.cohortId}`)
    if (!cohort) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await placeOfScope(db, cohort.scopeId))
    const id = uuidV7(ctx.now.getTime(), randomBytes(16))
    const note = sealBytes(
      cohort.provinceId,
      { table: 'task', column: 'note', rowId: id },
      Buffer.from(asked.text, 'utf8'),
    )
    await db.execute(sql`
      insert into app.task (id, scope_id, run_id, kind, cohort_id, session_id, about, confidential, note, opened_by)
      values (${id}, ${cohort.scopeId}, ${cohort.runId}, 'SAFEGUARD', ${asked.cohortId}, ${cohort.sessionId}, ${id}, true, ${note}, app.me())`)
    await audit(db, ctx, {
      action: 'task.safeguard',
      entity: 'task',
      entityId: id,
      scopeId: cohort.scopeId,
    })
    return { raised: true }
  })
}
