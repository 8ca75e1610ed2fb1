import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { PackDispute, PackGroup, PackMark, PackPerson, PackSession, Pull } from '@/lib/sync/pack'
import { markOf } from '@/lib/workshops/codes'
import type { Reader } from '../../client'
import { cohortLedger } from '../workshops/ledger'
import { type LockFacts, lockedCode } from '../workshops/register'
import { disputesOf } from './disputes'

type Group = Omit<PackGroup, 'people' | 'sessions'> & { possible: number; scopeId: number; changed: boolean }
type Sheet = Omit<PackSession, 'lockedCode' | 'marks' | 'guests' | 'heads'> &
  LockFacts & { cohortId: string } & Heads
type Heads = { headOp: string | null; detailsOp: string | null; actOp: string | null }
type Row = {
  sessionId: string
  personId: string
  code: number | null
  late: number | null
  early: number | null
  reason: PackMark['reason']
  op: string | null
  takenBy: string | null
}

/**
 * What is written since, and of which history: the oldest transaction still running when it was asked. Asked before
 * anything else is read, so that nothing slips between.
 */
export async function horizonNow(db: Reader): Promise<{ history: string; oldest: string; horizon: string }> {
  const [row] = await db.execute<{ history: string; oldest: string }>(
    sql`select app.history_of() as history, pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
  )
  return { ...row!, horizon: `${row!.history}-${row!.oldest}` }
}

/**
 * The groups this account leads or helps to lead today, and whether something of theirs was written since. A saved
 * register writes its session; every other row a pack is made of is asked itself.
 */
export async function packGroups(db: Reader, scope: Scope, since: string | null): Promise<Group[]> {
  const horizon = since ?? '0'
  const rows = await db.execute<Group>(sql`
    with mine as (
      select distinct c.id from app.cohort_facilitator cf
      join app.facilitator f on f.id = cf.facilitator_id and f.user_id = ${scope.userId}
      join app.cohort c on c.id = cf.cohort_id and c.status <> 'CANCELLED' and c.scope_id = any((select app.my_scope('record'))::int[])
      join app.run r on r.id = c.run_id and r.status <> 'CLOSED'
      cross join lateral (select (app.run_clock(r) at time zone 'Asia/Tehran')::date as today) t
      where cf.from_day <= t.today and coalesce(cf.to_day, t.today) >= t.today
    )
    select c.id as "cohortId", c.code, n.name_fa as "placeFa", n.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn",
      c.scope_id as "scopeId",
      coalesce((app.rules_at(array['LATE_GRACE_MINUTES'], r.id, r.province_id, app.run_clock(r))->>'LATE_GRACE_MINUTES')::int, 0) as "graceMinutes",
      (select coalesce(sum(s.net_minutes), 0)::int from app.session s where s.cohort_id = c.id and s.makes_up_id is null and app.counts(s.status)) as possible,
      app.written_since(c.xmin, ${horizon}) or app.written_since(r.xmin, ${horizon})
      or exists (select from app.cohort_facilitator x where x.cohort_id = c.id and app.written_since(x.xmin, ${horizon}))
      or exists (select from app.session s where s.cohort_id = c.id and app.written_since(s.xmin, ${horizon}))
      or exists (select from app.enrolment e join app.person p on p.id = e.person_id
        where e.cohort_id = c.id and (app.written_since(e.xmin, ${horizon}) or app.written_since(p.xmin, ${horizon})))
      or exists (select from app.session s join app.session_guest g on g.session_id = s.id where s.cohort_id = c.id and app.written_since(g.xmin, ${horizon}))
      or exists (select from app.session s join app.sync_conflict x on x.session_id = s.id where s.cohort_id = c.id and app.written_since(x.xmin, ${horizon}))
      or exists (select from app.rule u where u.key = 'LATE_GRACE_MINUTES' and app.written_since(u.xmin, ${horizon})) as changed
    from mine join app.cohort c on c.id = mine.id join app.run r on r.id = c.run_id
    join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    order by n.name_fa collate "fa-x-icu", c.id`)
  return [...rows]
}

/** One group as a phone may hold it: no identifier, no number, no answer of a survey. */
export async function packGroup(db: Reader, scope: Scope, group: Group): Promise<PackGroup> {
  const { possible, scopeId: _scope, changed: _changed, ...head } = group
  const lines = await cohortLedger(db, scope, { cohortId: group.cohortId })
  const signs = await db.execute<{ person: string; symbol: string | null; colour: string | null }>(sql`
    select person_id as person, symbol, colour from app.enrolment where cohort_id = ${group.cohortId}`)
  const signOf = new Map([...signs].map(({ person, symbol, colour }) => [person, { symbol, colour }]))
  const people: PackPerson[] = lines
    .filter((line) => line.status !== 'CANCELLED' && line.name !== null)
    .map((line) => ({
      personId: line.personId,
      row: line.rowNo,
      name: line.name!,
      symbol: signOf.get(line.personId)?.symbol ?? null,
      colour: signOf.get(line.personId)?.colour ?? null,
      earnedMinutes: line.minutes,
      possibleMinutes: possible,
      mayMissMinutes: line.ledger?.unit === 'minutes' ? line.ledger.mayMiss : null,
    }))
  const sheets = await sheetsOf(db, group.cohortId)
  const rows = await rowsOf(db, group.cohortId)
  const guests = await db.execute<{ sessionId: string; id: string; name: string }>(sql`
    select g.session_id as "sessionId", g.id, g.name from app.session_guest g join app.session s on s.id = g.session_id
    where s.cohort_id = ${group.cohortId} order by g.id`)
  const disputes = await disputesOf(db, scope, group.cohortId)
  const of = <T extends { sessionId: string }>(all: Iterable<T>) => {
    const map = new Map<string, T[]>()
    for (const one of all) map.set(one.sessionId, [...(map.get(one.sessionId) ?? []), one])
    return (id: string) => map.get(id) ?? []
  }
  const [rowsIn, guestsIn, disputesIn] = [of(rows), of(guests), of(disputes)]
  const sessions = sheets.map((sheet) =>
    packSession(sheet, rowsIn(sheet.sessionId), guestsIn(sheet.sessionId), disputesIn(sheet.sessionId)),
  )
  return { ...head, people, sessions }
}

function packSession(
  sheet: Sheet,
  rows: Row[],
  guests: { id: string; name: string }[],
  disputes: PackDispute[],
): PackSession {
  const { started, days_late, hours_since, rules, closed, staffed, may_record, may_review, ...rest } = sheet
  const facts = {
    started,
    days_late,
    hours_since,
    rules,
    closed,
    staffed,
    may_record,
    may_review,
    status: sheet.status,
  }
  const { cohortId: _cohort, headOp, detailsOp, actOp, ...session } = rest
  const marks = Object.fromEntries(rows.map((row) => [row.personId, markIn(row)]))
  const taken = rows.filter((row) => row.takenBy).map((row) => [row.personId, row.takenBy!])
  return {
    ...session,
    lockedCode: lockedCode(facts),
    marks,
    guests: guests.map(({ id, name }) => ({ id, name })),
    heads: { head: headOp, details: detailsOp, act: actOp },
    ...(taken.length > 0 && { taken: Object.fromEntries(taken) }),
    ...(disputes.length > 0 && {
      conflicts: disputes.map(({ place }) => place),
      disputes: disputes.map(({ place, words }) => ({ place, words })),
    }),
  }
}

function markIn(row: Row): PackMark | null {
  const code = markOf(row.code)
  return code && { code, late: row.late ?? 0, early: row.early ?? 0, reason: row.reason, op: row.op }
}

async function sheetsOf(db: Reader, cohortId: string): Promise<Sheet[]> {
  const rows = await db.execute<Sheet>(sql`
    select s.id as "sessionId", s.version, s.status, s.seq, s.module_code as "moduleCode", m.title_fa as "moduleTitleFa", m.title_en as "moduleTitleEn",
      s.day::text as "dayIso", to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') as "startTime", s.net_minutes as "netMinutes",
      s.head_count as "headCount", s.topic, s.note, s.mismatch, s.return_reason as "returnReason", s.cancel_reason as "cancelReason",
      s.makes_up_id is not null as "makesUp", s.sms_code::text as "smsCode", s.head_op as "headOp", s.details_op as "detailsOp", s.act_op as "actOp",
      app.run_clock(r) >= s.starts_at as started, (app.run_clock(r) at time zone 'Asia/Tehran')::date - s.day as days_late,
      (extract(epoch from app.run_clock(r) - s.recorded_at) / 3600)::float8 as hours_since,
      app.rules_at(array['ATTENDANCE_EDIT_WINDOW_HOURS','SESSION_BACKDATE_MAX_DAYS'], r.id, r.province_id, s.starts_at) as rules,
      r.status = 'CLOSED' or h.status = 'CLOSED' as closed, exists (
        select from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
        where cf.cohort_id = s.cohort_id and cf.from_day <= s.day and (cf.to_day is null or cf.to_day >= s.day)
          and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')) as staffed,
      s.scope_id = any((select app.my_scope('record'))::int[]) as may_record, s.scope_id = any((select app.my_scope('review'))::int[]) as may_review
    from app.session s join app.run r on r.id = s.run_id join app.cohort h on h.id = s.cohort_id
    left join app.module m on m.code = s.module_code
    where s.cohort_id = ${cohortId} order by s.day, s.starts_at, s.id`)
  return [...rows]
}

/** Who is on which sheet, as the register has it, and her mark there. */
async function rowsOf(db: Reader, cohortId: string): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select s.id as "sessionId", e.person_id as "personId", a.code, a.late_minutes as late, a.early_minutes as early, a.reason, a.op_id as op,
      case when a.code is null and s.recorded_at is not null then (select o.id from app.operation o
        where o.session_id = s.id and o.person_id = e.person_id order by o.received_at desc, o.id desc limit 1) end as "takenBy"
    from app.session s join app.enrolment e on e.cohort_id = s.cohort_id
    left join app.attendance a on a.session_id = s.id and a.person_id = e.person_id
    where s.cohort_id = ${cohortId} and e.registered_on <= s.day and coalesce(e.closed_on, s.day) >= s.day and not e.away @> s.day
      and e.status not in ('CANCELLED', 'WAITING')
      and (s.makes_up_id is null or a.code is not null or app.makes_up_for(s.id, s.makes_up_id, s.visit, e.person_id))
    order by s.id, e.row_no`)
  return [...rows]
}

/** The office's clock as the account's work has it (a demonstration's stands still), and what the phone says whose it is. */
export async function packAccount(
  db: Reader,
  scope: Scope,
  cohortId: string | null,
): Promise<Pick<Pull, 'clock' | 'account'>> {
  const [row] = await db.execute<{
    now: string
    day: string
    name: string
    fa: string | null
    en: string | null
  }>(sql`
    select to_char(x.now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now, (x.now at time zone 'Asia/Tehran')::date::text as day,
      u.display_name as name, r.name_fa as fa, r.name_en as en
    from app.user_account u left join app.cohort c on c.id = ${cohortId} left join app.run r on r.id = c.run_id
    cross join lateral (select coalesce(app.run_clock(r), now()) as now) x where u.id = ${scope.userId}`)
  return {
    clock: { nowIso: row?.now ?? '', dayIso: row?.day ?? '' },
    account: {
      id: scope.userId,
      name: row?.name ?? '',
      programmeFa: row?.fa ?? '',
      programmeEn: row?.en ?? '',
    },
  }
}
