import { type SQL, sql } from 'drizzle-orm'
import { minutesNeeded } from '@/lib/rules/completion'
import type { Basis } from './basis'
import { type Asked, cohortIn, countedBy, itsMarks, leftBy, ofPlan } from './conditions'

/**
 * Enrolments of the place up to the day, one row each: cohort, credited minutes (never more than the course has),
 * whether she stayed, completed or reached all hours, and whether her end is still open. `kept` reads the hours kept
 * with the enrolment where they are those of the day; otherwise they are added up from the marks. Somebody who has gone
 * over to another group is one person there, with the hours she took along; who waits for a place is none yet.
 */
export function personFacts(asked: Asked, basis: Basis, from: 'kept' | 'marks'): SQL {
  const { mode, share, plannedMinutes: minutes } = basis.completion
  const bySessions = mode === 'SHARE_OF_SESSIONS'
  const kept = from === 'kept' && basis.coversAll
  const fromMarks = !kept || bySessions
  const marks = fromMarks
    ? sql`left join (
        select s.cohort_id, a.person_id, sum(a.credited_minutes)::int as minutes, count(*) filter (where a.code in (1, 2) and a.credited_minutes > 0)::int as times
        from app.session s ${itsMarks}
        where s.run_id = ${asked.runId}::uuid and s.cohort_id is not null and ${countedBy(asked)}
        group by s.cohort_id, a.person_id) m on m.cohort_id = e.cohort_id and m.person_id = e.person_id
      left join lateral (
        select sum(a.credited_minutes)::int as minutes, count(*) filter (where a.code in (1, 2) and a.credited_minutes > 0)::int as times
        from app.enrolment t join app.session s on s.cohort_id = t.cohort_id join app.attendance a on a.session_id = s.id and a.person_id = t.person_id
        where e.carried_minutes > 0 and t.person_id = e.person_id and t.run_id = e.run_id and t.status = 'TRANSFERRED' and t.id <> e.id
          and ${countedBy(asked)}) b on true`
    : sql``
  const planned = bySessions
    ? sql`left join (select s.cohort_id, count(*) as sessions from app.session s
        where s.run_id = ${asked.runId}::uuid and s.cohort_id is not null and s.status not in ('CANCELLED', 'RESCHEDULED') and ${ofPlan}
        group by s.cohort_id) n on n.cohort_id = e.cohort_id`
    : sql``
  // The twin of isCompleted in lib/rules/completion; a test compares the two.
  const reached = bySessions
    ? sql`(coalesce(x.times, 0) >= ceil(round(${share}::numeric * 10000) * x.sessions / 10000.0))`
    : sql`(x.minutes >= ${minutesNeeded(basis.completion)}::int)`
  return sql`
    select x.id, x.cohort_id, x.person_id, x.row_no, x.status, x.minutes, x.closed_on,
      not x.has_left as stayed,
      case when x.decided then x.status = 'COMPLETED' else not x.has_left and ${reached} end as completed,
      x.minutes >= ${minutes}::int as strict,
      not x.has_left and not x.decided as open
    from (
      select e.id, e.cohort_id, e.person_id, e.row_no, e.status, e.closed_on,
        least(${kept ? sql`e.credited_minutes + e.carried_minutes` : sql`coalesce(m.minutes, 0) + coalesce(b.minutes, 0)`}, ${minutes}::int) as minutes,
        ${fromMarks ? sql`coalesce(m.times, 0) + coalesce(b.times, 0)` : sql`0`} as times, ${bySessions ? sql`n.sessions` : sql`0`} as sessions,
        coalesce(${leftBy(asked.asOf)}, false) as has_left,
        coalesce(e.status in ('COMPLETED', 'NOT_COMPLETED') and e.closed_on <= ${asked.asOf}::date, false) as decided
      from app.enrolment e join app.cohort c on c.id = e.cohort_id ${marks} ${planned}
      where e.run_id = ${asked.runId}::uuid and e.status not in ('CANCELLED', 'WAITING')
        and not (e.status = 'TRANSFERRED' and e.closed_on < ${asked.asOf}::date) and e.registered_on <= ${asked.asOf}::date and ${cohortIn(asked)}
    ) x`
}
