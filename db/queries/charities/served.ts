import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ComplaintAbout, ComplaintState } from '@/lib/charities/served'
import type { Reader } from '../../client'

export type ConfirmedLine = { month: number; received: number; partly: number; missed: number }
export type ServedRecord = { cards: number; months: ConfirmedLine[] }

/** What people served under an agreement said of its months, for the office of its county; nothing for anybody else. */
export async function servedRecord(db: Reader, _scope: Scope, agreementId: string): Promise<ServedRecord> {
  const [cards] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from app.charity_card where agreement_id = ${agreementId}::uuid`,
  )
  const months = await db.execute<ConfirmedLine>(sql`
    select month, count(*) filter (where answer = 'RECEIVED')::int as received, count(*) filter (where answer = 'PARTLY')::int as partly,
      count(*) filter (where answer = 'NOT_RECEIVED')::int as missed
    from app.charity_confirmation where agreement_id = ${agreementId}::uuid group by month order by month desc`)
  return { cards: cards!.n, months: [...months] }
}

/** How many confirmed a month that is over, where they are five or more: what a charity may know of its own agreement. */
export async function confirmedMonths(
  db: Reader,
  _scope: Scope,
  { agreementId, before }: { agreementId: string; before: number },
): Promise<{ month: number; confirmed: number }[]> {
  return [
    ...(await db.execute<{ month: number; confirmed: number }>(
      sql`select month, confirmed from app.charity_confirmed(${agreementId}::uuid, ${before}) order by month desc`,
    )),
  ]
}

export type ComplaintLine = {
  complaintId: string
  about: ComplaintAbout
  how: 'CARD' | 'VOICE'
  state: ComplaintState
  receivedOn: string
  answeredOn: string | null
  agreementId: string
  agreementCode: string
  serviceFa: string
  providerFa: string
  countyFa: string
  countyEn: string
  /** The number printed on her card, where she has one; never whose it is. */
  card: number | null
  by: string | null
  version: number
}

/** Complaints of a province: those that wait first, the oldest of them at the top. Her words are read one at a time. */
export async function complaints(
  db: Reader,
  _scope: Scope,
  asked: { provinceId: string } | { complaintId: string },
): Promise<ComplaintLine[]> {
  const which =
    'provinceId' in asked
      ? sql`c.province_id = ${asked.provinceId}::uuid`
      : sql`c.id = ${asked.complaintId}::uuid`
  return [
    ...(await db.execute<ComplaintLine>(sql`
      select c.id as "complaintId", c.about, c.how, c.state, c.received_on::text as "receivedOn", c.answered_on::text as "answeredOn",
        a.id as "agreementId", a.code as "agreementCode", v.title_fa as "serviceFa", p.name_fa as "providerFa", y.name_fa as "countyFa",
        y.name_en as "countyEn", k.number as card, (select u.display_name from app.user_account u where u.id = c.taken_by) as by, c.version
      from app.charity_complaint c join app.charity_agreement a on a.id = c.agreement_id join app.charity_provider p on p.id = a.provider_id
      join app.charity_service v on v.id = a.service_id join app.place y on y.id = a.county_id left join app.charity_card k on k.id = c.card_id
      where ${which} order by array_position(array['OPEN', 'TAKEN', 'ANSWERED'], c.state), c.received_on, c.id`)),
  ]
}
