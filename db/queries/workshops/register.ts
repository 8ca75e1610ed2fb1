import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { markOf, type SessionState } from '@/lib/workshops/codes'
import type { RegisterPerson, RegisterView } from '@/lib/workshops/register-view'
import type { Reader } from '../../client'
import { cohortLedger } from './ledger'

type Head = {
  id: string
  version: number
  status: SessionState
  seq: number
  module_fa: string | null
  module_en: string | null
  place_fa: string
  place_en: string
  county_fa: string
  county_en: string
  day: string
  starts_at: string
  start_time: string
  net_minutes: number
  head_count: number | null
  topic: string | null
  note: string | null
  mismatch: string | null
  return_reason: string | null
  cancel_reason: string | null
  started: boolean
  days_late: number
  hours_since: number | null
  rules: Record<string, number | boolean | string>
  closed: boolean
  staffed: boolean
  may_record: boolean
  may_review: boolean
  cohort_id: string | null
  makes_up: boolean
  by_sms: boolean
}
type Row = {
  person_id: string
  row_no: number
  name: string
  symbol: string | null
  colour: string | null
  earned: number
  possible: number
  code: number | null
  late_minutes: number | null
  early_minutes: number | null
  reason: string | null
}

/** What decides whether a sheet can be edited. */
export type LockFacts = Pick<
  Head,
  'may_record' | 'may_review' | 'closed' | 'started' | 'staffed' | 'hours_since' | 'days_late' | 'rules'
>

/** Why a sheet cannot be edited by this person now, or null. The same order as app.save_register. */
export function lockedCode(head: LockFacts & { status: string }): string | null {
  if (!head.may_record) return 'E-GEN-02'
  if (head.status === 'CANCELLED' || head.status === 'RESCHEDULED' || head.closed) return 'E-SES-08'
  if (!head.started) return 'E-SES-05'
  if (head.status === 'APPROVED') return 'E-ATT-04'
  if (head.may_review) return head.staffed ? null : 'E-FAC-01'
  if (head.hours_since === null && head.days_late > Number(head.rules.SESSION_BACKDATE_MAX_DAYS))
    return 'E-SES-06'
  if (
    head.status === 'SUBMITTED' &&
    head.hours_since !== null &&
    head.hours_since > Number(head.rules.ATTENDANCE_EDIT_WINDOW_HOURS)
  )
    return 'E-ATT-04'
  return head.staffed ? null : 'E-FAC-01'
}

/** The register with what its page needs beside the screen. */
export type RegisterPage = RegisterView & {
  rules: Record<string, number | boolean | string>
  cohortId: string | null
  /** A make-up: only those who missed that session are on it. */
  makesUp: boolean
}

/** The register of one session as its screen needs it, or null where it is not in the asker's scope. */
export async function registerView(
  db: Reader,
  scope: Scope,
  { sessionId, locale }: { sessionId: string; locale: 'fa' | 'en' },
): Promise<RegisterPage | null> {
  const [head] = await db.execute<Head>(sql`
    select s.id, s.version, s.status, s.seq, m.title_fa module_fa, m.title_en module_en,
      coalesce(n.name_fa, k.title_fa) place_fa, coalesce(n.name_en, k.title_fa) place_en,
      coalesce(c.name_fa, '') county_fa, coalesce(c.name_en, '') county_en,
      s.day::text as day, s.starts_at, to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') start_time, s.net_minutes,
      s.head_count, s.topic, s.note, s.mismatch, s.return_reason, s.cancel_reason, s.cohort_id, s.makes_up_id is not null makes_up,
      exists (select from app.sms_sheet x where x.session_id = s.id) by_sms,
      app.run_clock(r) >= s.starts_at started, (app.run_clock(r) at time zone 'Asia/Tehran')::date - s.day days_late,
      extract(epoch from app.run_clock(r) - s.recorded_at) / 3600 hours_since,
      app.rules_at(array['LATE_GRACE_MINUTES','ATTENDANCE_EDIT_WINDOW_HOURS','SESSION_BACKDATE_MAX_DAYS','COHORT_MINUTES',
        'COMPLETION_MODE','COMPLETION_SHARE_PARTICIPANT'], r.id, r.province_id, s.starts_at) rules,
      coalesce(r.status = 'CLOSED' or h.status = 'CLOSED', false) closed, s.cohort_id is null or exists (
        select from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
        where cf.cohort_id = s.cohort_id and cf.from_day <= s.day and (cf.to_day is null or cf.to_day >= s.day)
          and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')) staffed,
      s.scope_id = any((select app.my_scope('record'))::int[]) may_record, s.scope_id = any((select app.my_scope('review'))::int[]) may_review
    from app.session s join app.run r on r.id = s.run_id
    left join app.module m on m.code = s.module_code
    left join app.cohort h on h.id = s.cohort_id left join app.place n on n.id = h.place_id left join app.place c on c.id = h.county_id
    left join app.training_class k on k.id = s.class_id
    where s.id = ${sessionId} and s.scope_id = any((select app.my_scope('marks'))::int[])`)
  if (!head) return null
  const rows = await db.execute<Row>(sql`
    with members as (
      select e.person_id, e.row_no::int, e.symbol, e.colour, e.registered_on, e.credited_minutes + e.carried_minutes as credited_minutes from app.enrolment e
      join app.session s on s.id = ${sessionId} and e.cohort_id = s.cohort_id
      where e.registered_on <= s.day and coalesce(e.closed_on, s.day) >= s.day and not e.away @> s.day and e.status not in ('CANCELLED', 'WAITING')
        and (s.makes_up_id is null or app.makes_up_for(s.id, s.makes_up_id, s.visit, e.person_id))
      union all
      select f.person_id, (row_number() over (order by f.certificate_no, f.id))::int, null, null, '-infinity'::date, f.training_minutes from app.facilitator f
      join app.session s on s.id = ${sessionId} and s.class_id is not null and f.run_id = s.run_id
      where f.status not in ('NOMINATED', 'REJECTED') and coalesce(f.accepted_on, s.day) <= s.day and coalesce(f.ended_on, s.day) >= s.day
    ), plan as (
      select coalesce(sum(o.net_minutes) filter (where app.counts(o.status)), 0)::int held
      from app.session s join app.session o on o.run_id = s.run_id and o.makes_up_id is null and (o.cohort_id = s.cohort_id or o.class_id = s.class_id) where s.id = ${sessionId}
    )
    select m.person_id, m.row_no, p.first_name || ' ' || p.last_name as name, m.symbol, m.colour, m.credited_minutes earned, plan.held possible,
      a.code, a.late_minutes, a.early_minutes, a.reason
    from members m cross join plan join app.person p on p.id = m.person_id
    left join app.attendance a on a.session_id = ${sessionId} and a.person_id = m.person_id
    order by m.row_no`)
  const guests = await db.execute<{ id: string; name: string }>(
    sql`select id, name from app.session_guest where session_id = ${sessionId} order by id`,
  )
  const ledgers = head.cohort_id ? await cohortLedger(db, scope, { cohortId: head.cohort_id }) : []
  const spare = new Map(
    ledgers.map(({ personId, ledger }) => [personId, ledger?.unit === 'minutes' ? ledger.mayMiss : null]),
  )
  const person = (row: Row): RegisterPerson => {
    const code = markOf(row.code)
    return {
      personId: row.person_id,
      row: row.row_no,
      name: row.name,
      symbol: row.symbol,
      colour: row.colour,
      earnedMinutes: row.earned,
      possibleMinutes: row.possible,
      mayMissMinutes: spare.get(row.person_id) ?? null,
      mark: code && {
        code,
        late: row.late_minutes ?? 0,
        early: row.early_minutes ?? 0,
        reason: (row.reason as NonNullable<RegisterPerson['mark']>['reason']) ?? null,
      },
    }
  }
  const fa = locale === 'fa'
  return {
    sessionId: head.id,
    cohortId: head.cohort_id,
    makesUp: head.makes_up,
    version: head.version,
    status: head.status,
    seq: head.seq,
    moduleTitle: fa ? head.module_fa : head.module_en,
    placeName: fa ? head.place_fa : head.place_en,
    countyName: fa ? head.county_fa : head.county_en,
    dayIso: head.day,
    startTime: head.start_time,
    netMinutes: head.net_minutes,
    graceMinutes: Number(head.rules.LATE_GRACE_MINUTES ?? 0),
    headCount: head.head_count,
    topic: head.topic,
    note: head.note,
    mismatch: head.mismatch,
    returnReason: head.return_reason,
    ...(head.by_sms && { bySms: true }),
    cancelReason: head.cancel_reason,
    lockedCode: lockedCode(head),
    people: rows.map(person),
    guests: guests.map((g) => ({ id: g.id, name: g.name })),
    rules: head.rules,
  }
}
