import { type SQL, sql } from 'drizzle-orm'
import { type Dimension, needsMarks, PERSON } from '@/lib/indicators/breakdown'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { Basis } from './basis'
import { type Asked, cohortIn, countedBy, itsMarks, ofPlan } from './conditions'
import { evidenceRows, sessionParts } from './evidence-rows'
import { facilitatorRows } from './facilitator-facts'
import { personFacts } from './person-facts'

/**
 * The rows that an indicator is broken down by: what each adds, and what is known of it. Columns: cohort_id, county_id,
 * enrolment_id, person_id, day, module, numerator, denominator. They are the evidence; only where a part of it is asked for
 * that no counter knows (the marks of women, the hours of a month) are the marks read one by one.
 */
export function partRows(code: IndicatorCode, asked: Asked, basis: Basis, by: readonly Dimension[]): SQL {
  if (needsMarks(code, by)) return code === 'R-10' ? attendanceRows(asked, by) : hourRows(asked, basis, by)
  const rows = evidenceRows(code, asked, basis, 'kept')
  switch (indicatorOf(code).evidence) {
    case 'session':
      return sheetRows(code, asked, basis)
    case 'enrolment':
      return sql`select e.cohort_id, null::uuid as county_id, e.id as enrolment_id, e.person_id,
        e.registered_on as day, null::text as module, r.numerator, r.denominator from (${rows}) r join app.enrolment e on e.id = r.key`
    case 'cohort':
      return sql`select r.key as cohort_id, null::uuid as county_id, null::uuid as enrolment_id, null::uuid as person_id,
        r.day, null::text as module, r.numerator, r.denominator from (${rows}) r`
    case 'organisation':
      return sql`select distinct null::uuid as cohort_id, x.county_id, null::uuid as enrolment_id, null::uuid as person_id,
        null::date as day, null::text as module, 1 as numerator, null::int as denominator, x.organisation_id
        from (${facilitatorRows(asked, basis, 'kept')}) x where x.accepted`
    default:
      return sql`select null::uuid as cohort_id, r.place_id as county_id, null::uuid as enrolment_id, r.person_id,
        r.day, null::text as module, r.numerator, r.denominator from (${rows}) r`
  }
}

/**
 * The sheets themselves, by their counters: a filter nobody foresaw reads one row a session and no mark, in one pass. Which
 * groups are meant is asked of each sheet, in a form no join is made of: the planner takes a reader's scopes for ten, looked
 * the sheets up anew in each group, and sorted where it should have hashed.
 */
function sheetRows(code: IndicatorCode, asked: Asked, basis: Basis): SQL {
  const { parts, which = countedBy(asked) } = sessionParts(code, asked, basis)
  return sql`select s.cohort_id, null::uuid as county_id, null::uuid as enrolment_id, null::uuid as person_id, s.day,
      s.module_code as module, ${parts}
    from app.session s where s.run_id = ${asked.runId}::uuid and s.cohort_id is not null and ${which} and ${ofGroups(asked)}`
}

const ofGroups = (asked: Asked) =>
  sql`coalesce(s.cohort_id in (select c.id from app.cohort c where c.status <> 'CANCELLED' and ${cohortIn(asked)}), false)`

/**
 * The marks of the sheets that count, in the plan's sessions, and whether each was there: added up in one pass by person and
 * by what else is asked for, before anybody's enrolment is looked for.
 */
function attendanceRows(asked: Asked, by: readonly Dimension[]): SQL {
  const has = (...some: Dimension[]) => by.some((one) => some.includes(one))
  const day = has('month', 'facilitator') ? sql`s.day` : sql`null::date`
  const module = has('module') ? sql`s.module_code` : sql`null::text`
  return sql`select x.cohort_id, null::uuid as county_id, e.id as enrolment_id, x.person_id, x.day, x.module, x.numerator, x.denominator
    from (select s.cohort_id, a.person_id, ${day} as day, ${module} as module, count(*) as denominator,
        count(*) filter (where a.code in (1, 2, 3) and a.credited_minutes > 0) as numerator
      from app.session s ${itsMarks}
      where s.run_id = ${asked.runId}::uuid and s.cohort_id is not null and ${ofPlan} and ${countedBy(asked)} and ${ofGroups(asked)}
      group by 1, 2, 3, 4) x
    left join app.enrolment e on e.cohort_id = x.cohort_id and e.person_id = x.person_id`
}

/**
 * What each mark added to a person's hours. Nobody's hours are more than the course has: in the order of the days, a mark
 * that goes beyond adds nothing any more. Marks of a former group, whose hours she took along, are hers too. All marks are added up as they
 * stand, in one pass; only whoever has reached the whole course is looked at mark by mark, and what went beyond is taken off again.
 */
function hourRows(asked: Asked, basis: Basis, by: readonly Dimension[]): SQL {
  const cap = basis.completion.plannedMinutes
  const people = sql`(${personFacts(asked, basis, 'kept')})`
  const whose = by.some((one) => PERSON.includes(one))
    ? sql`x.id as enrolment_id, x.person_id`
    : sql`null::uuid as enrolment_id, null::uuid as person_id`
  const carried = sql`${people} x join app.enrolment e on e.id = x.id and e.carried_minutes > 0
    join app.enrolment t on t.person_id = e.person_id and t.run_id = e.run_id and t.status = 'TRANSFERRED' and t.id <> e.id
    join app.session s on s.cohort_id = t.cohort_id join app.attendance a on a.session_id = s.id and a.person_id = t.person_id`
  const columns = sql`x.cohort_id, ${whose}, s.day, s.module_code as module, sum(a.credited_minutes)::int as numerator`
  const each = sql`x.id, x.cohort_id, x.person_id, s.id as session_id, s.day, s.seq, s.module_code as module, a.credited_minutes`
  const whole = sql`x.minutes >= ${cap}::int`
  return sql`select r.cohort_id, null::uuid as county_id, r.enrolment_id, r.person_id, r.day, r.module, r.numerator, null::int as denominator
    from (
      select ${columns} from app.session s ${itsMarks} join ${people} x on x.cohort_id = s.cohort_id and x.person_id = a.person_id
      where s.run_id = ${asked.runId}::uuid and ${countedBy(asked)} group by 1, 2, 3, 4, 5
      union all
      select ${columns} from ${carried} where ${countedBy(asked)} group by 1, 2, 3, 4, 5
      union all
      select x.cohort_id, ${whose}, x.day, x.module, least(${cap}::int, x.running) - least(${cap}::int, x.running - x.credited_minutes) - x.credited_minutes
      from (select m.*, sum(m.credited_minutes) over (partition by m.id order by m.day, m.seq, m.session_id)::int as running
        from (select ${each} from ${people} x join app.session s on s.cohort_id = x.cohort_id
            join app.attendance a on a.session_id = s.id and a.person_id = x.person_id where ${whole} and ${countedBy(asked)}
          union all select ${each} from ${carried} where ${whole} and ${countedBy(asked)}) m) x
      where x.running > ${cap}::int
    ) r where coalesce(r.cohort_id in (select c.id from app.cohort c where c.status <> 'CANCELLED'), false)`
}
