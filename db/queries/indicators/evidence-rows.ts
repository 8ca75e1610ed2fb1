import { type SQL, sql } from 'drizzle-orm'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { Basis } from './basis'
import {
  type Asked,
  cohortIn,
  countedBy,
  heldAsPlanned,
  inTargetArea,
  ofPlan,
  recordedInTime,
} from './conditions'
import { facilitatorRows } from './facilitator-facts'
import { personFacts } from './person-facts'

/**
 * The rows behind an indicator, each with what it adds to numerator and denominator. Hours are added up from the marks
 * here (unless `kept` is asked for), not from the counters that the figures read: their agreement is a proof, not a
 * tautology. Every branch answers
 * the same columns: key, session_id, place_id, person_id, label, day, seq, row_no, status, numerator, denominator.
 */
export function evidenceRows(
  code: IndicatorCode,
  asked: Asked,
  basis: Basis,
  from: 'kept' | 'marks' = 'marks',
): SQL {
  switch (indicatorOf(code).evidence) {
    case 'session':
      return sessionRows(code, asked, basis)
    case 'enrolment':
      return enrolmentRows(code, asked, basis, from)
    case 'cohort':
      return cohortRows(asked)
    case 'county':
      return sql`select x.county_id as key, null::uuid as session_id, x.county_id as place_id, null::uuid as person_id, null::text as label,
        min(x.day) as day, count(*)::int as seq, null::int as row_no, null::text as status, 1 as numerator, null::int as denominator
        from (${cohortRows(asked)}) x group by x.county_id`
    case 'facilitator':
      return trainedRows(code, asked, basis)
    case 'organisation':
      return sql`select x.organisation_id as key, null::uuid as session_id, null::uuid as place_id, null::uuid as person_id, o.name_fa as label,
        null::date as day, count(*)::int as seq, null::int as row_no, null::text as status, 1 as numerator, null::int as denominator
        from (${facilitatorRows(asked, basis, 'kept')}) x left join app.organisation o on o.id = x.organisation_id
        where x.accepted group by x.organisation_id, o.name_fa`
  }
}

function sessionRows(code: IndicatorCode, asked: Asked, basis: Basis): SQL {
  const { parts, which = countedBy(asked) } = sessionParts(code, asked, basis)
  return sql`select s.id as key, s.id as session_id, c.place_id, null::uuid as person_id, null::text as label,
    s.day, s.seq::int as seq, null::int as row_no, s.status, ${parts}
    from app.session s join app.cohort c on c.id = s.cohort_id
    where s.run_id = ${asked.runId}::uuid and c.status <> 'CANCELLED' and ${which} and ${cohortIn(asked)}`
}

/** What a session adds, and which sessions are asked at all where it is not those that count. */
export function sessionParts(code: IndicatorCode, asked: Asked, basis: Basis): { parts: SQL; which?: SQL } {
  const counts = countedBy(asked)
  switch (code) {
    case 'R-08':
      return {
        parts: sql`s.net_minutes as numerator, null::int as denominator`,
        which: sql`${ofPlan} and ${counts}`,
      }
    case 'R-15':
      return {
        parts: sql`(${counts} and ${heldAsPlanned})::int as numerator, 1 as denominator`,
        which: sql`s.makes_up_id is null and s.day <= ${asked.asOf}::date and (s.status = 'CANCELLED' or ${counts})`,
      }
    case 'R-17':
      return {
        parts: sql`coalesce(${recordedInTime(basis.sheetDueHours)}, false)::int as numerator, 1 as denominator`,
        which: sql`s.makes_up_id is null and ${counts}`,
      }
    default:
      return {
        parts: sql`s.n_present + s.n_late + s.n_early as numerator, s.n_rows as denominator`,
        which: sql`${ofPlan} and ${counts}`,
      }
  }
}

const PERSON_PARTS: Partial<Record<IndicatorCode, SQL>> = {
  'R-07': sql`1 as numerator, null::int as denominator`,
  'R-09': sql`x.minutes as numerator, null::int as denominator`,
  'R-11': sql`x.completed::int as numerator, 1 as denominator`,
  'R-12': sql`x.strict::int as numerator, 1 as denominator`,
  'R-13': sql`x.stayed::int as numerator, 1 as denominator`,
  'R-14': sql`x.minutes as numerator, 1 as denominator`,
  'R-16': sql`coalesce(${inTargetArea}, false)::int as numerator, 1 as denominator`,
}

/** What people's hours have a part in. The others count places: for the state beside a name the hours kept with it are enough. */
const OF_HOURS: readonly IndicatorCode[] = ['R-09', 'R-11', 'R-12', 'R-14']

function enrolmentRows(code: IndicatorCode, asked: Asked, basis: Basis, source: 'kept' | 'marks'): SQL {
  const from = OF_HOURS.includes(code) ? source : 'kept'
  return sql`select x.id as key, null::uuid as session_id, c.place_id, x.person_id, null::text as label,
    null::date as day, null::int as seq, x.row_no::int as row_no,
    case when x.closed_on <= ${asked.asOf}::date then x.status when x.minutes > 0 then 'ACTIVE' else 'REGISTERED' end as status,
    ${PERSON_PARTS[code] ?? sql`0 as numerator, null::int as denominator`}
    from (${personFacts(asked, basis, from)}) x join app.cohort c on c.id = x.cohort_id
    join app.place n on n.id = c.place_id where c.status <> 'CANCELLED'`
}

function cohortRows(asked: Asked): SQL {
  return sql`select c.id as key, null::uuid as session_id, c.place_id, null::uuid as person_id, null::text as label,
    min(s.day) as day, count(*)::int as seq, null::int as row_no, null::text as status, 1 as numerator, null::int as denominator, c.county_id
    from app.cohort c join app.session s on s.cohort_id = c.id
    where c.run_id = ${asked.runId}::uuid and c.status <> 'CANCELLED' and ${ofPlan} and ${countedBy(asked)} and ${cohortIn(asked)}
    group by c.id, c.place_id, c.county_id`
}

function trainedRows(code: IndicatorCode, asked: Asked, basis: Basis): SQL {
  const parts =
    code === 'R-03'
      ? sql`1 as numerator, null::int as denominator`
      : code === 'R-04'
        ? sql`x.minutes as numerator, null::int as denominator`
        : sql`x.gain as numerator, 1 as denominator`
  const which = code === 'R-03' ? sql`x.certified` : code === 'R-04' ? sql`true` : sql`x.gain is not null`
  return sql`select x.id as key, null::uuid as session_id, x.county_id as place_id, x.person_id, o.name_fa as label,
    case when x.certified then x.certified_on end as day, null::int as seq, null::int as row_no, null::text as status, ${parts}
    from (${facilitatorRows(asked, basis, basis.seesClass ? 'marks' : 'kept')}) x
    left join app.organisation o on o.id = x.organisation_id where ${which}`
}
