import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ServiceKind } from '@/lib/neighbourhoods/services'
import type { Reader } from '../../client'

export type LocalService = {
  serviceId: string
  countyId: string
  countyFa: string
  countyEn: string
  kind: ServiceKind
  nameFa: string
  nameEn: string | null
  address: string | null
  phone: string | null
  source: string
  checkedOn: string
  version: number
  mayChange: boolean
}

const columns = sql`v.id as "serviceId", v.county_id as "countyId", k.name_fa as "countyFa", k.name_en as "countyEn", v.kind,
  v.name_fa as "nameFa", v.name_en as "nameEn", v.address, v.phone, v.source, v.checked_on::text as "checkedOn", v.version,
  v.scope_id = any((select app.my_scope('run'))::int[]) as "mayChange"`
const order = sql`order by k.name_fa collate "fa-x-icu", v.kind, v.name_fa collate "fa-x-icu"`

/** The services of all counties in reach that stand. */
export async function servicesInReach(db: Reader, _scope: Scope): Promise<LocalService[]> {
  const rows = await db.execute<LocalService>(sql`
    select ${columns} from app.local_service v join app.place k on k.id = v.county_id where v.ended_on is null ${order}`)
  return [...rows]
}

/** The services of the counties whose groups this account leads today. */
export async function servicesNearMe(db: Reader, scope: Scope): Promise<LocalService[]> {
  const rows = await db.execute<LocalService>(sql`
    select ${columns} from app.local_service v join app.place k on k.id = v.county_id
    where v.ended_on is null and v.county_id in (
      select c.county_id from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id and f.user_id = ${scope.userId}
      join app.cohort c on c.id = cf.cohort_id where cf.to_day is null and c.status <> 'CANCELLED') ${order}`)
  return [...rows]
}

export type ServiceCounty = { countyId: string; nameFa: string; nameEn: string }

/** The counties in which the asker may enter services. */
export async function serviceCounties(db: Reader, _scope: Scope): Promise<ServiceCounty[]> {
  const rows = await db.execute<ServiceCounty>(sql`
    select id as "countyId", name_fa as "nameFa", name_en as "nameEn" from app.place
    where kind = 'COUNTY' and scope_id = any((select app.my_scope('run'))::int[]) order by name_fa collate "fa-x-icu"`)
  return [...rows]
}
