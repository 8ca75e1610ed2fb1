import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { foldText } from '@/lib/shared/persian-text'
import type { SessionState } from '@/lib/workshops/codes'
import type { Reader } from '../../client'

/** A session in a list: what, where, when, and how it stands. */
export type SessionLine = {
  sessionId: string
  cohortCode: string
  seq: number
  status: SessionState
  placeName: string
  countyName: string
  moduleTitle: string | null
  moduleCode: string | null
  dayIso: string
  startTime: string
  netMinutes: number
  /** People enrolled on the day. */
  people: number
  nRows: number
  nAttended: number
  returnReason: string | null
  cancelReason: string | null
  flags: string[]
  version: number
  isToday: boolean
  /** Its time has come and it has not been sent in. */
  isDue: boolean
  makesUp: boolean
  /** A session of the facilitators' workshop, not of a group. */
  ofClass: boolean
}

type Row = {
  id: string
  code: string
  seq: number
  status: SessionState
  place_fa: string
  place_en: string
  county_fa: string
  county_en: string
  module_code: string | null
  module_fa: string | null
  module_en: string | null
  day: string
  start_time: string
  net_minutes: number
  people: number
  n_rows: number
  n_attended: number
  return_reason: string | null
  cancel_reason: string | null
  flags: string[]
  version: number
  is_today: boolean
  is_due: boolean
  makes_up: boolean
  of_class: boolean
}

const common = sql`s.id, s.seq, s.status, s.module_code, m.title_fa module_fa, m.title_en module_en, s.day::text as day,
  to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') start_time,
  s.net_minutes, s.n_rows, s.n_present + s.n_late + s.n_early n_attended, s.return_reason, s.cancel_reason, s.flags, s.version,
  s.day = (app.run_clock(r) at time zone 'Asia/Tehran')::date is_today,
  s.starts_at <= app.run_clock(r) and s.status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED') is_due`
const columns = sql`(select count(*)::int from app.enrolment e where e.cohort_id = s.cohort_id and e.registered_on <= s.day
    and coalesce(e.closed_on, s.day) >= s.day and not e.away @> s.day and e.status not in ('CANCELLED', 'WAITING')
    and (s.makes_up_id is null or app.makes_up_for(s.id, s.makes_up_id, s.visit, e.person_id))) people, s.makes_up_id is not null makes_up,
  false of_class, h.code, n.name_fa place_fa, n.name_en place_en, c.name_fa county_fa, c.name_en county_en, ${common}`
const source = sql`app.session s join app.run r on r.id = s.run_id join app.cohort h on h.id = s.cohort_id
  join app.place n on n.id = h.place_id join app.place c on c.id = h.county_id left join app.module m on m.code = s.module_code`
// The facilitators' workshop; its sheets hold whoever was in the class that day.
const classColumns = sql`(select count(*)::int from app.facilitator f where f.run_id = s.run_id and f.status not in ('NOMINATED', 'REJECTED')
    and coalesce(f.accepted_on, s.day) <= s.day and coalesce(f.ended_on, s.day) >= s.day) people, false makes_up,
  true of_class, '' code, k.title_fa place_fa, k.title_fa place_en, '' county_fa, '' county_en, ${common}`
const classSource = sql`app.session s join app.run r on r.id = s.run_id join app.training_class k on k.id = s.class_id
  left join app.module m on m.code = s.module_code`

const line =
  (locale: 'fa' | 'en') =>
  (row: Row): SessionLine => ({
    sessionId: row.id,
    cohortCode: row.code,
    seq: row.seq,
    status: row.status,
    placeName: locale === 'fa' ? row.place_fa : row.place_en,
    countyName: locale === 'fa' ? row.county_fa : row.county_en,
    moduleTitle: locale === 'fa' ? row.module_fa : row.module_en,
    moduleCode: row.module_code,
    dayIso: row.day,
    startTime: row.start_time,
    netMinutes: row.net_minutes,
    people: row.people,
    nRows: row.n_rows,
    nAttended: row.n_attended,
    returnReason: row.return_reason,
    cancelReason: row.cancel_reason,
    flags: row.flags,
    version: row.version,
    isToday: row.is_today,
    isDue: row.is_due,
    makesUp: row.makes_up,
    ofClass: row.of_class,
  })

/** What came up to today, the latest first, and the next few. */
const around = (which: SQL, from: SQL, hers: SQL) => sql`
  (select ${which} from ${from} where ${hers}
    and s.day <= (app.run_clock(r) at time zone 'Asia/Tehran')::date order by s.day desc, s.seq desc limit 40)
  union all
  (select ${which} from ${from} where ${hers}
    and s.day > (app.run_clock(r) at time zone 'Asia/Tehran')::date and s.status = 'SCHEDULED' order by s.day, s.seq limit 4)`

/**
 * The sessions of whoever leads groups, or a class of facilitators as its trainer: today's, those waiting for her (due or
 * returned), the next ones and the last sent.
 */
export async function facilitatorDay(
  db: Reader,
  scope: Scope,
  { locale }: { locale: 'fa' | 'en' },
): Promise<{ today: SessionLine[]; waiting: SessionLine[]; next: SessionLine[]; sent: SessionLine[] }> {
  const rows = await db.execute<Row>(sql`
    with mine as (
      select cf.cohort_id from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
      where f.user_id = ${scope.userId} and cf.to_day is null
    ), taught as (
      select t.id from app.training_class t join app.user_grant g on g.scope_id = t.scope_id
      where g.user_id = ${scope.userId} and g.role = 'TRAINER' and g.ended_at is null
    )
    ${around(columns, source, sql`h.id in (select cohort_id from mine)`)}
    union all
    ${around(classColumns, classSource, sql`k.id in (select id from taught)`)}`)
  const lines = rows.map(line(locale))
  const open = (s: SessionLine) => s.isDue
  return {
    today: lines.filter((s) => s.isToday && s.status !== 'RESCHEDULED'),
    waiting: lines.filter((s) => !s.isToday && open(s)),
    next: lines.filter((s) => !s.isToday && !s.isDue && s.status === 'SCHEDULED'),
    sent: lines.filter((s) => !s.isToday && ['SUBMITTED', 'APPROVED'].includes(s.status)).slice(0, 6),
  }
}

export type SheetsAsked = {
  runId: string
  status?: SessionState
  countyId?: string
  /** Part of a neighbourhood's name or of its group's code. */
  search?: string
  locale: 'fa' | 'en'
  page?: number
  size: number
}

/** A page of a run's sessions, for the office: by county, those that came first first, grouped by the caller. */
export async function sheetsOf(
  db: Reader,
  _scope: Scope,
  { runId, status, countyId, search = '', locale, page = 1, size }: SheetsAsked,
): Promise<{ lines: SessionLine[]; total: number }> {
  const like = `%${foldText(search).replace(/[\\%_]/g, '\\$&')}%`
  const where = sql`where s.run_id = ${runId} ${status ? sql`and s.status = ${status}` : sql``}
    ${countyId ? sql`and h.county_id = ${countyId}` : sql``}
    ${search ? sql`and (n.fold like ${like} or app.fold(n.name_en) like ${like} or app.fold(h.code) like ${like})` : sql``}`
  const rows = await db.execute<Row>(sql`select ${columns} from ${source} ${where}
    order by c.name_fa collate "fa-x-icu", s.day, n.name_fa collate "fa-x-icu", s.seq, s.id
    limit ${size} offset ${(page - 1) * size}`)
  const [count] = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${source} ${where}`)
  return { lines: rows.map(line(locale)), total: count?.n ?? 0 }
}
