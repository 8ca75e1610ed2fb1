import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { firstValues } from '@/lib/rules/registry'
import type { Result } from '@/lib/shared/result'
import { ok } from '@/lib/shared/result'
import { markOf, type SessionState } from '@/lib/workshops/codes'
import type { PaperMark } from '@/lib/workshops/paper-mark'
import type { PaperMember } from '@/lib/workshops/paper-people'
import {
  type PaperCohort,
  type PaperSession,
  type PaperSheet,
  readPaper,
  type SheetReading,
} from '@/lib/workshops/paper-register'
import type { Reader } from '../../client'
import { nationalIdHash } from '../../vault'

/** A session of the plan as the import writes into it; `code` says why it takes no marks now. */
export type DoorSession = PaperSession & {
  cohortId: string
  scopeId: number
  version: number
  startTime: string
  code: string | null
  values: Record<string, number>
}
export type DoorCohort = Omit<PaperCohort, 'sessions'> & {
  scopeId: number
  path: number[]
  sessions: DoorSession[]
}
export type JudgedPaper = { sheets: SheetReading[]; cohorts: DoorCohort[] }
export type PaperOptions = { runId: string; fileName: string; choices: ReadonlyMap<string, string> }

/**
 * The verdict on every cell of typed registers, for the cohorts of a run in which the asker may record. The same for
 * the preview and for the confirmation, which judges again.
 */
export async function judgePaper(
  db: Reader,
  scope: Scope,
  sheets: readonly PaperSheet[],
  { runId, fileName, choices }: PaperOptions,
): Promise<Result<JudgedPaper, 'no-header'>> {
  const { cohorts, byHash, provinceId } = await paperDoors(db, scope, runId)
  // A text file has one sheet without a name; the file's own stands for it.
  const named = sheets.map((sheet) =>
    sheet.name === '' ? { ...sheet, name: fileName.replace(/\.[a-z]+$/i, '') } : sheet,
  )
  const read = readPaper(named, {
    cohorts,
    choices,
    memberOfId: (digits, { cohortId }) =>
      byHash.get(`${cohortId}|${nationalIdHash(provinceId, digits).toString('hex')}`) ?? null,
  })
  return read.ok ? ok({ sheets: read.value, cohorts }) : read
}

type CohortRow = {
  id: string
  scope_id: number
  path: number[]
  place_fa: string
  county_fa: string
  province_id: string
}
type MemberRow = {
  cohort_id: string
  person_id: string
  first_name: string
  last_name: string
  father_name: string | null
  hash: string | null
  row_no: number
  registered_on: string
  closed_on: string | null
  away: [string, string][]
}
type SessionRow = {
  id: string
  cohort_id: string
  scope_id: number
  version: number
  seq: number
  day: string
  start_time: string
  net_minutes: number
  status: SessionState
  rules: Record<string, number | boolean>
  code: string | null
}
type MarkRow = { session_id: string; person_id: string; code: number; late: number; early: number }

async function paperDoors(db: Reader, _scope: Scope, runId: string) {
  const cohorts = await db.execute<CohortRow>(sql`
    select c.id, c.scope_id, s.path, p.name_fa place_fa, k.name_fa county_fa, r.province_id
    from app.cohort c join app.run r on r.id = c.run_id join app.scope s on s.id = c.scope_id
    join app.place p on p.id = c.place_id join app.place k on k.id = c.county_id
    where c.run_id = ${runId} and c.scope_id = any((select app.my_scope('record'))::int[])
      and c.scope_id = any((select app.my_scope('people'))::int[]) order by c.code`)
  const mine = sql`c.run_id = ${runId} and c.scope_id = any((select app.my_scope('record'))::int[])`
  const members = await db.execute<MemberRow>(sql`
    select e.cohort_id, e.person_id, p.first_name, p.last_name, p.father_name, encode(p.national_id_hash, 'hex') hash,
      e.row_no::int, e.registered_on::text, e.closed_on::text,
      coalesce((select jsonb_agg(jsonb_build_array(lower(x), upper(x) - 1)) from unnest(e.away) x), '[]') away
    from app.enrolment e join app.cohort c on c.id = e.cohort_id join app.person p on p.id = e.person_id
    where ${mine} and e.status not in ('CANCELLED', 'WAITING') order by e.row_no`)
  const sessions = await db.execute<SessionRow>(sql`
    select s.id, s.cohort_id, s.scope_id, s.version, s.seq::int, s.day::text as day, s.net_minutes::int, s.status,
      to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') start_time, x.rules,
      case when s.status in ('CANCELLED', 'RESCHEDULED') or r.status = 'CLOSED' then 'E-SES-08'
        when app.run_clock(r) < s.starts_at then 'E-SES-05'
        when s.status = 'APPROVED' then 'sheet-approved' when s.status = 'SUBMITTED' then 'sheet-submitted'
        when not (s.scope_id = any((select app.my_scope('review'))::int[])) and s.recorded_at is null
          and (app.run_clock(r) at time zone 'Asia/Tehran')::date - s.day > (x.rules->>'SESSION_BACKDATE_MAX_DAYS')::int then 'E-SES-06'
        when not exists (select from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
          where cf.cohort_id = s.cohort_id and cf.from_day <= s.day and (cf.to_day is null or cf.to_day >= s.day)
            and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')) then 'E-FAC-01' end code
    from app.session s join app.cohort c on c.id = s.cohort_id join app.run r on r.id = s.run_id
    cross join lateral (select app.rules_at(array['LATE_GRACE_MINUTES', 'MIN_PRESENCE_SHARE', 'EXCUSED_CREDITS_HOURS',
      'SESSION_BACKDATE_MAX_DAYS'], r.id, r.province_id, s.starts_at) rules offset 0) x
    where ${mine} order by s.day, s.seq`)
  const marks = await db.execute<MarkRow>(sql`
    select a.session_id, a.person_id, a.code::int, a.late_minutes::int late, a.early_minutes::int early
    from app.attendance a join app.session s on s.id = a.session_id join app.cohort c on c.id = s.cohort_id where ${mine}`)
  const byHash = new Map<string, PaperMember>()
  const membersOf = grouped(members, ({ cohort_id }) => cohort_id)
  const sessionsOf = grouped(sessions, ({ cohort_id }) => cohort_id)
  const storedOf = new Map<string, Map<string, PaperMark>>()
  for (const { session_id, person_id, code, late, early } of marks) {
    const stored = storedOf.get(session_id) ?? new Map<string, PaperMark>()
    storedOf.set(session_id, stored.set(person_id, { code: markOf(code)!, late, early }))
  }
  const doors: DoorCohort[] = cohorts.map((cohort) => ({
    cohortId: cohort.id,
    scopeId: cohort.scope_id,
    path: cohort.path,
    placeFa: cohort.place_fa,
    countyFa: cohort.county_fa,
    members: (membersOf.get(cohort.id) ?? []).map((row) => {
      const member = memberOf(row)
      if (row.hash) byHash.set(`${cohort.id}|${row.hash}`, member)
      return member
    }),
    sessions: (sessionsOf.get(cohort.id) ?? []).map((row) =>
      sessionOf(row, storedOf.get(row.id) ?? new Map()),
    ),
  }))
  return { cohorts: doors, byHash, provinceId: cohorts[0]?.province_id ?? '' }
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

function memberOf(row: MemberRow): PaperMember {
  return {
    personId: row.person_id,
    first: row.first_name,
    last: row.last_name,
    father: row.father_name,
    hasId: row.hash !== null,
    rowNo: row.row_no,
    from: row.registered_on,
    to: row.closed_on,
    away: row.away,
  }
}

function sessionOf(row: SessionRow, stored: Map<string, PaperMark>): DoorSession {
  const first = firstValues()
  return {
    sessionId: row.id,
    cohortId: row.cohort_id,
    scopeId: row.scope_id,
    version: row.version,
    seq: row.seq,
    day: row.day,
    startTime: row.start_time,
    netMinutes: row.net_minutes,
    status: row.status,
    code: row.code,
    values: { d: Number(row.rules.SESSION_BACKDATE_MAX_DAYS ?? first.SESSION_BACKDATE_MAX_DAYS) },
    rules: {
      graceMinutes: Number(row.rules.LATE_GRACE_MINUTES ?? first.LATE_GRACE_MINUTES),
      minPresenceShare: Number(row.rules.MIN_PRESENCE_SHARE ?? first.MIN_PRESENCE_SHARE),
      excusedCredits: Boolean(row.rules.EXCUSED_CREDITS_HOURS ?? first.EXCUSED_CREDITS_HOURS),
    },
    stored,
  }
}
