import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { AgreementState, Audience, ClauseAim, OutcomeKind, ServiceDomain } from '@/lib/charities/kinds'
import type { Reader } from '../../client'

export type AgreementLine = {
  agreementId: string
  code: string
  scopeId: number
  path: number[]
  programme: 'CHARITY'
  provinceId: string
  providerId: string
  providerFa: string
  countyId: string
  countyFa: string
  countyEn: string
  serviceId: string
  serviceFa: string
  domain: ServiceDomain
  startsOn: string
  endsOn: string
  capacity: number
  clause: string
  aim: ClauseAim
  state: AgreementState
  reason: string | null
  outcomes: number
  /** People served in the latest month that was written down. */
  served: number | null
  version: number
}

export async function agreementLines(
  db: Reader,
  _scope: Scope,
  asked: { provinceId?: string; agreementId?: string; providerId?: string },
): Promise<AgreementLine[]> {
  const where: SQL[] = [sql`true`]
  if (asked.provinceId) where.push(sql`a.province_id = ${asked.provinceId}::uuid`)
  if (asked.agreementId) where.push(sql`a.id = ${asked.agreementId}::uuid`)
  if (asked.providerId) where.push(sql`a.provider_id = ${asked.providerId}::uuid`)
  return [
    ...(await db.execute<AgreementLine>(sql`
      select a.id as "agreementId", a.code, a.scope_id as "scopeId", s.path, s.programme, a.province_id as "provinceId",
        a.provider_id as "providerId", p.name_fa as "providerFa", a.county_id as "countyId", y.name_fa as "countyFa", y.name_en as "countyEn",
        a.service_id as "serviceId", v.title_fa as "serviceFa", v.domain, a.starts_on::text as "startsOn", a.ends_on::text as "endsOn",
        a.capacity, a.clause, a.clause_aim as aim, a.status as state, a.reason, a.version,
        (select coalesce(sum(o.count), 0)::int from app.charity_outcome o where o.agreement_id = a.id) as outcomes,
        (select d.served from app.charity_delivery d where d.agreement_id = a.id order by d.month desc limit 1) as served
      from app.charity_agreement a join app.scope s on s.id = a.scope_id join app.charity_provider p on p.id = a.provider_id
      join app.place y on y.id = a.county_id join app.charity_service v on v.id = a.service_id
      where ${sql.join(where, sql` and `)} order by a.code`)),
  ]
}

export type DeliveryLine = { month: number; served: number; units: number }
export type ReviewLine = {
  day: string
  before: number | null
  score: number
  finding: string
  by: string | null
}
export type OutcomeLine = { kind: OutcomeKind; month: number; count: number }
export type AgreementRecord = {
  deliveries: DeliveryLine[]
  reviews: ReviewLine[]
  outcomes: OutcomeLine[]
  needs: { needId: string; titleFa: string; people: number }[]
}

/** What an agreement delivered, how good it was found and what it led to. */
export async function agreementRecord(
  db: Reader,
  _scope: Scope,
  agreementId: string,
): Promise<AgreementRecord> {
  const deliveries = await db.execute<DeliveryLine>(sql`
    select month, served, units from app.charity_delivery where agreement_id = ${agreementId}::uuid order by month`)
  const reviews = await db.execute<ReviewLine>(sql`
    select r.day::text as day, r.before_score as before, r.score, r.finding, (select u.display_name from app.user_account u where u.id = r.made_by) as by
    from app.charity_review r where r.agreement_id = ${agreementId}::uuid order by r.day desc`)
  const outcomes = await db.execute<OutcomeLine>(sql`
    select kind, month, count from app.charity_outcome where agreement_id = ${agreementId}::uuid order by month desc, kind`)
  const needs = await db.execute<AgreementRecord['needs'][number]>(sql`
    select n.id as "needId", n.title_fa as "titleFa", o.people from app.charity_offer o join app.charity_need n on n.id = o.need_id
    where o.agreement_id = ${agreementId}::uuid and o.status = 'ACCEPTED' order by n.code`)
  return {
    deliveries: [...deliveries],
    reviews: [...reviews],
    outcomes: [...outcomes],
    needs: [...needs],
  }
}

/** Every review of a province, for the change of quality. */
export async function reviewScores(
  db: Reader,
  _scope: Scope,
  { provinceId }: { provinceId: string },
): Promise<{ before: number | null; score: number; countyId: string }[]> {
  return [
    ...(await db.execute<{ before: number | null; score: number; countyId: string }>(sql`
      select r.before_score as before, r.score, a.county_id as "countyId" from app.charity_review r
      join app.charity_agreement a on a.id = r.agreement_id where a.province_id = ${provinceId}::uuid`)),
  ]
}

export type EventLine = {
  eventId: string
  day: string
  titleFa: string
  audience: Audience
  attendees: number
  countyId: string
  countyFa: string
  countyEn: string
}
export async function events(
  db: Reader,
  _scope: Scope,
  { provinceId }: { provinceId: string },
): Promise<EventLine[]> {
  return [
    ...(await db.execute<EventLine>(sql`
      select e.id as "eventId", e.day::text as day, e.title_fa as "titleFa", e.audience, e.attendees, e.county_id as "countyId",
        y.name_fa as "countyFa", y.name_en as "countyEn"
      from app.charity_event e join app.place y on y.id = e.county_id
      where e.province_id = ${provinceId}::uuid order by e.day desc, e.id desc`)),
  ]
}
