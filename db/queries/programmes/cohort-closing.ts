import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type CohortClosing, type CohortEnd, ruleText } from '@/lib/programmes/closing'
import { type CompletionRule, isCompleted } from '@/lib/rules/completion'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'

/** One place of the group as closing sees it. `name` is null for who may see marks and no names. */
export type ClosingMember = {
  enrolmentId: string
  personId: string
  name: string | null
  rowNo: number
  status: string
  /** What she has reached: here, and in the groups she came from. */
  creditedMinutes: number
  attended: number
  /** Null for somebody whose place ended before, or who only waits. */
  completes: boolean | null
  strict: boolean
}

export type CohortEndView = {
  end: CohortEnd
  rule: CompletionRule
  plannedSessions: number
  members: ClosingMember[]
  /** What would be written if it were closed now. */
  figures: CohortClosing
  waiting: number
  version: number
  waivedReason: string | null
  /** What was written when it was closed, and on which day; null while it is open. */
  closed: { day: string; figures: CohortClosing | null } | null
}

type Kept = {
  version: number
  waivedReason: string | null
  closedOn: string | null
  closing: CohortClosing | null
}
type Head = CohortEnd & Kept & { planned: number; held: number }
type Row = Omit<ClosingMember, 'completes' | 'strict'>
const OPEN = ['REGISTERED', 'ACTIVE']

/** What a group stands on, and who completes by the rules in force at an instant, beside who has all its hours. */
export async function cohortEnd(
  db: Reader,
  _scope: Scope,
  asked: { cohortId: string; runId: string; at: Date },
): Promise<CohortEndView | null> {
  const [head] = await db.execute<Head>(sql`
    select c.status, c.planned_minutes as "plannedMinutes", c.waived_by is not null as waived, c.version,
      c.waived_reason as "waivedReason", c.closed_on::text as "closedOn", c.closing, x.*,
      exists (select from app.assessment_wave w where w.run_id = c.run_id and w.kind = 'ENDLINE' and w.closed_at is null) as asking
    from app.cohort c cross join lateral (
      select coalesce(sum(s.net_minutes) filter (where app.counts(s.status)), 0)::int as "heldMinutes",
        count(*) filter (where s.status in ('HELD', 'SUBMITTED', 'RETURNED', 'REOPENED'))::int as "openSheets",
        count(*) filter (where s.status = 'SCHEDULED')::int as ahead,
        count(*) filter (where s.status not in ('CANCELLED', 'RESCHEDULED'))::int as planned,
        count(*) filter (where app.counts(s.status))::int as held
      from app.session s where s.cohort_id = c.id and s.makes_up_id is null) x
    where c.id = ${asked.cohortId}`)
  if (!head) return null
  const [late] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from app.session where cohort_id = ${asked.cohortId} and makes_up_id is not null
      and status in ('SCHEDULED', 'HELD', 'SUBMITTED', 'RETURNED', 'REOPENED')`)
  const rows = await db.execute<Row>(sql`
    select e.id as "enrolmentId", e.person_id as "personId", p.first_name || ' ' || p.last_name as name, e.row_no as "rowNo", e.status,
      e.credited_minutes + e.carried_minutes as "creditedMinutes", (select count(*)::int from app.attendance a join app.session s on s.id = a.session_id
        where s.cohort_id = e.cohort_id and a.person_id = e.person_id and app.counts(s.status) and a.code in (1, 2) and a.credited_minutes > 0) as attended
    from app.enrolment e left join app.person p on p.id = e.person_id
    where e.cohort_id = ${asked.cohortId} and e.status <> 'CANCELLED' order by e.row_no`)
  const rules = await rulesOf(db, asked.runId, asked.at)
  const rule: CompletionRule = {
    mode: rules.COMPLETION_MODE,
    share: rules.COMPLETION_SHARE_PARTICIPANT,
    plannedMinutes: head.plannedMinutes,
  }
  // With the hours waived the rest of the plan is given up: a rule that counts sessions counts those that were held.
  const plannedSessions = head.waived ? head.held : head.planned
  const members = rows.map((row) => ({
    ...row,
    completes: completes(row, rule, plannedSessions),
    strict: row.creditedMinutes >= head.plannedMinutes,
  }))
  const { planned: _, held, version, waivedReason, closedOn, closing, ...end } = head
  return {
    end: { ...end, openSheets: end.openSheets + (late?.n ?? 0) },
    rule,
    plannedSessions,
    members,
    figures: figuresOf(members, { ...end, sessions: held }, rule),
    waiting: members.filter(({ status }) => status === 'WAITING').length,
    version,
    waivedReason,
    closed: closedOn === null ? null : { day: closedOn, figures: closing },
  }
}

function completes(row: Row, rule: CompletionRule, plannedSessions: number): boolean | null {
  if (row.status === 'COMPLETED' || row.status === 'NOT_COMPLETED') return row.status === 'COMPLETED'
  if (!OPEN.includes(row.status)) return null
  const { creditedMinutes, attended } = row
  return isCompleted(rule, { creditedMinutes, attendedSessions: attended, plannedSessions })
}

function figuresOf(
  all: readonly ClosingMember[],
  of: { heldMinutes: number; plannedMinutes: number; sessions: number },
  rule: CompletionRule,
): CohortClosing {
  // Whoever went on in another group counts there, with the hours she took along.
  const members = all.filter(({ status }) => status !== 'WAITING' && status !== 'TRANSFERRED')
  const count = (which: (one: ClosingMember) => boolean) => members.filter(which).length
  const is = (status: string) => count((one) => one.status === status)
  return {
    enrolled: members.length,
    completed: count(({ completes }) => completes === true),
    strict: count(({ strict }) => strict),
    notCompleted: count(({ completes }) => completes === false),
    withdrawn: is('WITHDRAWN'),
    noShow: is('NO_SHOW'),
    transferred: all.filter(({ status }) => status === 'TRANSFERRED').length,
    creditedMinutes: members.reduce((sum, one) => sum + Math.min(one.creditedMinutes, of.plannedMinutes), 0),
    heldMinutes: of.heldMinutes,
    plannedMinutes: of.plannedMinutes,
    sessions: of.sessions,
    rule: ruleText(rule),
  }
}
