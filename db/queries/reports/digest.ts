import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type DigestCounts, weekStart } from '@/lib/reports/digest'
import type { SessionState } from '@/lib/workshops/codes'
import { byUrgency, type LedgerState } from '@/lib/workshops/ledger'
import type { Reader } from '../../client'
import { openTasks } from '../tasks/inbox'
import { ledgersInReach } from '../workshops/ledger'

export type DigestSession = {
  sessionId: string
  seq: number
  status: SessionState
  dayIso: string
  time: string
  placeFa: string
  placeEn: string
}
/** Somebody whose hours need an eye; `name` is null for who may not see names. */
export type DigestPerson = {
  enrolmentId: string
  personId: string
  name: string | null
  rowNo: number
  state: LedgerState
  placeFa: string
  placeEn: string
}
export type Digest = {
  /** The Saturday the week begins on. */
  week: string
  counts: DigestCounts
  due: DigestSession[]
  ahead: DigestSession[]
  people: DigestPerson[]
}
export type DigestAsked = {
  /** Only the groups this account leads or helps to lead: the facilitator's. */
  mine: boolean
  /** How many lines of each list. */
  most?: number
}

type Row = DigestSession & { kind: 'due' | 'returned' | 'submitted' | 'ahead' }

/**
 * The week as the asker has it: what is missing, who is in danger of not completing, what comes. By the clocks of the
 * runs in reach; each number is what the page behind it shows.
 */
export async function digestOf(db: Reader, scope: Scope, { mine, most = 12 }: DigestAsked): Promise<Digest> {
  const today = await digestDay(db)
  const sessions = await weekSessions(db, scope, mine)
  const of = (kind: Row['kind']) => sessions.filter((one) => one.kind === kind)
  const lines = byUrgency(await ledgersInReach(db, scope, { mine })).filter(
    ({ ledger }) => ledger?.state === 'AT_RISK' || ledger?.state === 'OUT_OF_REACH',
  )
  const tasks = await openTasks(db, scope, { mine })
  const other = await sentCounts(db, scope, mine)
  const counts: DigestCounts = {
    ...other,
    due: of('due').length,
    returned: of('returned').length,
    submitted: of('submitted').length,
    absences: tasks.ABSENCES ?? 0,
    atRisk: lines.filter(({ ledger }) => ledger?.state === 'AT_RISK').length,
    outOfReach: lines.filter(({ ledger }) => ledger?.state === 'OUT_OF_REACH').length,
    ahead: of('ahead').length,
  }
  const shown = lines.slice(0, most)
  return {
    week: weekStart(today),
    counts,
    due: [...of('returned'), ...of('due')].slice(0, most).map(plain),
    ahead: of('ahead').slice(0, most).map(plain),
    people: shown.map(({ enrolmentId, personId, name, rowNo, ledger, placeFa, placeEn }) => ({
      enrolmentId,
      personId,
      name,
      rowNo,
      state: ledger!.state,
      placeFa,
      placeEn,
    })),
  }
}

const plain = ({ kind: _, ...session }: Row): DigestSession => session

/** The day it is: that of a run in reach, since a demonstration's stands still; the real one where there is none. */
export async function digestDay(db: Reader): Promise<string> {
  const [row] = await db.execute<{ day: string }>(sql`
    select (coalesce(max(app.run_clock(r)), now()) at time zone 'Asia/Tehran')::date::text as day
    from app.run r where r.status <> 'CLOSED'`)
  return row!.day
}

const runs = sql`r as materialized (
    select r.id, r.province_id, app.run_clock(r) as clock, (app.run_clock(r) at time zone 'Asia/Tehran')::date as today,
      app.rules_at(array['SHEET_DUE_HOURS', 'DEVICE_SILENT_DAYS'], r.id, r.province_id, app.run_clock(r)) as rules
    from app.run r where r.status <> 'CLOSED')`
const cohorts = (scope: Scope, mine: boolean) => sql`c as materialized (
    select c.id, c.place_id from app.cohort c where ${
      mine
        ? sql`c.id in (select cf.cohort_id from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
            where f.user_id = ${scope.userId} and cf.to_day is null)`
        : sql`c.scope_id = any((select app.my_scope('marks'))::int[])`
    })`
/** Classes of facilitators: those she trains, or those in reach of the office. */
const classes = (scope: Scope, mine: boolean) => sql`t as materialized (
    select t.id, t.title_fa from app.training_class t where ${
      mine
        ? sql`t.scope_id in (select g.scope_id from app.user_grant g
            where g.user_id = ${scope.userId} and g.role = 'TRAINER' and g.ended_at is null)`
        : sql`t.scope_id = any((select app.my_scope('marks'))::int[])`
    })`
/** Due at once for who holds the session, after the rule's hours for the office; «this week» ends on Friday. */
const hours = (mine: boolean) => (mine ? sql`0` : sql`coalesce((r.rules->>'SHEET_DUE_HOURS')::int, 72)`)

async function weekSessions(db: Reader, scope: Scope, mine: boolean): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    with ${runs}, ${cohorts(scope, mine)}, ${classes(scope, mine)}, k as (
      select s.id, s.seq, s.status, s.day, s.starts_at, c.place_id, t.title_fa, case
        when s.status = 'RETURNED' then 'returned'
        when s.status = 'SUBMITTED' and ${!mine} and s.scope_id = any((select app.my_scope('review'))::int[]) then 'submitted'
        when s.status in ('SCHEDULED', 'HELD', 'REOPENED')
          and s.starts_at + make_interval(mins => s.planned_minutes + s.break_minutes, hours => ${hours(mine)}) <= r.clock then 'due'
        when s.status = 'SCHEDULED' and s.starts_at > r.clock
          and s.day <= r.today + 6 - (extract(dow from r.today)::int + 1) % 7 then 'ahead' end as kind
      from app.session s join r on r.id = s.run_id left join c on c.id = s.cohort_id left join t on t.id = s.class_id
      where (c.id is not null or t.id is not null) and s.status in ('SCHEDULED', 'HELD', 'REOPENED', 'RETURNED', 'SUBMITTED') and s.day <= r.today + 6
    )
    select k.id as "sessionId", k.seq, k.status, k.kind, k.day::text as "dayIso",
      to_char(k.starts_at at time zone 'Asia/Tehran', 'HH24:MI') as time,
      coalesce(n.name_fa, k.title_fa) as "placeFa", coalesce(n.name_en, k.title_fa) as "placeEn"
    from k left join app.place n on n.id = k.place_id where k.kind is not null
    order by k.starts_at, coalesce(n.name_fa, k.title_fa) collate "fa-x-icu", k.id`)
  return [...rows]
}

/**
 * What the phones have to do with it: phones that were not heard of for as many days as the rule says while a sheet of their
 * owner's is due; what waits for a decision (not what is still held for the rest of its sheet); sheets by SMS nobody has confirmed.
 */
async function sentCounts(
  db: Reader,
  scope: Scope,
  mine: boolean,
): Promise<Pick<DigestCounts, 'silent' | 'quarantined' | 'smsDrafts'>> {
  const [row] = await db.execute<{ silent: number; quarantined: number; smsDrafts: number }>(sql`
    with ${runs}, ${cohorts(scope, mine)}
    select
      (select count(*)::int from app.device d where d.withdrawn_at is null and ${mine ? sql`d.user_id = ${scope.userId}` : sql`true`}
        and exists (
          select from app.facilitator f join app.cohort_facilitator cf on cf.facilitator_id = f.id and cf.to_day is null
          join c on c.id = cf.cohort_id join app.session s on s.cohort_id = c.id join r on r.id = s.run_id
          where f.user_id = d.user_id and s.status in ('SCHEDULED', 'HELD', 'REOPENED', 'RETURNED') and s.starts_at < r.clock
            and coalesce(d.last_seen_at, d.created_at) < now() - make_interval(days => coalesce((r.rules->>'DEVICE_SILENT_DAYS')::int, 7)))) as silent,
      (select count(*)::int from app.quarantine q where q.state = 'OPEN' and not coalesce(app.held_until(q) > now(), false)
        and ${mine ? sql`q.user_id = ${scope.userId}` : sql`true`}) as quarantined,
      (select count(*)::int from app.sms_sheet m join app.session s on s.id = m.session_id join c on c.id = s.cohort_id
        where s.status = 'HELD') as "smsDrafts"`)
  return row!
}

/** Whether the asker gets the weekly message where there is a way to send it. */
export async function wantsDigest(db: Reader, scope: Scope): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from app.digest_refusal where user_id = ${scope.userId}`)
  return rows.length === 0
}
