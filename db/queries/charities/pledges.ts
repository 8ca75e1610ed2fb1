import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { PaperKind } from '@/lib/charities/kinds'
import type { PledgeKind, PledgeState } from '@/lib/charities/served'
import type { Reader } from '../../client'

export type PledgeLine = {
  pledgeId: string
  benefactor: string
  kind: PledgeKind
  amount: number | null
  goods: string | null
  promisedOn: string
  state: PledgeState
  settledOn: string | null
  receiptNo: string | null
  reason: string | null
  meetingId: string | null
  meetingFa: string | null
  needId: string | null
  needFa: string | null
  countyFa: string | null
  countyEn: string | null
  version: number
}

/** What benefactors promised in a province, or for one need: what waits first, then the newest. */
export async function pledges(
  db: Reader,
  _scope: Scope,
  asked: { provinceId?: string; needId?: string },
): Promise<PledgeLine[]> {
  const where: SQL[] = [sql`true`]
  if (asked.provinceId) where.push(sql`p.province_id = ${asked.provinceId}::uuid`)
  if (asked.needId) where.push(sql`p.need_id = ${asked.needId}::uuid`)
  const rows = await db.execute<Omit<PledgeLine, 'amount'> & { amount: string | null }>(sql`
    select p.id as "pledgeId", p.benefactor, p.kind, p.amount::text as amount, p.goods, p.promised_on::text as "promisedOn", p.state,
      p.settled_on::text as "settledOn", p.receipt_no as "receiptNo", p.reason, p.meeting_id as "meetingId", m.title_fa as "meetingFa",
      p.need_id as "needId", n.title_fa as "needFa", y.name_fa as "countyFa", y.name_en as "countyEn", p.version
    from app.charity_pledge p left join app.charity_meeting m on m.id = p.meeting_id left join app.charity_need n on n.id = p.need_id
    left join app.place y on y.id = p.county_id
    where ${sql.join(where, sql` and `)} order by p.state <> 'PROMISED', p.promised_on desc, p.id desc`)
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : Number(row.amount) }))
}

export type DocumentLine = { documentId: string; kind: PaperKind; on: string; by: string | null }
/** The papers of a provider, for the office that works with it. */
export async function documentsOf(db: Reader, _scope: Scope, providerId: string): Promise<DocumentLine[]> {
  return [
    ...(await db.execute<DocumentLine>(sql`
      select d.id as "documentId", d.kind, (d.created_at at time zone 'Asia/Tehran')::date::text as on,
        (select u.display_name from app.user_account u where u.id = d.created_by) as by
      from app.charity_document d where d.provider_id = ${providerId}::uuid and d.removed_at is null order by d.created_at desc, d.id desc`)),
  ]
}

export type ConcernedLine = { personId: string; name: string }
/** Whom a need concerns, as far as the asker sees these people in the register herself. */
export async function needPeople(db: Reader, _scope: Scope, needId: string): Promise<ConcernedLine[]> {
  return [
    ...(await db.execute<ConcernedLine>(sql`
      select p.id as "personId", p.first_name || ' ' || p.last_name as name
      from app.charity_need_person x join app.person p on p.id = x.person_id
      where x.need_id = ${needId}::uuid order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", p.id`)),
  ]
}

export type MeetingPromise = { meetingId: string; providerFa: string; needFa: string; promised: string }
/** Who promised what at the meetings of a province. */
export async function meetingPromises(
  db: Reader,
  _scope: Scope,
  { provinceId }: { provinceId: string },
): Promise<MeetingPromise[]> {
  return [
    ...(await db.execute<MeetingPromise>(sql`
      select q.meeting_id as "meetingId", p.name_fa as "providerFa", n.title_fa as "needFa", q.promised
      from app.charity_promise q join app.charity_provider p on p.id = q.provider_id join app.charity_need n on n.id = q.need_id
      join app.charity_meeting m on m.id = q.meeting_id where m.province_id = ${provinceId}::uuid order by p.name_fa collate "fa-x-icu", q.id`)),
  ]
}
