import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { QUALITY_CODES, type QualityCode, type QualityFigure } from '@/lib/indicators/quality'
import type { Reader } from '../../client'
import { standing } from '../people/consent-standing'
import { rulesOf } from '../rules'

export type QualityAsked = {
  runId: string
  /** The last day that is looked at. */
  asOf: string
  countyId?: string
  /** Which of the numbers the reader's powers reach. */
  reach: readonly QualityCode[]
}

/** A row behind a number: a sheet, a pair of people, or somebody's place. */
export type QualityLine = {
  key: string
  sessionId: string | null
  cohortCode: string | null
  personId: string | null
  otherId: string | null
  name: string | null
  otherName: string | null
  rowNo: number | null
  countyFa: string | null
  countyEn: string | null
  placeFa: string | null
  placeEn: string | null
  seq: number | null
  day: string | null
  /** How many hours over time, or how often reopened. */
  amount: number | null
  /** What is missing, as a code. */
  what: string | null
}
export const QUALITY_A_PAGE = 50

type Rules = { dueHours: number; guardians: boolean }

/** The instant up to which is looked: the end of the day, never later than the run's clock. */
const until = ({ asOf }: QualityAsked) =>
  sql`least(app.run_clock(r), (${asOf}::date + 1)::timestamp at time zone 'Asia/Tehran')`
/** A demonstration's office decided at real time, whatever its clock says. */
const before = (at: SQL, asked: QualityAsked) => sql`(r.pinned_now is not null or ${at} <= ${until(asked)})`
const inCounty = ({ countyId }: QualityAsked) => (countyId ? sql`c.county_id = ${countyId}::uuid` : sql`true`)

/** The rows behind a number; all sources answer the same columns. */
function sourceOf(code: QualityCode, asked: QualityAsked, rules: Rules): SQL {
  switch (code) {
    case 'Q-01':
      return sql`
        select s.id as key, s.id as session_id, c.id as cohort_id, null::uuid as person_id, null::uuid as other_id, null::int as row_no,
          s.seq::int as seq, s.day, floor(extract(epoch from ${until(asked)} - (s.starts_at + make_interval(mins => s.planned_minutes + s.break_minutes))) / 3600)::int as amount,
          null::text as what
        from app.session s join app.run r on r.id = s.run_id join app.cohort c on c.id = s.cohort_id
        where s.run_id = ${asked.runId}::uuid and ${inCounty(asked)} and s.status not in ('CANCELLED', 'RESCHEDULED')
          and (s.status in ('SCHEDULED', 'HELD') or s.recorded_at > ${until(asked)})
          and s.starts_at + make_interval(mins => s.planned_minutes + s.break_minutes, hours => ${rules.dueHours}::int) < ${until(asked)}`
    case 'Q-02':
      return sql`
        select s.id as key, s.id as session_id, c.id as cohort_id, null::uuid as person_id, null::uuid as other_id, null::int as row_no,
          s.seq::int as seq, s.day, count(*)::int as amount, null::text as what
        from app.session s join app.run r on r.id = s.run_id join app.cohort c on c.id = s.cohort_id join app.sheet_review v on v.session_id = s.id
        where s.run_id = ${asked.runId}::uuid and ${inCounty(asked)} and s.day <= ${asked.asOf}::date and v.decision = 'REOPEN'
          and ${before(sql`v.decided_at`, asked)}
        group by s.id, c.id`
    case 'Q-03':
      return sql`
        select d.id as key, null::uuid as session_id, c.id as cohort_id, d.person_id, d.other_id, null::int as row_no, null::int as seq,
          (d.opened_at at time zone 'Asia/Tehran')::date as day, null::int as amount, null::text as what
        from app.duplicate_case d join app.run r on r.id = ${asked.runId}::uuid
        join lateral (select e.cohort_id from app.enrolment e join app.cohort c on c.id = e.cohort_id
          where e.run_id = r.id and e.person_id in (d.person_id, d.other_id) and ${inCounty(asked)} order by e.registered_on, e.id limit 1) e on true
        join app.cohort c on c.id = e.cohort_id
        where d.status = 'OPEN' and ${before(sql`d.opened_at`, asked)}`
    case 'Q-04':
      return sql`
        select e.id as key, null::uuid as session_id, c.id as cohort_id, e.person_id, null::uuid as other_id, e.row_no::int as row_no,
          null::int as seq, e.registered_on as day, null::int as amount, case when ${standing(sql`e.consent_id`)} then 'GUARDIAN' else 'CONSENT' end as what
        from app.enrolment e join app.cohort c on c.id = e.cohort_id
        where e.run_id = ${asked.runId}::uuid and ${inCounty(asked)} and e.registered_on <= ${asked.asOf}::date
          and e.status in ('REGISTERED', 'ACTIVE', 'WAITING') and (not ${standing(sql`e.consent_id`)}
            or ${rules.guardians}::bool and e.age_at_start < 18 and not ${standing(sql`e.guardian_consent_id`)})`
  }
}

async function ruled(db: Reader, { runId }: QualityAsked, clock: Date): Promise<Rules> {
  const rules = await rulesOf(db, runId, clock)
  return { dueHours: rules.SHEET_DUE_HOURS, guardians: rules.GUARDIAN_CONSENT_UNDER_18 }
}

/** The four numbers of a run up to a day, in one county or all. */
export async function qualityFigures(
  db: Reader,
  _scope: Scope,
  asked: QualityAsked & { clock: Date },
): Promise<QualityFigure[]> {
  const rules = await ruled(db, asked, asked.clock)
  const [sent] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from app.session s join app.cohort c on c.id = s.cohort_id
    where s.run_id = ${asked.runId}::uuid and ${inCounty(asked)} and s.day <= ${asked.asOf}::date and s.submitted_at is not null`)
  const figures: QualityFigure[] = []
  for (const code of QUALITY_CODES) {
    const of = code === 'Q-02' ? (sent?.n ?? 0) : null
    const [row] = asked.reach.includes(code)
      ? await db.execute<{ n: number }>(
          sql`select count(*)::int as n from (${sourceOf(code, asked, rules)}) x`,
        )
      : []
    figures.push({ code, count: row?.n ?? null, of })
  }
  return figures
}

/** A page of the rows behind one of the numbers. */
export async function qualityRows(
  db: Reader,
  _scope: Scope,
  asked: QualityAsked & { clock: Date; code: QualityCode; page: number },
): Promise<QualityLine[]> {
  if (!asked.reach.includes(asked.code)) return []
  const rules = await ruled(db, asked, asked.clock)
  const rows = await db.execute<QualityLine>(sql`
    select x.key, x.session_id as "sessionId", c.code as "cohortCode", x.person_id as "personId", x.other_id as "otherId",
      p.first_name || ' ' || p.last_name as name, o.first_name || ' ' || o.last_name as "otherName", x.row_no as "rowNo",
      y.name_fa as "countyFa", y.name_en as "countyEn", n.name_fa as "placeFa", n.name_en as "placeEn", x.seq, x.day::text as day, x.amount, x.what
    from (${sourceOf(asked.code, asked, rules)}) x left join app.cohort c on c.id = x.cohort_id left join app.place n on n.id = c.place_id
    left join app.place y on y.id = c.county_id left join app.person p on p.id = x.person_id left join app.person o on o.id = x.other_id
    order by x.day, y.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu", x.row_no, x.key
    limit ${QUALITY_A_PAGE} offset ${(asked.page - 1) * QUALITY_A_PAGE}`)
  return [...rows]
}
