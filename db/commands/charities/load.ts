import { type SQL, sql } from 'drizzle-orm'
import type { AgreementTerms, ProviderFacts } from '@/lib/charities/agreement'
import type { AgreementState, NeedState, ProviderState, ServiceDomain } from '@/lib/charities/kinds'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'
import { charityClock } from '../../queries/charities/rules'
import type { Context } from '../../transaction'

export type At = { scopeId: number; path: number[]; programme: 'CHARITY' }
export type PlaceRow = At & { id: string; kind: string; provinceId: string }

/** A county or a province with its node, as the place of this programme. */
export async function placeOf(db: Db, placeId: string, kinds: readonly string[]): Promise<PlaceRow> {
  const [row] = await db.execute<Omit<PlaceRow, 'programme'>>(sql`
    select p.id, p.kind, p.province_id as "provinceId", p.scope_id as "scopeId", s.path
    from app.place p join app.scope s on s.id = p.scope_id where p.id = ${placeId}::uuid`)
  if (!row || !kinds.includes(row.kind)) throw new AppError('E-GEN-02')
  return { ...row, programme: 'CHARITY' }
}

/** The act at the province's own hour, which a demonstration has stopped; what the audit writes keeps the real one. */
export async function clocked(
  db: Db,
  ctx: Context,
  { provinceId }: { provinceId: string },
): Promise<Context> {
  return { ...ctx, now: await charityClock(db, provinceId, ctx.now) }
}

const TABLES = {
  service: sql`app.charity_service`,
  provider: sql`app.charity_provider`,
  need: sql`app.charity_need`,
  offer: sql`app.charity_offer`,
  agreement: sql`app.charity_agreement`,
  meeting: sql`app.charity_meeting`,
  assessment: sql`app.charity_assessment`,
  event: sql`app.charity_event`,
  complaint: sql`app.charity_complaint`,
  pledge: sql`app.charity_pledge`,
  document: sql`app.charity_document`,
}

/** Whether the row a form makes is there already: the same form sent twice, also at the same instant, makes one. */
export async function madeBefore(db: Db, table: keyof typeof TABLES, key: string): Promise<boolean> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  const [row] = await db.execute(
    sql`select 1 from ${TABLES[table]} where id = ${key}::uuid and created_by = app.me()`,
  )
  return Boolean(row)
}

const place = sql`t.scope_id as "scopeId", (select s.path from app.scope s where s.id = t.scope_id) as path, 'CHARITY' as programme`
async function locked<T extends Record<string, unknown>>(
  db: Db,
  table: keyof typeof TABLES,
  id: string,
  columns: SQL,
  hold = true,
): Promise<T & At> {
  const [row] = await db.execute<T & At>(
    sql`select ${place}, ${columns} from ${TABLES[table]} t where t.id = ${id}::uuid ${hold ? sql`for update` : sql``}`,
  )
  if (!row) throw new AppError('E-GEN-02')
  return row as T & At
}

export type ProviderRow = {
  providerId: string
  provinceId: string
  countyId: string
  state: ProviderState
  domains: ServiceDomain[]
  licenceUntil: string | null
  version: number
}
export const lockProvider = (db: Db, id: string) =>
  locked<ProviderRow>(
    db,
    'provider',
    id,
    sql`t.id as "providerId", t.province_id as "provinceId", t.county_id as "countyId", t.status as state, t.domains,
      t.licence_until::text as "licenceUntil", t.version`,
  )

export type NeedRow = {
  needId: string
  provinceId: string
  countyId: string
  state: NeedState
  domain: ServiceDomain
  serviceId: string | null
  verifiedCount: number | null
  meetingId: string | null
  version: number
}
export const lockNeed = (db: Db, id: string) =>
  locked<NeedRow>(
    db,
    'need',
    id,
    sql`t.id as "needId", t.province_id as "provinceId", t.county_id as "countyId", t.status as state, t.domain, t.service_id as "serviceId",
      t.verified_count as "verifiedCount", t.meeting_id as "meetingId", t.version`,
  )

export type AgreementRow = {
  agreementId: string
  provinceId: string
  providerId: string
  serviceId: string
  state: AgreementState
  startsOn: string
  endsOn: string
  capacity: number
  clause: string
  aim: AgreementTerms['aim']
  version: number
}
const agreement = sql`t.id as "agreementId", t.province_id as "provinceId", t.provider_id as "providerId", t.service_id as "serviceId",
  t.status as state, t.starts_on::text as "startsOn", t.ends_on::text as "endsOn", t.capacity, t.clause, t.clause_aim as aim, t.version`
export const lockAgreement = (db: Db, id: string) => locked<AgreementRow>(db, 'agreement', id, agreement)
/** Unheld: who records for a provider reads its agreements and does not change them. */
export const agreementOf = (db: Db, id: string) => locked<AgreementRow>(db, 'agreement', id, agreement, false)

/** A provider as an agreement for one service is judged: its places are held, so that two agreements cannot share them. */
export async function termsOf(
  db: Db,
  asked: {
    providerId: string
    serviceId: string
    agreementId: string | null
    state: ProviderState
    domains: ServiceDomain[]
    licenceUntil: string | null
  },
): Promise<{ provider: ProviderFacts; domain: ServiceDomain; serviceProvince: string }> {
  const [service] = await db.execute<{ domain: ServiceDomain; provinceId: string }>(
    sql`select domain, province_id as "provinceId" from app.charity_service where id = ${asked.serviceId}::uuid`,
  )
  if (!service) throw new AppError('E-GEN-02')
  const [held] = await db.execute<{ places: number }>(sql`
    select c.places from app.charity_capacity c
    where c.provider_id = ${asked.providerId}::uuid and c.service_id = ${asked.serviceId}::uuid for update`)
  const [other] = await db.execute<{ bound: number }>(sql`
    select coalesce(sum(a.capacity), 0)::int as bound from app.charity_agreement a
    where a.provider_id = ${asked.providerId}::uuid and a.service_id = ${asked.serviceId}::uuid
      and a.status in ('PROPOSED','ASSESSED','APPROVED','ACTIVE') and a.id is distinct from ${asked.agreementId}::uuid`)
  return {
    domain: service.domain,
    serviceProvince: service.provinceId,
    provider: {
      state: asked.state,
      domains: asked.domains,
      licenceUntil: asked.licenceUntil,
      places: held && held.places > 0 ? Math.max(0, held.places - other!.bound) : null,
    },
  }
}

/** One number a province, given in turn. */
export async function nextCode(db: Db, kind: 'N' | 'P' | 'A', provinceId: string): Promise<string> {
  const [row] = await db.execute<{ code: string }>(
    sql`select app.next_charity_code(${kind}, ${provinceId}::uuid) as code`,
  )
  return row!.code
}
