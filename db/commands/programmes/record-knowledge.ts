import { sql } from 'drizzle-orm'
import { RecordKnowledge } from '@/lib/programmes/training'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asJson, loadRun, placeOfScope } from './load'

/** Scores of the knowledge test before and after the class (A6), for everybody at once; an empty one takes a score back. */
export async function recordKnowledge(ctx: Context, input: RecordKnowledge): Promise<{ changed: number }> {
  const asked = RecordKnowledge.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const scores = asJson(asked.scores)
    const [known] = await db.execute<{ n: number }>(sql`
      select count(*)::int n from app.facilitator f join jsonb_to_recordset(${scores}::jsonb) as x ("facilitatorId" uuid) on x."facilitatorId" = f.id
      where f.run_id = ${run.id} and f.status not in ('NOMINATED', 'REJECTED')`)
    if (known!.n !== new Set(asked.scores.map((one) => one.facilitatorId)).size)
      throw new AppError('E-GEN-02')
    const changed = await db.execute<{ id: string; scopeId: number }>(sql`
      update app.facilitator f set knowledge_pre = x.pre, knowledge_post = x.post, version = version + 1
      from jsonb_to_recordset(${scores}::jsonb) as x ("facilitatorId" uuid, pre smallint, post smallint)
      where f.id = x."facilitatorId" and (f.knowledge_pre, f.knowledge_post) is distinct from (x.pre, x.post)
      returning f.id, f.scope_id as "scopeId"`)
    // Scores are a person's: the audit says whose were entered, not what they are.
    for (const { id, scopeId } of changed)
      await audit(db, ctx, { action: 'facilitator.knowledge', entity: 'facilitator', entityId: id, scopeId })
    return { changed: changed.length }
  })
}
