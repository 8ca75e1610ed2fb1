import { sql } from 'drizzle-orm'
import { CloseCohort } from '@/lib/programmes/schema'
import { type CompletionRule, isCompleted } from '@/lib/rules/completion'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asArray, checkVersion, loadCohort, loadRun, placeOfScope, runClock } from './load'

export type CohortClosed = { cohortId: string; completed: number; notCompleted: number }
type Enrolled = { id: string; creditedMinutes: number; attended: number }

/**
 * Closes a cohort whose hours are full and whose sheets are all approved, and decides who has completed, by the rule
 * then in force, which each enrolment keeps. E-COH-06: open sheets. E-COH-07: hours not full.
 */
export async function closeCohort(ctx: Context, input: CloseCohort): Promise<CohortClosed> {
  const asked = CloseCohort.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    checkVersion(cohort, asked.version)
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const [sheets] = await db.execute<{ open: number; planned: number }>(sql`
      select count(*) filter (where status not in ('APPROVED', 'CANCELLED', 'RESCHEDULED'))::int as open,
        count(*) filter (where status not in ('CANCELLED', 'RESCHEDULED'))::int as planned
      from app.session where cohort_id = ${cohort.id}`)
    if (sheets!.open > 0) throw new AppError('E-COH-06', { n: sheets!.open })
    if (cohort.status !== 'FINISHED') throw new AppError('E-COH-07')
    const clock = runClock(run, ctx.now)
    const rules = await rulesOf(db, run.id, clock)
    const rule: CompletionRule = {
      mode: rules.COMPLETION_MODE,
      share: rules.COMPLETION_SHARE_PARTICIPANT,
      plannedMinutes: cohort.plannedMinutes,
    }
    const people = await db.execute<Enrolled>(sql`
      select e.id, e.credited_minutes as "creditedMinutes", (select count(*)::int from app.attendance a join app.session s on s.id = a.session_id
          where s.cohort_id = e.cohort_id and a.person_id = e.person_id and s.status = 'APPROVED' and a.code in (1, 2) and a.credited_minutes > 0) as attended
      from app.enrolment e where e.cohort_id = ${cohort.id} and e.status in ('REGISTERED', 'ACTIVE')`)
    const completed = people.filter((person) =>
      isCompleted(rule, {
        creditedMinutes: person.creditedMinutes,
        attendedSessions: person.attended,
        plannedSessions: sheets!.planned,
      }),
    )
    const day = asked.day ?? tehranDay(clock)
    await db.execute(sql`
      update app.enrolment set status = case when id = any(${asArray(completed.map(({ id }) => id))}::uuid[]) then 'COMPLETED'
          else 'NOT_COMPLETED' end,
        closed_on = ${day}, completion_rule = ${`${rule.mode} ${rule.share} ${rule.plannedMinutes}`}, version = version + 1
      where cohort_id = ${cohort.id} and status in ('REGISTERED', 'ACTIVE')`)
    await db.execute(
      sql`update app.cohort set status = 'CLOSED', version = version + 1 where id = ${cohort.id}`,
    )
    const counts = { completed: completed.length, notCompleted: people.length - completed.length }
    await audit(db, ctx, {
      action: 'cohort.close',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
      before: { status: cohort.status },
      after: { status: 'CLOSED', ...counts, rule },
    })
    return { cohortId: cohort.id, ...counts }
  })
}
