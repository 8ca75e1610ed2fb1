import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ProviderState, ProviderType, ServiceDomain } from '@/lib/charities/kinds'
import type { Reader } from '../../client'

export type ProviderLine = {
  providerId: string
  code: string
  nameFa: string
  scopeId: number
  path: number[]
  programme: 'CHARITY'
  provinceId: string
  countyId: string
  countyFa: string
  countyEn: string
  providerType: ProviderType
  domains: ServiceDomain[]
  licenceNo: string | null
  licenceIssuer: string | null
  licenceUntil: string | null
  contact: string | null
  /** The day it said it may be named in public, and what is written down of that. */
  nameConsentOn: string | null
  nameConsentNote: string | null
  state: ProviderState
  places: number
  taken: number
  agreements: number
  assessed: boolean
  /** The kinds of services it has places for. */
  services: string[]
  version: number
}

/** The providers the asker may see, each with its places and active agreements. */
export async function providerLines(
  db: Reader,
  _scope: Scope,
  asked: { provinceId?: string; providerId?: string },
): Promise<ProviderLine[]> {
  const where: SQL[] = [sql`true`]
  if (asked.provinceId) where.push(sql`p.province_id = ${asked.provinceId}::uuid`)
  if (asked.providerId) where.push(sql`p.id = ${asked.providerId}::uuid`)
  return [
    ...(await db.execute<ProviderLine>(sql`
      select p.id as "providerId", p.code, p.name_fa as "nameFa", p.scope_id as "scopeId", s.path, s.programme, p.province_id as "provinceId",
        p.county_id as "countyId", y.name_fa as "countyFa", y.name_en as "countyEn", p.provider_type as "providerType", p.domains,
        p.licence_no as "licenceNo", p.licence_issuer as "licenceIssuer", p.licence_until::text as "licenceUntil", p.contact,
        p.name_consent_on::text as "nameConsentOn", p.name_consent_note as "nameConsentNote",
        p.status as state, p.version, coalesce(c.places, 0)::int as places, coalesce(c.taken, 0)::int as taken, coalesce(c.services, '{}') as services,
        (select count(*)::int from app.charity_agreement a where a.provider_id = p.id and a.status = 'ACTIVE') as agreements,
        exists (select from app.charity_assessment a where a.provider_id = p.id) as assessed
      from app.charity_provider p join app.scope s on s.id = p.scope_id join app.place y on y.id = p.county_id
      left join lateral (select sum(c.places) as places, sum(c.taken) as taken, array_agg(c.service_id::text) filter (where c.places > 0) as services from app.charity_capacity c where c.provider_id = p.id) c on true
      where ${sql.join(where, sql` and `)} order by p.code`)),
  ]
}

export type PlacesLine = {
  serviceId: string
  titleFa: string
  domain: ServiceDomain
  places: number
  taken: number
}
export async function placesOf(db: Reader, _scope: Scope, providerId: string): Promise<PlacesLine[]> {
  return [
    ...(await db.execute<PlacesLine>(sql`
      select v.id as "serviceId", v.title_fa as "titleFa", v.domain, c.places, c.taken
      from app.charity_capacity c join app.charity_service v on v.id = c.service_id
      where c.provider_id = ${providerId}::uuid order by v.domain, v.code`)),
  ]
}

export type AssessmentLine = { day: string; finding: string; by: string | null }
export async function assessmentsOf(
  db: Reader,
  _scope: Scope,
  providerId: string,
): Promise<AssessmentLine[]> {
  return [
    ...(await db.execute<AssessmentLine>(sql`
      select a.day::text as day, a.finding, (select u.display_name from app.user_account u where u.id = a.made_by) as by
      from app.charity_assessment a where a.provider_id = ${providerId}::uuid order by a.day desc, a.id desc`)),
  ]
}

export type StepLine = { to: string; reason: string | null; by: string | null; on: string }
/** What happened to a need, a provider or an agreement, newest first. */
export async function stepsOf(db: Reader, _scope: Scope, subjectId: string): Promise<StepLine[]> {
  return [
    ...(await db.execute<StepLine>(sql`
      select s.to_status as to, s.reason, (select u.display_name from app.user_account u where u.id = s.made_by) as by,
        (s.made_at at time zone 'Asia/Tehran')::date::text as on
      from app.charity_step s where s.subject_id = ${subjectId}::uuid order by s.made_at desc, s.id desc`)),
  ]
}
