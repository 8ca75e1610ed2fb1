import { sql } from 'drizzle-orm'
import { orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import { checkClash, type OtherSession } from '@/lib/workshops/clash'
import type { Db } from '../../client'
import { asArray } from './load'

export type Placed = { day: string; time: string; minutes: number; breakMinutes: number }
type Asked = {
  owner: { cohortId: string | null; classId: string | null }
  venue: string | null
  dayMaxMinutes: number
  sessions: readonly Placed[]
  /** What these sessions stand in the place of: the owner's whole plan, or some of its sessions. */
  replaces: 'plan' | readonly string[]
}

/**
 * Refuses sessions that cannot be held: E-SES-02 where one lies in the time of another of the same facilitator, of one
 * of the participants or at the same venue, E-SES-11 where somebody's day becomes too long.
 */
export async function refuseClash(db: Db, asked: Asked): Promise<void> {
  const days = asked.sessions.map(({ day }) => day)
  const { cohortId, classId } = asked.owner
  const replaced = asked.replaces === 'plan' ? [] : asked.replaces
  const rows = await db.execute<OtherSession & { startMs: number }>(sql`
    with mine as (
      select cf.facilitator_id as id from app.cohort_facilitator cf where cf.cohort_id = ${cohortId}::uuid and cf.to_day is null),
    people as (
      select e.person_id as id from app.enrolment e where e.cohort_id = ${cohortId}::uuid and e.status in ('REGISTERED', 'ACTIVE')
      union select f.person_id from app.facilitator f join mine on mine.id = f.id
      union select f.person_id from app.facilitator f join app.training_class t on t.run_id = f.run_id
        where t.id = ${classId}::uuid and f.status in ('ACCEPTED', 'IN_TRAINING'))
    select (extract(epoch from s.starts_at) * 1000)::float8 as "startMs", (s.net_minutes + s.break_minutes)::int as minutes,
      s.net_minutes::int as "netMinutes", s.day::text as day, s.venue, coalesce(p.name_fa, k.title_fa) as name,
      s.cohort_id = ${cohortId}::uuid or s.class_id = ${classId}::uuid
        or exists (select from app.cohort_facilitator cf where cf.cohort_id = s.cohort_id and cf.facilitator_id in (select id from mine)
          and cf.from_day <= s.day and coalesce(cf.to_day, s.day) >= s.day)
        or exists (select from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
          where cf.cohort_id = s.cohort_id and cf.to_day is null and f.person_id in (select id from people))
        or exists (select from app.enrolment e where e.cohort_id = s.cohort_id and e.status in ('REGISTERED', 'ACTIVE')
          and e.person_id in (select id from people))
        or exists (select from app.facilitator f where s.class_id is not null and f.run_id = s.run_id
          and f.status in ('ACCEPTED', 'IN_TRAINING') and f.person_id in (select id from people)) as shared
    from app.session s left join app.cohort c on c.id = s.cohort_id left join app.place p on p.id = c.place_id
    left join app.training_class k on k.id = s.class_id
    where s.day = any(${asArray(days)}::date[]) and s.status not in ('CANCELLED', 'RESCHEDULED')
      and s.id <> all(${asArray(replaced)}::uuid[])
      and not (${asked.replaces === 'plan'} and coalesce(s.cohort_id = ${cohortId}::uuid, false))
      and not (${asked.replaces === 'plan'} and coalesce(s.class_id = ${classId}::uuid, false))
    order by s.starts_at, s.id`)
  orThrow(
    checkClash(
      asked.sessions.map((session) => ({
        startMs: instantAt(session.day, session.time).getTime(),
        minutes: session.minutes + session.breakMinutes,
        netMinutes: session.minutes,
        day: session.day,
      })),
      rows.map((row) => ({ ...row, shared: row.shared ?? false })),
      asked.venue,
      asked.dayMaxMinutes,
    ),
  )
}
