import { sql } from 'drizzle-orm'
import { checkReady } from '@/lib/programmes/cohort'
import type { FacilitatorState } from '@/lib/programmes/facilitator'
import { ReadyCohort } from '@/lib/programmes/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, loadCohort, loadRun, placeOfScope, runClock } from './load'

type Standing = { lead: FacilitatorState | null; enrolled: number; planMinutes: number }

/**
 * Says that a group is ready to begin: a certified leader (E-FAC-01), enough people (E-COH-03) and not too many
 * (E-COH-02), and a plan of all its hours (E-COH-04).
 */
export async function readyCohort(
  ctx: Context,
  input: ReadyCohort,
): Promise<{ cohortId: string; version: number }> {
  const asked = ReadyCohort.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    checkVersion(cohort, asked.version)
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED' || !['PLANNED', 'FORMING'].includes(cohort.status))
      throw new AppError('E-RUN-07')
    const clock = runClock(run, ctx.now)
    const [standing] = await db.execute<Standing>(sql`
      select (select f.status from app.cohort_facilitator x join app.facilitator f on f.id = x.facilitator_id
          where x.cohort_id = ${cohort.id} and x.role = 'LEAD' and coalesce(x.to_day, ${tehranDay(clock)}::date) >= ${tehranDay(clock)}::date
          order by x.from_day desc limit 1) as lead,
        (select count(*)::int from app.enrolment where cohort_id = ${cohort.id} and status in ('REGISTERED', 'ACTIVE')) as enrolled,
        (select coalesce(sum(planned_minutes), 0)::int from app.session
          where cohort_id = ${cohort.id} and status not in ('CANCELLED', 'RESCHEDULED')) as "planMinutes"`)
    const rules = await rulesOf(db, run.id, clock)
    orThrow(checkReady({ ...standing!, plannedMinutes: cohort.plannedMinutes }, rules))
    const [after] = await db.execute<{ version: number }>(
      sql`update app.cohort set status = 'READY', version = version + 1 where id = ${cohort.id} returning version`,
    )
    await audit(db, ctx, {
      action: 'cohort.ready',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
      before: { status: cohort.status },
      after: { status: 'READY', enrolled: standing!.enrolled },
    })
    return { cohortId: cohort.id, version: after!.version }
  })
}
