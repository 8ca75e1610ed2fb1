import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Programme } from '@/lib/access/policy'
import type { EducationCode } from '@/lib/people/education'
import { minutesNeeded } from '@/lib/rules/completion'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'
import { type EnrolmentState, lastTwo } from './people-list'

export type PersonEnrolment = {
  enrolmentId: string
  cohortCode: string
  placeFa: string
  placeEn: string
  runCode: string
  runFa: string
  runEn: string
  status: EnrolmentState
  registeredOn: string
  closedOn: string | null
  minutes: number
  neededMinutes: number
  plannedMinutes: number
}
export type PersonConsent = {
  purpose: string
  state: string
  textVersion: string
  takenAt: Date
  withdrawnAt: Date | null
}
/** Her time in a hamyar group, for who may see that group. */
export type PersonMembership = {
  memberId: string
  groupId: string
  groupFa: string
  countyFa: string
  countyEn: string
  joinedOn: string
  leftOn: string | null
}
export type PersonPage = {
  personId: string
  scopeId: number
  path: number[]
  programme: Programme | null
  name: string
  father: string | null
  sex: 'F' | 'M'
  birthDate: string | null
  birthYear: number
  education: EducationCode | null
  isHead: boolean | null
  idEnd: string | null
  noIdReason: string | null
  /** The day she was erased; of her there is nothing but what was counted. */
  erasedOn: string | null
  mobileEnd: string | null
  enrolments: PersonEnrolment[]
  memberships: PersonMembership[]
  consents: PersonConsent[]
  /** Open cases in which somebody else may be the same woman, for the desk that decides them. */
  cases: { otherId: string; name: string | null }[]
}

type Row = Omit<PersonPage, 'idEnd' | 'mobileEnd' | 'enrolments' | 'memberships' | 'consents' | 'cases'> & {
  provinceId: string
  nid: string | null
  mobile: string | null
  key: string | null
}

/** One person of the asker's scope with her part in each programme the asker may see, and no word of another; null where there is none. */
export async function personPage(db: Reader, _scope: Scope, personId: string): Promise<PersonPage | null> {
  const [row] = await db.execute<Row>(sql`
    select p.id as "personId", s.id as "scopeId", s.path, s.programme, p.first_name || ' ' || p.last_name as name, p.father_name as father,
      p.sex, p.birth_date::text as "birthDate", p.birth_year as "birthYear", p.education, p.is_household_head as "isHead",
      p.no_national_id_reason as "noIdReason",
      to_char(p.erased_at at time zone 'Asia/Tehran', 'YYYY-MM-DD') as "erasedOn", p.province_id as "provinceId",
      p.national_id_sealed as nid, p.mobile_sealed as mobile, k.sealed as key
    from app.person p
    join app.scope s on s.id = any(p.scopes) and s.id = any((select app.my_scope('people'))::int[])
    left join app.person_key k on k.person_id = p.id
    where p.id = ${personId} and p.merged_into is null order by s.id limit 1`)
  if (!row) return null
  const { provinceId, nid, mobile, key, ...person } = row
  return {
    ...person,
    idEnd: nid && key ? lastTwo(provinceId, personId, key, nid) : null,
    mobileEnd: mobile && key ? lastTwo(provinceId, personId, key, mobile, 'mobile_sealed') : null,
    enrolments: await enrolmentsOf(db, personId),
    memberships: await membershipsOf(db, personId),
    consents: await consentsOf(db, personId),
    cases: await casesOf(db, personId),
  }
}

async function enrolmentsOf(db: Reader, personId: string): Promise<PersonEnrolment[]> {
  const rows = await db.execute<PersonEnrolment & { runId: string; clock: string }>(sql`
    select e.id as "enrolmentId", c.code as "cohortCode", pl.name_fa as "placeFa", pl.name_en as "placeEn", r.id as "runId",
      r.code as "runCode", r.name_fa as "runFa", r.name_en as "runEn", e.status, e.registered_on::text as "registeredOn",
      e.closed_on::text as "closedOn", e.credited_minutes + e.carried_minutes as minutes, c.planned_minutes as "plannedMinutes",
      to_char(app.run_clock(r) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as clock
    from app.enrolment e join app.cohort c on c.id = e.cohort_id join app.place pl on pl.id = c.place_id
    join app.run r on r.id = e.run_id where e.person_id = ${personId} order by e.registered_on desc`)
  return Promise.all(
    [...rows].map(async ({ runId, clock, ...row }) => {
      const rules = await rulesOf(db, runId, new Date(clock))
      const { COMPLETION_MODE: mode, COMPLETION_SHARE_PARTICIPANT: share } = rules
      return {
        ...row,
        neededMinutes: minutesNeeded({ mode: mode as 'STRICT', share, plannedMinutes: row.plannedMinutes }),
      }
    }),
  )
}

// Row-level security shows them to who works for that programme there, and to nobody else.
async function membershipsOf(db: Reader, personId: string): Promise<PersonMembership[]> {
  return [
    ...(await db.execute<PersonMembership>(sql`
      select m.id as "memberId", m.group_id as "groupId", g.name_fa as "groupFa", y.name_fa as "countyFa", y.name_en as "countyEn",
        m.joined_on::text as "joinedOn", m.left_on::text as "leftOn"
      from app.hamyar_member m join app.hamyar_group g on g.id = m.group_id join app.place y on y.id = g.county_id
      where m.person_id = ${personId} order by m.joined_on desc, m.id`)),
  ]
}

async function consentsOf(db: Reader, personId: string): Promise<PersonConsent[]> {
  const rows = await db.execute<{
    purpose: string
    state: string
    textVersion: string
    taken: string
    withdrawn: string | null
  }>(sql`
    select purpose, state, text_version as "textVersion", taken_at::text as taken, withdrawn_at::text as withdrawn
    from app.consent where person_id = ${personId} order by taken_at desc`)
  return [...rows].map(({ taken, withdrawn, ...row }) => ({
    ...row,
    takenAt: new Date(taken),
    withdrawnAt: withdrawn ? new Date(withdrawn) : null,
  }))
}

async function casesOf(db: Reader, personId: string) {
  const rows = await db.execute<{ otherId: string; name: string | null }>(sql`
    select o.id as "otherId", p.first_name || ' ' || p.last_name as name
    from (select case when d.person_id = ${personId} then d.other_id else d.person_id end as id
      from app.duplicate_case d where d.status = 'OPEN' and ${personId} in (d.person_id, d.other_id)) o
    left join app.person p on p.id = o.id`)
  return [...rows]
}
