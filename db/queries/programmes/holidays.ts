import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

export type Holiday = { day: string; fa: string; en: string; source: string }
export type HolidaySession = {
  sessionId: string
  day: string
  status: string
  seq: number
  runCode: string
  /** Null for the class of step 1. */
  cohortCode: string | null
  placeFa: string | null
  placeEn: string | null
  holidayFa: string
  holidayEn: string
}
export type HolidayYear = { years: number[]; days: Holiday[]; sessions: HolidaySession[] }

/** The table of a Jalali year, and the sessions in reach that are planned on such a day and still to come. */
export async function holidaysOf(db: Reader, _scope: Scope, year: number, now: Date): Promise<HolidayYear> {
  const years = await db.execute<{ year: number }>(sql`
    select distinct c.month / 100 as year from app.holiday h join app.calendar_day c on c.day = h.day order by 1`)
  const days = await db.execute<Holiday>(sql`
    select h.day::text as day, h.name_fa as fa, h.name_en as en, h.source
    from app.holiday h join app.calendar_day c on c.day = h.day where c.month / 100 = ${year} order by h.day`)
  const sessions = await db.execute<HolidaySession>(sql`
    select s.id as "sessionId", s.day::text as day, s.status, s.seq, r.code as "runCode", k.code as "cohortCode",
      p.name_fa as "placeFa", p.name_en as "placeEn", h.name_fa as "holidayFa", h.name_en as "holidayEn"
    from app.session s join app.holiday h on h.day = s.day join app.calendar_day c on c.day = s.day join app.run r on r.id = s.run_id
    left join app.cohort k on k.id = s.cohort_id left join app.place p on p.id = k.place_id
    where c.month / 100 = ${year} and s.status = 'SCHEDULED' and s.plan_reason is null
      and s.day >= (coalesce(r.pinned_now, ${now.toISOString()}::timestamptz) at time zone 'Asia/Tehran')::date
    order by s.day, k.code limit 200`)
  return { years: years.map((row) => row.year), days: [...days], sessions: [...sessions] }
}
