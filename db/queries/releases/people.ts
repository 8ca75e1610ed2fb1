import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import type { FamilyFacts } from '@/lib/disclosure/family'
import { type Change, type Marks, type TruthRow, truthOf } from '@/lib/disclosure/truth'
import type { EducationCode } from '@/lib/people/education'
import type { Reader } from '../../client'
import { basisOf } from '../indicators/basis'
import { countedBy, ofPlan } from '../indicators/conditions'
import { personFacts } from '../indicators/person-facts'
import { trueOutcomes } from './outcomes'

type Asked = { runId: string; asOf: string }

/** The level a stored one is published under: fewer and larger than those of the register. */
const LEVELS: Record<EducationCode, string> = {
  ILLITERATE: 'BASIC',
  READ_WRITE: 'BASIC',
  PRIMARY: 'SCHOOL',
  MIDDLE: 'SCHOOL',
  SECONDARY: 'SCHOOL',
  DIPLOMA: 'DIPLOMA',
  ASSOCIATE: 'HIGHER',
  BACHELOR: 'HIGHER',
  MASTER: 'HIGHER',
  DOCTORATE: 'HIGHER',
  UNIVERSITY: 'HIGHER',
  SEMINARY: 'HIGHER',
}

const places: SQL = sql`join app.cohort h on h.id = x.cohort_id join app.place n on n.id = h.place_id join app.place c on c.id = h.county_id`

/** Who is enrolled, by everything that is counted, who has come and gone, and how sessions were attended; no rounding yet. */
export async function peopleOf(db: Reader, scope: Scope, { runId, asOf }: Asked): Promise<FamilyFacts> {
  const asked = { runId, asOf, counting: 'public' as const }
  const basis = await basisOf(db, scope, asked)
  const rows = await db.execute<TruthRow & { education: EducationCode | null }>(sql`
    select c.name_fa county, n.name_fa place, count(*)::int n,
      case when e.age_at_start < 30 then 'A15_29' when e.age_at_start < 45 then 'A30_44' when e.age_at_start < 61 then 'A45_60'
        when e.age_at_start > 60 then 'A61' else 'UNKNOWN' end age,
      q.education, case q.is_household_head when true then 'HEAD' when false then 'NOT_HEAD' else 'UNKNOWN' end head,
      case when not x.stayed then 'LEFT' when x.completed and x.strict then 'STRICT' when x.completed then 'DONE' else 'OPEN' end status
    from (${personFacts(asked, basis, 'kept')}) x join app.enrolment e on e.id = x.id ${places}
    join app.person q on q.id = x.person_id group by 1, 2, 4, 5, 6, 7`)
  const named = await db.execute<{ county: string; place: string }>(sql`
    select distinct c.name_fa county, n.name_fa place from app.cohort h join app.place n on n.id = h.place_id
    join app.place c on c.id = h.county_id where h.run_id = ${runId}::uuid and h.status <> 'CANCELLED'`)
  const truth = truthOf(
    asOf,
    rows.map((row) => ({ ...row, education: row.education === null ? 'UNKNOWN' : LEVELS[row.education] })),
    named,
  )
  const before = await previous(db, runId)
  const outcomes = await trueOutcomes(db, scope, asked, before)
  return {
    truth: outcomes === null ? truth : { ...truth, outcomes },
    changes: await changes(db, asked),
    marks: await marks(db, asked),
    previous: before,
  }
}

/**
 * The days on which somebody new came into the count, and on which a cancelled enrolment went out of it. Whoever changed her
 * group is neither: she was counted before and is counted still.
 */
async function changes(db: Reader, { runId, asOf }: Asked): Promise<Change[]> {
  const rows = await db.execute<Change>(sql`
    select c.name_fa county, n.name_fa place, x.day::text as day, count(*)::int n from (
      select e.cohort_id, e.registered_on as day from app.enrolment e where e.run_id = ${runId}::uuid and e.status not in ('WAITING', 'TRANSFERRED')
        and not exists (select from app.enrolment t where t.run_id = e.run_id and t.person_id = e.person_id and t.status = 'TRANSFERRED')
      union all
      select e.cohort_id, e.closed_on from app.enrolment e where e.run_id = ${runId}::uuid and e.status = 'CANCELLED' and e.closed_on is not null) x
    ${places} where x.day <= ${asOf}::date group by 1, 2, 3`)
  return [...rows]
}

async function marks(db: Reader, asked: Asked): Promise<Marks[]> {
  const counted = sql`s.run_id = ${asked.runId}::uuid and s.cohort_id is not null and ${ofPlan} and ${countedBy({ ...asked, counting: 'public' })}`
  const totals = await db.execute<Omit<Marks, 'lastMarked'>>(sql`
    select c.name_fa county, n.name_fa place, sum(x.n_present + x.n_late + x.n_early)::int attended, sum(x.n_rows)::int marked
    from (select s.* from app.session s where ${counted}) x ${places} group by 1, 2`)
  const last = await db.execute<{ county: string; place: string; day: string; n: number }>(sql`
    select c.name_fa county, n.name_fa place, x.day::text as day, count(*)::int n from (
      select s.cohort_id, a.person_id, max(s.day) as day from app.session s join app.attendance a on a.session_id = s.id
      where ${counted} group by 1, 2) x ${places} group by 1, 2, 3`)
  return totals.map((one) => ({
    ...one,
    lastMarked: last
      .filter(({ county, place }) => county === one.county && place === one.place)
      .map(({ day, n }) => ({ day, n })),
  }))
}

/** The cells that the last release of the run told; none before the first, or where it was made before there were any. */
async function previous(db: Reader, runId: string): Promise<ReleasedCell[]> {
  const [row] = await db.execute<{ cells: ReleasedCell[] }>(sql`
    select coalesce(p.bundle->'cells', '[]') cells from pub.release p join app.release r on r.id = p.id
    where r.run_id = ${runId}::uuid order by r.as_of desc limit 1`)
  return row?.cells ?? []
}
