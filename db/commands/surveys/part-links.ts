import { sql } from 'drizzle-orm'
import { PartLinks } from '@/lib/surveys/schema'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadRun, placeOfScope } from '../programmes/load'

/**
 * Forgets who stands behind the answers of a run that is over for long enough (SURVEY_LINK_MONTHS). By the program itself only,
 * and not before its day: E-GEN-02. The figures of the whole run stay; its parts can no longer be told.
 */
export async function partLinks(ctx: Context, input: PartLinks): Promise<{ count: number }> {
  const { runId } = PartLinks.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    const [done] = await db.execute<{ count: number }>(
      sql`select app.part_links(${run.id}::uuid, ${ctx.now.toISOString()}::timestamptz) as count`,
    )
    const count = done?.count ?? 0
    await audit(db, ctx, {
      action: 'survey.part',
      entity: 'run',
      entityId: run.id,
      scopeId: run.scopeId,
      after: { count },
    })
    return { count }
  })
}
