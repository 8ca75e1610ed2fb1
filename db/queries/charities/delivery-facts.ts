import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { DeliveryFacts } from '@/lib/charities/delivery-sheet'
import type { Reader } from '../../client'

export type DeliveryRow = DeliveryFacts & {
  scopeId: number
  path: number[]
  programme: 'CHARITY'
  provinceId: string
  providerFa: string
  serviceFa: string
  countyFa: string
}

/** The agreements for which the asker may record deliveries, with what stands for their months; a charity's own, the office's all. */
export async function deliveryFacts(
  db: Reader,
  _scope: Scope,
  { provinceId }: { provinceId: string },
): Promise<DeliveryRow[]> {
  return [
    ...(await db.execute<DeliveryRow>(sql`
      select a.id as "agreementId", a.code, a.status as state, a.capacity, a.starts_on::text as "startsOn", a.ends_on::text as "endsOn",
        a.scope_id as "scopeId", s.path, 'CHARITY' as programme, a.province_id as "provinceId", p.name_fa as "providerFa",
        v.title_fa as "serviceFa", y.name_fa as "countyFa",
        coalesce((select jsonb_object_agg(d.month, jsonb_build_object('served', d.served, 'units', d.units))
          from app.charity_delivery d where d.agreement_id = a.id), '{}') as delivered
      from app.charity_agreement a join app.scope s on s.id = a.scope_id join app.charity_provider p on p.id = a.provider_id
      join app.charity_service v on v.id = a.service_id join app.place y on y.id = a.county_id
      where a.province_id = ${provinceId}::uuid and a.scope_id = any((select app.my_scope('deliver'))::int[]) order by a.code`)),
  ]
}
