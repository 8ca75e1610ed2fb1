import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { RegisterPrint } from '@/lib/workshops/paper-print'
import type { Reader } from '../../client'

type Head = Omit<RegisterPrint, 'people'> & Place & { scopeId: number }

/** A session of a cohort as it is printed, and where it stands; null outside the asker's reach. Names need `people`. */
export async function registerPrint(
  db: Reader,
  _scope: Scope,
  sessionId: string,
): Promise<{ print: RegisterPrint; place: Place; scopeId: number } | null> {
  const [head] = await db.execute<Head>(sql`
    select s.id as "sessionId", r.name_fa as "runName", n.name_fa as "placeName", k.name_fa as "countyName", c.code as "groupCode",
      s.seq::int, s.day::text as "dayIso", to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') as "startTime",
      s.planned_minutes::int as "plannedMinutes", m.title_fa as "moduleTitle", s.scope_id as "scopeId", z.path, z.programme,
      (select string_agg(p.first_name || ' ' || p.last_name, '، ' order by cf.role desc, cf.from_day) from app.cohort_facilitator cf
        join app.facilitator f on f.id = cf.facilitator_id join app.person p on p.id = f.person_id
        where cf.cohort_id = c.id and cf.from_day <= s.day and coalesce(cf.to_day, s.day) >= s.day) as facilitator
    from app.session s join app.run r on r.id = s.run_id join app.cohort c on c.id = s.cohort_id join app.scope z on z.id = s.scope_id
    join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id left join app.module m on m.code = s.module_code
    where s.id = ${sessionId} and s.scope_id = any((select app.my_scope('people'))::int[])`)
  if (!head) return null
  const people = await db.execute<RegisterPrint['people'][number]>(sql`
    select e.row_no::int as row, p.first_name || ' ' || p.last_name as name, e.person_id as "personId",
      e.symbol, e.colour
    from app.session s join app.enrolment e on e.cohort_id = s.cohort_id join app.person p on p.id = e.person_id
    where s.id = ${sessionId} and e.registered_on <= s.day and coalesce(e.closed_on, s.day) >= s.day and not e.away @> s.day
      and e.status not in ('CANCELLED', 'WAITING') order by e.row_no`)
  const { scopeId, path, programme, ...print } = head
  return { print: { ...print, people: [...people] }, place: { path, programme: programme ?? null }, scopeId }
}
