import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { NeedDays } from '@/lib/charities/figures'
import type { NeedState, OfferState, Priority, ServiceDomain } from '@/lib/charities/kinds'
import type { Reason } from '@/lib/charities/match'
import type { Reader } from '../../client'

export type NeedLine = {
  needId: string
  code: string
  titleFa: string
  scopeId: number
  path: number[]
  programme: 'CHARITY'
  provinceId: string
  countyId: string
  countyFa: string
  countyEn: string
  domain: ServiceDomain
  serviceId: string | null
  serviceFa: string | null
  isNew: boolean
  priority: Priority
  identifiedOn: string
  people: number
  verifiedCount: number | null
  meetingId: string | null
  /** People of it that providers have taken on. */
  placed: number
  /** Offers that stand open today. */
  open: number
  declined: number
  state: NeedState
  sinceDays: number
  /** The day it is in the need's province. */
  today: string
  reason: string | null
  version: number
}

/** The needs the asker may see; the one list behind the queue, the page and the figures. */
export async function needLines(
  db: Reader,
  _scope: Scope,
  asked: { provinceId?: string; needId?: string; now: Date },
): Promise<NeedLine[]> {
  const where: SQL[] = [sql`true`]
  if (asked.provinceId) where.push(sql`n.province_id = ${asked.provinceId}::uuid`)
  if (asked.needId) where.push(sql`n.id = ${asked.needId}::uuid`)
  return [
    ...(await db.execute<NeedLine>(sql`
      select n.id as "needId", n.code, n.title_fa as "titleFa", n.scope_id as "scopeId", s.path, 'CHARITY' as programme,
        n.province_id as "provinceId", n.county_id as "countyId", y.name_fa as "countyFa", y.name_en as "countyEn", n.domain,
        n.service_id as "serviceId", v.title_fa as "serviceFa", n.is_new as "isNew", n.priority, n.identified_on::text as "identifiedOn",
        n.people_count as people, n.verified_count as "verifiedCount", n.meeting_id as "meetingId", o.*, n.status as state,
        d.today::text as today,
        d.today - (n.status_since at time zone 'Asia/Tehran')::date as "sinceDays", n.reason, n.version
      from app.charity_need n join app.scope s on s.id = n.scope_id join app.place y on y.id = n.county_id
      left join app.charity_service v on v.id = n.service_id
      cross join lateral (
        select (app.charity_clock(n.province_id, ${asked.now.toISOString()}::timestamptz) at time zone 'Asia/Tehran')::date as today) d
      cross join lateral (
        select coalesce(sum(o.people) filter (where o.status = 'ACCEPTED'), 0)::int as placed,
          count(*) filter (where o.status = 'OFFERED' and o.answer_by >= d.today)::int as open,
          count(*) filter (where o.status = 'DECLINED')::int as declined
        from app.charity_offer o where o.need_id = n.id) o
      where ${sql.join(where, sql` and `)}
      order by case n.priority when 'HIGH' then 1 when 'NORMAL' then 2 else 3 end, n.identified_on, n.code`)),
  ]
}

export type OfferLine = {
  offerId: string
  needId: string
  needFa: string
  providerId: string
  providerFa: string
  scopeId: number
  path: number[]
  programme: 'CHARITY'
  serviceId: string
  serviceFa: string
  agreementId: string | null
  people: number
  ranked: { rank: number; of: number; reasons: Reason[] }
  offeredOn: string
  answerBy: string
  state: OfferState
  reason: string | null
  answeredOn: string | null
}

/** Offers of a need or of a provider, newest first. */
export async function offersOf(
  db: Reader,
  _scope: Scope,
  asked: { needId?: string; providerId?: string },
): Promise<OfferLine[]> {
  const where = asked.needId
    ? sql`o.need_id = ${asked.needId}::uuid`
    : sql`o.provider_id = ${asked.providerId ?? null}::uuid`
  return [
    ...(await db.execute<OfferLine>(sql`
      select o.id as "offerId", o.need_id as "needId", n.title_fa as "needFa", o.provider_id as "providerId", p.name_fa as "providerFa",
        o.scope_id as "scopeId", s.path, s.programme, o.service_id as "serviceId", v.title_fa as "serviceFa",
        o.agreement_id as "agreementId", o.people, o.ranked, o.offered_on::text as "offeredOn", o.answer_by::text as "answerBy",
        o.status as state, o.reason, (o.answered_at at time zone 'Asia/Tehran')::date::text as "answeredOn"
      from app.charity_offer o join app.charity_provider p on p.id = o.provider_id join app.scope s on s.id = o.scope_id
      left join app.charity_need n on n.id = o.need_id left join app.charity_service v on v.id = o.service_id
      where ${where} order by o.created_at desc, o.id desc`)),
  ]
}

export type MeetingLine = {
  meetingId: string
  day: string
  titleFa: string
  minutes: string
  countyFa: string | null
  countyEn: string | null
  needs: number
}
export async function meetings(
  db: Reader,
  _scope: Scope,
  { provinceId }: { provinceId: string },
): Promise<MeetingLine[]> {
  return [
    ...(await db.execute<MeetingLine>(sql`
      select m.id as "meetingId", m.day::text as day, m.title_fa as "titleFa", m.minutes, y.name_fa as "countyFa", y.name_en as "countyEn",
        (select count(*)::int from app.charity_need n where n.meeting_id = m.id) as needs
      from app.charity_meeting m left join app.place y on y.id = m.county_id
      where m.province_id = ${provinceId}::uuid order by m.day desc, m.id desc`)),
  ]
}

export type PromiseLine = { providerFa: string; promised: string; meetingFa: string; day: string }
export async function promisesOf(db: Reader, _scope: Scope, needId: string): Promise<PromiseLine[]> {
  return [
    ...(await db.execute<PromiseLine>(sql`
      select p.name_fa as "providerFa", q.promised, m.title_fa as "meetingFa", m.day::text as day
      from app.charity_promise q join app.charity_provider p on p.id = q.provider_id join app.charity_meeting m on m.id = q.meeting_id
      where q.need_id = ${needId}::uuid order by m.day desc, q.id`)),
  ]
}

/** The day on which each need first came to each step. */
export async function needDays(
  db: Reader,
  _scope: Scope,
  { provinceId }: { provinceId: string },
): Promise<NeedDays[]> {
  const rows = await db.execute<{ days: NeedDays }>(sql`
    select coalesce(jsonb_object_agg(s.to_status, s.day) filter (where s.to_status is not null), '{}') || jsonb_build_object('IDENTIFIED', n.identified_on) as days
    from app.charity_need n
    left join lateral (
      select s.to_status, min((s.made_at at time zone 'Asia/Tehran')::date) as day from app.charity_step s
      where s.subject = 'NEED' and s.subject_id = n.id and s.to_status in ('VERIFIED','PLANNED','MATCHED','MET') group by 1) s on true
    where n.province_id = ${provinceId}::uuid group by n.id`)
  return [...rows].map(({ days }) => days)
}
