import { sql } from 'drizzle-orm'
import { checkAssignment } from '@/lib/programmes/facilitator'
import { AssignFacilitator } from '@/lib/programmes/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadFacilitator } from './facilitator-row'
import { earliestOpen } from './leave-lead'
import { loadCohort, loadRun, placeOfScope, runClock } from './load'

/**
 * Gives a cohort its facilitator, and her account the way into it. E-FAC-01: no certificate; E-FAC-03: she leads as
 * many cohorts as the rule allows.
 */
export async function assignFacilitator(
  ctx: Context,
  input: AssignFacilitator,
): Promise<{ cohortId: string; facilitatorId: string; hasAccount: boolean }> {
  const asked = AssignFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    const row = await loadFacilitator(db, asked.facilitatorId)
    if (row.runId !== cohort.runId) throw new AppError('E-GEN-02')
    const run = await loadRun(db, row.runId)
    const clock = runClock(run, ctx.now)
    const today = tehranDay(clock)
    const day = asked.fromDay ?? (await firstDayOf(db, cohort.id, run.startDate, today))
    const [leads] = await db.execute<{ n: number }>(sql`
      select count(distinct cohort_id)::int n from app.cohort_facilitator
      where facilitator_id = ${row.id} and cohort_id <> ${cohort.id} and role = 'LEAD' and coalesce(to_day, ${day}) >= ${day}`)
    const held = asked.role === 'LEAD' ? (leads?.n ?? 0) : 0
    orThrow(checkAssignment(row.status, held, await rulesOf(db, run.id, clock)))
    const [already] = await db.execute(sql`
      select 1 from app.cohort_facilitator where cohort_id = ${cohort.id} and facilitator_id = ${row.id} and to_day is null`)
    if (already) throw new AppError('E-FAC-05')
    await db.execute(sql`
      insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
      values (${cohort.scopeId}, ${cohort.id}, ${row.id}, ${asked.role}, ${day})`)
    if (row.status === 'CERTIFIED')
      await db.execute(
        sql`update app.facilitator set status = 'ASSIGNED', version = version + 1 where id = ${row.id}`,
      )
    if (row.userId !== null)
      await db.execute(sql`
        insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
        values (${row.userId}, 'FACILITATOR', ${cohort.scopeId}, 'RESILIENCE', ${ctx.actor.userId}) on conflict do nothing`)
    await audit(db, ctx, {
      action: 'facilitator.assign',
      entity: 'facilitator',
      entityId: row.id,
      scopeId: cohort.scopeId,
      after: { cohortId: cohort.id, role: asked.role, fromDay: day },
    })
    return { cohortId: cohort.id, facilitatorId: row.id, hasAccount: row.userId !== null }
  })
}

/**
 * The first to lead a cohort leads it from the run's first day: its early sheets may still have to be recorded. Who comes
 * to one that was left answers for the sheets that are still open; beside somebody, from today.
 */
async function firstDayOf(db: Db, cohortId: string, start: string, today: string): Promise<string> {
  const [led] = await db.execute<{ n: number; now: number }>(sql`
    select count(*)::int as n, count(*) filter (where to_day is null)::int as now from app.cohort_facilitator
    where cohort_id = ${cohortId}`)
  if (led!.n === 0) return today < start ? today : start
  return led!.now > 0 ? today : ((await earliestOpen(db, [cohortId], today)) ?? today)
}
