import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type {
  Aspect,
  EventKind,
  Pillar,
  PlanStatus,
  SupportAnswer,
  SupportForm,
  SupportKind,
} from '@/lib/hamyar/desk'
import type { Reader } from '../../client'

export type EventLine = {
  eventId: string
  kind: EventKind
  day: string
  minutes: number | null
  topic: string | null
  takenBack: boolean
  by: string | null
  /** Members who were of the group on that day and came, and all of whom it was written down. */
  came: string[]
  marked: number
  /** Two who did not know of each other said different things of it. */
  contested: boolean
}

/** What was held with a group, the newest first. A mark of somebody who was not of it on that day says nothing. */
export async function eventsOf(db: Reader, _scope: Scope, groupId: string): Promise<EventLine[]> {
  return [
    ...(await db.execute<EventLine>(sql`
      select e.id as "eventId", e.kind, e.day::text as day, e.minutes, e.topic, e.taken_back as "takenBack",
        (select u.display_name from app.user_account u where u.id = e.recorded_by) as by, p.came, p.marked,
        exists (select from app.standing((select jsonb_agg(jsonb_build_object('place', q.place, 'id', q.id, 'rank', q.rank, 'value', q.body::text,
          'supersedes', q.supersedes)) from app.hamyar_op q where q.event_id = e.id)) x where x.contested) as contested
      from app.hamyar_event e left join lateral (
        select coalesce(array_agg(r.member_id) filter (where r.present), '{}') as came, count(r.present)::int as marked
        from app.hamyar_presence r join app.hamyar_member m on m.id = r.member_id
        where r.event_id = e.id and m.joined_on <= e.day and coalesce(m.left_on, e.day) >= e.day) p on true
      where e.group_id = ${groupId}::uuid order by e.day desc, e.recorded_at desc, e.id desc limit 200`)),
  ]
}

export type PlanLine = {
  itemId: string
  pillar: Pillar
  aspect: Aspect
  textFa: string
  dueOn: string | null
  status: PlanStatus
  settledOn: string | null
}

/** The three-pillar plan: what is open first, then by the day it was due. */
export async function planOf(db: Reader, _scope: Scope, groupId: string): Promise<PlanLine[]> {
  return [
    ...(await db.execute<PlanLine>(sql`
      select i.id as "itemId", i.pillar, i.aspect, i.text_fa as "textFa", i.due_on::text as "dueOn", i.status, i.settled_on::text as "settledOn"
      from app.hamyar_plan_item i where i.group_id = ${groupId}::uuid
      order by i.status <> 'OPEN', i.due_on nulls last, i.made_at, i.id`)),
  ]
}

export type SupportLine = {
  supportId: string
  memberId: string | null
  kind: SupportKind
  form: SupportForm
  what: string
  askedOn: string
  askedRial: bigint | null
  answer: SupportAnswer | null
  answeredOn: string | null
  givenRial: bigint | null
  regulation: string | null
}

/** Support asked for and what came of it: what nobody has answered first. */
export async function supportOf(db: Reader, _scope: Scope, groupId: string): Promise<SupportLine[]> {
  const rows = await db.execute<
    Omit<SupportLine, 'askedRial' | 'givenRial'> & { asked: string | null; given: string | null }
  >(sql`
    select u.id as "supportId", u.member_id as "memberId", u.kind, u.form, u.what, u.asked_on::text as "askedOn", u.asked_rial::text as asked,
      u.answer, u.answered_on::text as "answeredOn", u.given_rial::text as given, u.regulation
    from app.hamyar_support u where u.group_id = ${groupId}::uuid order by u.answer is not null, u.asked_on desc, u.id desc`)
  const rial = (digits: string | null) => (digits === null ? null : BigInt(digits))
  return [...rows].map(({ asked, given, ...row }) => ({
    ...row,
    askedRial: rial(asked),
    givenRial: rial(given),
  }))
}

export type RatingLine = {
  memberId: string
  day: string
  confidence: number
  decision: number
  resources: number
  onSupport: boolean
}

/** What members said of themselves, each the oldest first. */
export async function ratingsOf(db: Reader, _scope: Scope, groupId: string): Promise<RatingLine[]> {
  return [
    ...(await db.execute<RatingLine>(sql`
      select r.member_id as "memberId", r.day::text as day, r.confidence, r.decision, r.resources, r.on_support as "onSupport"
      from app.hamyar_rating r where r.group_id = ${groupId}::uuid order by r.day, r.id`)),
  ]
}

export type VocationalLine = { memberId: string; title: string; issuer: string; issuedOn: string }

export async function vocationalOf(db: Reader, _scope: Scope, groupId: string): Promise<VocationalLine[]> {
  return [
    ...(await db.execute<VocationalLine>(sql`
      select c.member_id as "memberId", c.title, c.issuer, c.issued_on::text as "issuedOn"
      from app.hamyar_certificate c where c.group_id = ${groupId}::uuid order by c.issued_on desc, c.id`)),
  ]
}
