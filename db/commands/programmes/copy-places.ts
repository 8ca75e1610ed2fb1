import { sql } from 'drizzle-orm'
import { CopyPlaces } from '@/lib/programmes/set-up'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { addCohort } from './add-cohort'
import { asArray, asJson, loadRun, placeOfScope } from './load'

type Earlier = {
  placeId: string
  audience: 'MIXED' | 'WOMEN' | 'MEN'
  targetSize: number
  slots: { days: number[]; time: string } | null
}

/**
 * Neighbourhoods of an earlier run of the province as cohorts of this one, with their audience, size and weekly slots:
 * all that were asked for, or none. E-COH-01: one of them has its cohort already. People and facilitators stay behind.
 */
export async function copyPlaces(ctx: Context, input: CopyPlaces): Promise<{ copied: number }> {
  const asked = CopyPlaces.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    const [from] = await db.execute<{ id: string }>(sql`
      select id from app.run where id = ${asked.fromRunId} and province_id = ${run.provinceId} and id <> ${run.id}`)
    if (!from) throw new AppError('E-GEN-02')
    const rows = await db.execute<Earlier>(sql`
      select c.place_id as "placeId", c.audience, c.target_size as "targetSize", c.slots
      from app.cohort c join app.place p on p.id = c.place_id
      where c.run_id = ${from.id} and c.place_id = any(${asArray(asked.placeIds)}::uuid[]) order by p.code`)
    if (rows.length !== new Set(asked.placeIds).size) throw new AppError('E-GEN-02')
    const inner = { ...ctx, db }
    for (const { placeId, audience, targetSize, slots } of rows) {
      const { cohortId } = await addCohort(inner, { runId: run.id, placeId, audience, targetSize })
      if (slots)
        await db.execute(sql`update app.cohort set slots = ${asJson(slots)}::jsonb where id = ${cohortId}`)
    }
    await audit(db, ctx, {
      action: 'run.copy-places',
      entity: 'run',
      entityId: run.id,
      scopeId: run.scopeId,
      after: { fromRun: from.id, count: rows.length },
    })
    return { copied: rows.length }
  })
}
