import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import { searchWords } from '@/lib/people/name-search'
import { minutesNeeded } from '@/lib/rules/completion'
import type { SessionState } from '@/lib/workshops/codes'
import type { Reader } from '../../client'
import type { EnrolmentState } from '../people/people-list'
import { rulesOf } from '../rules'

export type CohortLine = {
  cohortId: string
  code: string
  scopeId: number
  placeId: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  status: string
  audience: string
  lead: string | null
  members: number
  targetSize: number
  sessions: number
  held: number
  heldMinutes: number
  plannedMinutes: number
  /** Whether it has sessions at all. Cancelled ones are evidence and stay: they are replaced one by one, not planned anew. */
  hasPlan: boolean
  /** Weekdays (Saturday 0) and the time, once they are fixed. */
  slots: { days: number[]; time: string } | null
}

const LEAD = sql`(select string_agg(u.name, '، ') from (
    select coalesce(a.display_name, p.first_name || ' ' || p.last_name) as name
    from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
    left join app.person p on p.id = f.person_id left join app.user_account a on a.id = f.user_id
    where cf.cohort_id = c.id and cf.to_day is null and cf.role = 'LEAD') u)`
const LINE = sql`
  c.id as "cohortId", c.code, c.scope_id as "scopeId", c.place_id as "placeId", pl.name_fa as "placeFa", pl.name_en as "placeEn", co.name_fa as "countyFa",
  co.name_en as "countyEn", c.status, c.audience, c.target_size as "targetSize", c.planned_minutes as "plannedMinutes", c.slots,
  ${LEAD} as lead,
  (select count(*)::int from app.enrolment e where e.cohort_id = c.id and e.status in ('REGISTERED', 'ACTIVE', 'COMPLETED')) as members,
  x.sessions, x.held, x."heldMinutes", x."anySession" as "hasPlan"`
const FROM = sql`
  from app.cohort c join app.place pl on pl.id = c.place_id join app.place co on co.id = c.county_id
  cross join lateral (select count(*) filter (where s.status not in ('CANCELLED', 'RESCHEDULED'))::int as sessions,
      count(*) > 0 as "anySession", count(*) filter (where s.status in ('SUBMITTED', 'APPROVED'))::int as held,
      coalesce(sum(s.net_minutes) filter (where s.status in ('SUBMITTED', 'APPROVED')), 0)::int as "heldMinutes"
    from app.session s where s.cohort_id = c.id and s.makes_up_id is null) x`

/** The cohorts of a run in reach, by county and name. */
export async function cohortsOf(db: Reader, _scope: Scope, runId: string): Promise<CohortLine[]> {
  const rows = await db.execute<CohortLine>(
    sql`select ${LINE} ${FROM} where c.run_id = ${runId} order by co.name_fa collate "fa-x-icu", pl.name_fa collate "fa-x-icu"`,
  )
  return [...rows]
}

/** The counties in which a run has cohorts in reach. */
export async function countyChoices(
  db: Reader,
  _scope: Scope,
  runId: string,
): Promise<{ countyId: string; nameFa: string; nameEn: string }[]> {
  const rows = await db.execute<{ countyId: string; nameFa: string; nameEn: string }>(sql`
    select k.id as "countyId", k.name_fa as "nameFa", k.name_en as "nameEn" from app.place k
    where k.id in (select c.county_id from app.cohort c where c.run_id = ${runId}) order by k.name_fa collate "fa-x-icu"`)
  return [...rows]
}

export const COHORT_STATES = [
  'PLANNED',
  'FORMING',
  'READY',
  'RUNNING',
  'FINISHED',
  'CLOSED',
  'SUSPENDED',
  'CANCELLED',
] as const
export const COHORTS_A_PAGE = 50
export type CohortsAsked = {
  runId: string
  /** Part of a neighbourhood's name, of the group's code or of a facilitator's name, in any spelling. */
  search?: string
  countyId?: string
  status?: string
  page: number
}

/** A page of them by the filters of their list. */
export async function cohortList(
  db: Reader,
  _scope: Scope,
  { runId, search, countyId, status, page }: CohortsAsked,
): Promise<{ rows: CohortLine[]; total: number }> {
  const matches = searchWords(search).map((word) => {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return sql`and (pl.fold like ${like} or app.fold(pl.name_en) like ${like} or app.fold(c.code) like ${like} or app.fold(${LEAD}) like ${like})`
  })
  const where = sql`where c.run_id = ${runId} ${sql.join(matches, sql` `)}
    ${countyId ? sql`and c.county_id = ${countyId}` : sql``} ${status ? sql`and c.status = ${status}` : sql``}`
  const rows = await db.execute<CohortLine>(sql`select ${LINE} ${FROM} ${where}
    order by co.name_fa collate "fa-x-icu", pl.name_fa collate "fa-x-icu", c.id
    limit ${COHORTS_A_PAGE} offset ${(page - 1) * COHORTS_A_PAGE}`)
  const [count] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from app.cohort c join app.place pl on pl.id = c.place_id ${where}`)
  return { rows: [...rows], total: count?.n ?? 0 }
}

export type CohortMember = {
  enrolmentId: string
  personId: string
  /** Null for who may see marks and no names. */
  name: string | null
  rowNo: number
  status: EnrolmentState
  /** Earned here and in the groups she came from. */
  minutes: number
  carriedMinutes: number
}
export type CohortSession = {
  sessionId: string
  seq: number
  day: string
  /** The day it was first planned for, and when it starts. */
  firstDay: string
  time: string
  /** Cancelled, and another session has taken its place. */
  replaced: boolean
  status: SessionState
  minutes: number
  attended: number
  rows: number
  makesUp: boolean
}
export type CohortPage = CohortLine &
  Place & { neededMinutes: number; people: CohortMember[]; plan: CohortSession[] }

/** A cohort with its people and its sessions, found by its code in a run. */
export async function cohortPage(
  db: Reader,
  _scope: Scope,
  asked: { runId: string; code: string; clock: string },
): Promise<CohortPage | null> {
  const [cohort] = await db.execute<CohortLine & { path: number[]; programme: Place['programme'] }>(sql`
    select ${LINE}, sc.path, sc.programme ${FROM} join app.scope sc on sc.id = c.scope_id
    where c.run_id = ${asked.runId} and c.code = ${asked.code}`)
  if (!cohort) return null
  const people = await db.execute<CohortMember>(sql`
    select e.id as "enrolmentId", e.person_id as "personId", p.first_name || ' ' || p.last_name as name, e.row_no as "rowNo", e.status,
      e.credited_minutes + e.carried_minutes as minutes, e.carried_minutes as "carriedMinutes"
    from app.enrolment e left join app.person p on p.id = e.person_id
    where e.cohort_id = ${cohort.cohortId} and e.status <> 'WAITING' order by e.row_no`)
  const plan = await db.execute<CohortSession>(sql`
    select s.id as "sessionId", s.seq, s.day::text, s.first_day::text as "firstDay", s.status, s.net_minutes as minutes,
      to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') as time, s.n_present + s.n_late + s.n_early as attended, s.n_rows as rows,
      exists (select from app.session x where x.replaces_id = s.id and x.status <> 'CANCELLED') as replaced,
      s.makes_up_id is not null as "makesUp"
    from app.session s where s.cohort_id = ${cohort.cohortId} order by s.day, s.seq`)
  const rules = await rulesOf(db, asked.runId, new Date(asked.clock))
  const neededMinutes = minutesNeeded({
    mode: rules.COMPLETION_MODE as 'STRICT',
    share: rules.COMPLETION_SHARE_PARTICIPANT,
    plannedMinutes: cohort.plannedMinutes,
  })
  return { ...cohort, neededMinutes, people: [...people], plan: [...plan] }
}
