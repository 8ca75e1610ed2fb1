import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { checkWaiver } from '@/lib/programmes/closing'
import { WaiveHours } from '@/lib/programmes/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import { cohortEnd } from '../../queries/programmes/cohort-closing'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, loadCohort, loadRun, placeOfScope, runClock } from './load'

/**
 * A director lets a group end below its planned hours, with a reason (domain 5.1, invariant 6). Needs `sign`.
 * E-CLO-01: nothing to waive.
 */
export async function waiveHours(
  ctx: Context,
  input: WaiveHours,
): Promise<{ cohortId: string; version: number }> {
  const asked = WaiveHours.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'sign', await placeOfScope(db, cohort.scopeId))
    checkVersion(cohort, asked.version)
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const look = { cohortId: cohort.id, runId: run.id, at: runClock(run, ctx.now) }
    const { end } = (await cohortEnd(db, scopeOf(ctx.actor), look))!
    orThrow(checkWaiver(end))
    const [after] = await db.execute<{ version: number }>(sql`
      update app.cohort set waived_by = ${ctx.actor.userId}, waived_reason = ${asked.reason}, version = version + 1
      where id = ${cohort.id} returning version`)
    await audit(db, ctx, {
      action: 'cohort.waive',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
      after: { heldMinutes: end.heldMinutes, plannedMinutes: end.plannedMinutes },
      reason: asked.reason,
    })
    return { cohortId: cohort.id, version: after!.version }
  })
}
