import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Candidate } from '@/lib/charities/match'
import type { Reader } from '../../client'

export type CandidateRow = Candidate & {
  nameFa: string
  countyFa: string
  countyEn: string
  serviceFa: string
}

/** Every provider of the need's field with the services it offers there, and what is known of it up to a day. */
export async function candidatesFor(
  db: Reader,
  _scope: Scope,
  { needId, today, month }: { needId: string; today: string; month: number },
): Promise<CandidateRow[]> {
  const rows = await db.execute<CandidateRow>(sql`
    select p.id as "providerId", p.code, p.name_fa as "nameFa", p.status as state, p.domains, p.county_id as "countyId",
      y.name_fa as "countyFa", y.name_en as "countyEn", p.licence_until::text as "licenceUntil", v.id as "serviceTypeId",
      v.title_fa as "serviceFa", v.domain as "serviceDomain", c.places, c.taken, o.asked, o.accepted, d.due, d.delivered,
      o."openHere", o."declinedHere"
    from app.charity_need n
    join app.charity_service v on v.province_id = n.province_id and v.domain = n.domain
    join app.charity_capacity c on c.service_id = v.id
    join app.charity_provider p on p.id = c.provider_id
    join app.place y on y.id = p.county_id
    cross join lateral (
      select count(*) filter (where o.status in ('ACCEPTED','DECLINED','EXPIRED') or o.status = 'OFFERED' and o.answer_by < ${today}::date)::int as asked,
        count(*) filter (where o.status = 'ACCEPTED')::int as accepted,
        coalesce(bool_or(o.need_id = n.id and (o.status = 'ACCEPTED' or o.status = 'OFFERED' and o.answer_by >= ${today}::date)), false) as "openHere",
        coalesce(bool_or(o.need_id = n.id and o.status = 'DECLINED'), false) as "declinedHere"
      from app.charity_offer o where o.provider_id = p.id) o
    cross join lateral (
      select coalesce(sum(m.due), 0)::int as due, coalesce(sum(m.delivered), 0)::int as delivered from app.charity_agreement a
      cross join lateral (
        select count(distinct k.month)::int as due,
          count(distinct k.month) filter (where exists (select from app.charity_delivery x where x.agreement_id = a.id and x.month = k.month))::int as delivered
        from app.calendar_day k where k.day between a.starts_on and least(a.ends_on, ${today}::date) and k.month < ${month}) m
      where a.provider_id = p.id and a.status in ('ACTIVE','ENDED') and a.starts_on <= ${today}::date) d
    where n.id = ${needId}::uuid
    order by p.code, v.code`)
  return [...rows]
}
