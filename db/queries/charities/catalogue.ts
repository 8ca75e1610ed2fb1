import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Power } from '@/lib/access/policy'
import { deliveryMode } from '@/lib/charities/catalogue'
import type { DeliveryMode, ServiceDomain } from '@/lib/charities/kinds'
import type { Reader } from '../../client'

export type CharityCounty = {
  countyId: string
  nameFa: string
  nameEn: string
  provinceId: string
  provinceFa: string
  provinceEn: string
}

/** The counties in which the asker holds a power for this programme, every one of them, also where there is nothing. */
export async function charityCounties(
  db: Reader,
  _scope: Scope,
  power: Power = 'see',
): Promise<CharityCounty[]> {
  return [
    ...(await db.execute<CharityCounty>(sql`
      select c.id as "countyId", c.name_fa as "nameFa", c.name_en as "nameEn", p.id as "provinceId", p.name_fa as "provinceFa",
        p.name_en as "provinceEn"
      from app.place c join app.place p on p.id = c.province_id
      where c.kind = 'COUNTY' and c.scope_id = any((select app.programme_scope('CHARITY', ${power}))::int[])
      order by p.name_fa collate "fa-x-icu", p.id, c.name_fa collate "fa-x-icu"`)),
  ]
}

/** The provinces whose catalogue the asker may change. */
export async function catalogueProvinces(
  db: Reader,
  _scope: Scope,
): Promise<{ provinceId: string; nameFa: string; nameEn: string }[]> {
  return [
    ...(await db.execute<{ provinceId: string; nameFa: string; nameEn: string }>(sql`
      select p.id as "provinceId", p.name_fa as "nameFa", p.name_en as "nameEn" from app.place p
      where p.kind = 'PROVINCE' and p.scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
      order by p.name_fa collate "fa-x-icu"`)),
  ]
}

export type ServiceRow = {
  serviceId: string
  provinceId: string
  code: string
  titleFa: string
  domain: ServiceDomain
  sinceYear: number | null
  /** Counties in which an agreement for it is active. */
  activeCounties: number
  mode: DeliveryMode
  version: number
}

/** The catalogue of a province; how a service reaches people follows its agreements. */
export async function services(
  db: Reader,
  _scope: Scope,
  { provinceId }: { provinceId: string },
): Promise<ServiceRow[]> {
  const rows = await db.execute<Omit<ServiceRow, 'mode'> & { counties: number }>(sql`
    select v.id as "serviceId", v.province_id as "provinceId", v.code, v.title_fa as "titleFa", v.domain, v.since_year as "sinceYear", v.version,
      (select count(distinct a.county_id)::int from app.charity_agreement a where a.service_id = v.id and a.status = 'ACTIVE') as "activeCounties",
      (select count(*)::int from app.place c where c.province_id = v.province_id and c.kind = 'COUNTY') as counties
    from app.charity_service v where v.province_id = ${provinceId}::uuid order by v.domain, v.code`)
  return [...rows].map(({ counties, ...row }) => ({
    ...row,
    mode: deliveryMode(row.activeCounties, counties),
  }))
}
