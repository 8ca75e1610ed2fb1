import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { CompletionRule } from '@/lib/rules/completion'
import { firstValues, type RuleValues } from '@/lib/rules/registry'
import { type Ledger, ledgerOf } from '@/lib/workshops/ledger'
import type { Reader } from '../../client'
import type { EnrolmentState } from '../people/people-list'

/** One person's hours; no ledger for somebody who has left. */
export type LedgerLine = {
  enrolmentId: string
  cohortId: string
  personId: string
  /** Null for who may see marks and no names. */
  name: string | null
  rowNo: number
  status: EnrolmentState
  minutes: number
  rule: CompletionRule
  plannedSessions: number
  ledger: Ledger | null
}

type Row = Omit<LedgerLine, 'rule' | 'ledger'> & {
  plannedMinutes: number
  rules: Partial<RuleValues>
  attended: number
  aheadMinutes: number
  aheadSessions: number
  held: number
  credited: number
  madeUp: number
}

const LEFT: EnrolmentState[] = ['WITHDRAWN', 'NO_SHOW', 'TRANSFERRED', 'CANCELLED']

/**
 * The hours ledger of everybody in a cohort, by row, in one statement. Facilitator, office and the page of a person read
 * it, so that they see the same numbers.
 */
export function cohortLedger(
  db: Reader,
  _scope: Scope,
  { cohortId }: { cohortId: string },
): Promise<LedgerLine[]> {
  return ledgers(db, sql`e.cohort_id = ${cohortId}::uuid`, sql`e.row_no`)
}

/** The ledgers of one person, one for each enrolment in reach. */
export function personLedgers(
  db: Reader,
  _scope: Scope,
  { personId }: { personId: string },
): Promise<LedgerLine[]> {
  return ledgers(db, sql`e.person_id = ${personId}::uuid`, sql`e.registered_on desc, e.id`)
}

/** A line with the neighbourhood of its group. */
export type PlacedLedger = LedgerLine & { placeFa: string; placeEn: string }

/** The ledgers of everybody in the groups of open runs in reach (`mine`: those this account leads), by group and row. */
export async function ledgersInReach(
  db: Reader,
  scope: Scope,
  { mine }: { mine: boolean },
): Promise<PlacedLedger[]> {
  const reach = mine
    ? sql`c.id in (select cf.cohort_id from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
        where f.user_id = ${scope.userId} and cf.to_day is null)`
    : sql`c.scope_id = any((select app.my_scope('marks'))::int[])`
  const places = await db.execute<{ cohortId: string; placeFa: string; placeEn: string }>(sql`
    select c.id as "cohortId", n.name_fa as "placeFa", n.name_en as "placeEn" from app.cohort c
    join app.run r on r.id = c.run_id and r.status <> 'CLOSED' join app.place n on n.id = c.place_id
    where ${reach} and c.status not in ('CANCELLED', 'CLOSED')`)
  const of = new Map(places.map((place) => [place.cohortId, place]))
  if (of.size === 0) return []
  const ids = sql.join(
    [...of.keys()].map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const lines = await ledgers(db, sql`e.cohort_id in (${ids})`, sql`e.cohort_id, e.row_no`)
  return lines.map((line) => ({ ...line, ...of.get(line.cohortId)! }))
}

async function ledgers(db: Reader, which: SQL, order: SQL): Promise<LedgerLine[]> {
  const rows = await db.execute<Row>(sql`
    with e as materialized (
      select e.* from app.enrolment e where ${which} and e.status <> 'WAITING'
    ), c as materialized (
      select c.id, c.planned_minutes, app.rules_at(array['COMPLETION_MODE','COMPLETION_SHARE_PARTICIPANT','MAKE_UP_MAX_SESSIONS'],
          r.id, r.province_id, app.run_clock(r)) as rules,
        coalesce((select array_agg(s.id) from app.session s where s.cohort_id = c.id and s.makes_up_id is null and app.counts(s.status)), '{}') as held,
        (select count(*)::int from app.session s where s.cohort_id = c.id and s.makes_up_id is null
          and s.status not in ('CANCELLED', 'RESCHEDULED')) as sessions
      from app.cohort c join app.run r on r.id = c.run_id where c.id in (select e.cohort_id from e)
    )
    select e.id as "enrolmentId", e.cohort_id as "cohortId", e.person_id as "personId", p.first_name || ' ' || p.last_name as name,
      e.row_no as "rowNo", e.status, e.credited_minutes + e.carried_minutes as minutes, c.planned_minutes as "plannedMinutes", c.rules,
      c.sessions as "plannedSessions", cardinality(c.held) as held, o.minutes as "aheadMinutes", o.n as "aheadSessions",
      g.credited, g.made_up as "madeUp", g.attended
    from e join c on c.id = e.cohort_id left join app.person p on p.id = e.person_id
    cross join lateral (
      select coalesce(sum(s.net_minutes), 0)::int as minutes, count(*)::int as n from app.session s
      where s.cohort_id = e.cohort_id and s.status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED') and s.day >= e.registered_on
        and (s.makes_up_id is null or app.makes_up_for(s.id, s.makes_up_id, s.visit, e.person_id))) o
    cross join lateral (
      select count(*) filter (where a.credited_minutes > 0 and (a.session_id = any(c.held) or a.makes_up_id = any(c.held)))::int as credited,
        count(*) filter (where a.makes_up_id = any(c.held))::int as made_up, count(*) filter (where a.code in (1, 2) and app.counts(s.status))::int as attended
      from app.attendance a join app.session s on s.id = a.session_id
      where a.person_id = e.person_id and s.cohort_id = e.cohort_id and (app.counts(s.status) or a.makes_up_id is not null)) g
    order by ${order}`)
  return rows.map(line)
}

function line(row: Row): LedgerLine {
  const { plannedMinutes, rules, attended, aheadMinutes, aheadSessions, held, credited, madeUp, ...person } =
    row
  const values = { ...firstValues(), ...rules }
  const rule: CompletionRule = {
    mode: values.COMPLETION_MODE,
    share: values.COMPLETION_SHARE_PARTICIPANT,
    plannedMinutes,
  }
  const facts = {
    earnedMinutes: row.minutes,
    attendedSessions: attended,
    plannedSessions: row.plannedSessions,
    aheadMinutes,
    aheadSessions,
    missedSessions: held - credited,
    madeUpSessions: madeUp,
  }
  return {
    ...person,
    rule,
    ledger: LEFT.includes(row.status)
      ? null
      : ledgerOf(rule, facts, { maxMakeUps: values.MAKE_UP_MAX_SESSIONS }),
  }
}

export type MissedSession = { sessionId: string; seq: number; day: string }

/** Sessions that counted and brought her nothing, there or in a make-up; the latest first. */
export async function missedSessions(
  db: Reader,
  _scope: Scope,
  { personId, cohortId }: { personId: string; cohortId: string },
): Promise<MissedSession[]> {
  const rows = await db.execute<MissedSession>(sql`
    select s.id as "sessionId", s.seq, s.day::text as day from app.session s
    where s.cohort_id = ${cohortId}::uuid and s.makes_up_id is null and app.counts(s.status)
      and not app.hour_credited(s.id, ${personId}::uuid, null)
    order by s.day desc, s.seq desc limit 12`)
  return [...rows]
}

export type MakeUpOffer = {
  /** Those still enrolled who have no hours of it. */
  people: number
  minutes: number
  venue: string | null
  /** The make-up of it that is still to be held, if one is planned. */
  ahead: { sessionId: string; day: string; time: string } | null
}

/** Whether the reader may plan a make-up of a session, and for how many. Null where there is nothing to make up. */
export async function makeUpOffer(db: Reader, _scope: Scope, sessionId: string): Promise<MakeUpOffer | null> {
  const [row] = await db.execute<MakeUpOffer>(sql`
    select (select count(*)::int from app.enrolment e where e.cohort_id = s.cohort_id and e.status in ('REGISTERED', 'ACTIVE')
        and not app.hour_credited(s.id, e.person_id, null)) as people, s.net_minutes as minutes, s.venue,
      (select jsonb_build_object('sessionId', o.id, 'day', o.day, 'time', to_char(o.starts_at at time zone 'Asia/Tehran', 'HH24:MI'))
        from app.session o where o.makes_up_id = s.id and o.status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED') limit 1) as ahead
    from app.session s join app.run r on r.id = s.run_id and r.status <> 'CLOSED'
    where s.id = ${sessionId} and s.cohort_id is not null and s.makes_up_id is null and app.counts(s.status)
      and s.scope_id = any((select app.my_scope('run'))::int[])`)
  return row && (row.people > 0 || row.ahead) ? row : null
}
