import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { SessionState } from '@/lib/workshops/codes'
import type { Reader } from '../../client'

export type SmsLine = {
  sessionId: string
  cohortCode: string
  seq: number
  dayIso: string
  placeFa: string
  placeEn: string
  status: SessionState
  via: 'OFFICE' | 'INBOUND'
}

/** Sheets that came by SMS, the latest first, within reach: those nobody has sent in yet stand before the others. */
export async function smsSheets(db: Reader, _scope: Scope): Promise<SmsLine[]> {
  const rows = await db.execute<SmsLine>(sql`
    select s.id as "sessionId", h.code as "cohortCode", s.seq, s.day::text as "dayIso", n.name_fa as "placeFa", n.name_en as "placeEn",
      s.status, m.via
    from app.sms_sheet m join app.session s on s.id = m.session_id join app.cohort h on h.id = s.cohort_id join app.place n on n.id = h.place_id
    order by (s.status = 'HELD') desc, m.received_at desc limit 40`)
  return [...rows]
}
