import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { jalaliMonthKey } from '@/lib/shared/jalali'
import { type HoursSession, type HoursStatement, monthsBetween } from '@/lib/workshops/hours'
import type { Reader } from '../../client'

type Head = {
  facilitatorId: string
  name: string | null
  organisation: string | null
  latest: number | null
  runFa: string
  runEn: string
  scopeId: number
  path: number[]
  startDate: string
  today: string
  own: boolean
}
export type HoursPage = HoursStatement & { scopeId: number; path: number[]; own: boolean; months: number[] }

/**
 * The statement of a facilitator for a Jalali month, or of the asker herself in her latest run. Null where she is
 * neither the asker nor in a place whose people the asker may see.
 */
export async function hoursStatement(
  db: Reader,
  scope: Scope,
  which: { facilitatorId: string | null; month: number | null },
): Promise<HoursPage | null> {
  const asked = which.facilitatorId
  const [head] = await db.execute<Head>(sql`
    select f.id as "facilitatorId", coalesce(p.first_name || ' ' || p.last_name, u.display_name) as name,
      o.name_fa as organisation, r.name_fa as "runFa", r.name_en as "runEn", f.scope_id as "scopeId", z.path,
      r.start_date::text as "startDate", (app.run_clock(r) at time zone 'Asia/Tehran')::date::text as today,
      coalesce(f.user_id = ${scope.userId}, false) as own,
      (select max(d.month) from app.cohort_facilitator cf join app.session s on s.cohort_id = cf.cohort_id and app.counts(s.status)
        join app.calendar_day d on d.day = s.day where cf.facilitator_id = f.id and s.day between cf.from_day and coalesce(cf.to_day, s.day)) latest
    from app.facilitator f join app.run r on r.id = f.run_id join app.scope z on z.id = f.scope_id
    left join app.organisation o on o.id = f.organisation_id left join app.person p on p.id = f.person_id
    left join app.user_account u on u.id = f.user_id
    where case when ${asked}::uuid is null then f.user_id = ${scope.userId}
      else f.id = ${asked}::uuid and (f.user_id = ${scope.userId} or f.scope_id = any((select app.my_scope('people'))::int[])) end
    order by r.start_date desc limit 1`)
  if (!head) return null
  const months = monthsBetween(jalaliMonthKey(head.startDate), jalaliMonthKey(head.today))
  // On the first days of a month the last one with a sheet is what is asked for.
  const month = which.month ?? head.latest ?? months[0] ?? jalaliMonthKey(head.today)
  const sessions = await db.execute<HoursSession>(sql`
    select s.id as "sessionId", s.day::text as "dayIso", to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') as "startTime",
      n.name_fa as "placeFa", n.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn", s.seq::int, s.net_minutes::int as minutes, cf.role, s.status
    from app.cohort_facilitator cf
    join app.session s on s.cohort_id = cf.cohort_id and s.day >= cf.from_day and s.day <= coalesce(cf.to_day, s.day)
    join app.calendar_day d on d.day = s.day and d.month = ${month}
    join app.cohort c on c.id = s.cohort_id join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    where cf.facilitator_id = ${head.facilitatorId} and s.status in ('HELD', 'SUBMITTED', 'RETURNED', 'APPROVED', 'REOPENED')
    order by s.starts_at, s.id`)
  const { startDate: _, latest: __, today, ...rest } = head
  return { ...rest, month, asOf: today, months, sessions: [...sessions] }
}
