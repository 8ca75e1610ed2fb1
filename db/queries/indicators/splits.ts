import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import { basisOf } from './basis'
import { type Asked, cohortIn, countedBy, ofPlan } from './conditions'
import { personFacts } from './person-facts'

export type Split = 'zone' | 'sex' | 'age' | 'head'

/** What people of one kind have reached: the parts of R-07, R-09 and R-11 to R-14. `key` is null where it is not known. */
export type SplitLine = {
  key: string | null
  enrolled: number
  completed: number
  strict: number
  stayed: number
  creditedMinutes: number
}

const KEYS: Record<Split, SQL> = {
  zone: sql`n.zone`,
  sex: sql`q.sex`,
  head: sql`q.is_household_head::text`,
  age: sql`case when e.age_at_start < 30 then '15-29' when e.age_at_start < 45 then '30-44' when e.age_at_start < 61 then '45-60' when e.age_at_start > 60 then '61+' end`,
}

/** Enrolments up to a day by zone, sex, age band or household head. Sex and head are known to who may see people. */
export async function peopleSplit(
  db: Reader,
  scope: Scope,
  { by, ...asked }: Asked & { by: Split },
): Promise<SplitLine[]> {
  const basis = await basisOf(db, scope, asked)
  const rows = await db.execute<SplitLine>(sql`
    select ${KEYS[by]} as key, count(*)::int as enrolled, count(*) filter (where x.completed)::int as completed,
      count(*) filter (where x.strict)::int as strict, count(*) filter (where x.stayed)::int as stayed,
      sum(x.minutes)::float8 as "creditedMinutes"
    from (${personFacts(asked, basis, 'kept')}) x join app.enrolment e on e.id = x.id
    join app.cohort c on c.id = x.cohort_id join app.place n on n.id = c.place_id left join app.person q on q.id = x.person_id
    group by 1 order by 1`)
  return [...rows]
}

/** How enrolments stand on a day, and why those who left did. */
export type EnrolmentEnds = {
  byStatus: Record<string, number>
  byReason: Record<string, number>
  open: number
  left: number
}

export async function enrolmentEnds(db: Reader, scope: Scope, asked: Asked): Promise<EnrolmentEnds> {
  const basis = await basisOf(db, scope, asked)
  const rows = await db.execute<{
    status: string
    reason: string | null
    open: boolean
    stayed: boolean
    n: number
  }>(sql`
    select case when x.closed_on <= ${asked.asOf}::date then x.status else 'OPEN' end as status,
      case when not x.stayed then e.close_reason end as reason, x.open, x.stayed, count(*)::int as n
    from (${personFacts(asked, basis, 'kept')}) x join app.enrolment e on e.id = x.id group by 1, 2, 3, 4`)
  const sum = (pick: (row: (typeof rows)[number]) => string | null) => {
    const sums: Record<string, number> = {}
    for (const row of rows) {
      const key = pick(row)
      if (key !== null) sums[key] = (sums[key] ?? 0) + row.n
    }
    return sums
  }
  const count = (which: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(which).reduce((n, row) => n + row.n, 0)
  return {
    byStatus: sum((row) => row.status),
    byReason: sum((row) => row.reason),
    open: count((row) => row.open),
    left: count((row) => !row.stayed),
  }
}

/** Sessions and the marks on their sheets up to a day, of the cohorts or of the facilitators' workshop. */
export type MarkCounts = {
  held: number
  cancelled: number
  rows: number
  present: number
  late: number
  early: number
  absent: number
  excused: number
}

export async function markCounts(
  db: Reader,
  _scope: Scope,
  { of, ...asked }: Asked & { of: 'cohorts' | 'class' },
): Promise<MarkCounts> {
  const owner =
    of === 'cohorts'
      ? sql`s.cohort_id in (select c.id from app.cohort c where ${cohortIn(asked)})`
      : sql`s.class_id is not null`
  const counts = countedBy(asked)
  const sum = (column: SQL) => sql`coalesce(sum(${column}) filter (where ${counts}), 0)::int`
  const [row] = await db.execute<MarkCounts>(sql`
    select count(*) filter (where ${counts})::int as held,
      count(*) filter (where s.status = 'CANCELLED' and s.day <= ${asked.asOf}::date)::int as cancelled,
      ${sum(sql`s.n_rows`)} as rows, ${sum(sql`s.n_present`)} as present, ${sum(sql`s.n_late`)} as late,
      ${sum(sql`s.n_early`)} as early, ${sum(sql`s.n_absent`)} as absent, ${sum(sql`s.n_excused`)} as excused
    from app.session s where s.run_id = ${asked.runId}::uuid and ${ofPlan} and ${owner}`)
  return row ?? { held: 0, cancelled: 0, rows: 0, present: 0, late: 0, early: 0, absent: 0, excused: 0 }
}
