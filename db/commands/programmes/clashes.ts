import { sql } from 'drizzle-orm'
import { orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import { checkClash, type OtherSession, sameRoom, type Wanted } from '@/lib/workshops/clash'
import type { Db } from '../../client'
import { asArray } from './load'

export type Placed = { day: string; time: string; minutes: number; breakMinutes: number }
type Owner = { cohortId: string | null; classId: string | null }
type Asked = {
  /** What is planned at once, for one group or class or for many. */
  wanted: readonly { owner: Owner; sessions: readonly Placed[] }[]
  venue: string | null
  dayMaxMinutes: number
  /** What these sessions stand in the place of: the owners' whole plans, or some sessions. */
  replaces: 'plan' | readonly string[]
}

/**
 * Refuses sessions that cannot be held: E-SES-02 where one lies in the time of another of the same facilitator, of one
 * of the participants or at the same venue, E-SES-11 where somebody's day becomes too long. Those planned at once are
 * held against each other as well.
 */
export async function refuseClash(db: Db, asked: Asked): Promise<void> {
  const met = await whoMeetsWhom(db, asked)
  const standing = await standingSessions(db, asked, met)
  const spans = spansOf(asked)
  const planned = asked.wanted.map(({ owner }) => owner.cohortId ?? owner.classId!)
  const names = new Map(met.map(({ ownerId, name }) => [ownerId, name]))
  for (const [n, ownerId] of planned.entries()) {
    const mine = met.filter(({ plannedId }) => plannedId === ownerId)
    const meets = meetingOf(mine)
    const others = [
      ...standing.filter((one) => meets(one) || one.inRoom).map((one) => ({ ...one, shared: meets(one) })),
      ...planned.flatMap((other, at) =>
        at === n || !(asked.venue || mine.some((one) => one.ownerId === other))
          ? []
          : spans[at]!.map((span) => ({
              ...span,
              name: names.get(other) ?? '',
              venue: asked.venue,
              shared: meets({ ownerId: other, day: span.day }),
            })),
      ),
    ]
    orThrow(checkClash(spans[n]!, others, asked.venue, asked.dayMaxMinutes))
  }
}

/** Sessions of many groups are mostly the same days and hours, and finding an instant in Tehran is not cheap. */
function spansOf({ wanted }: Asked): Wanted[][] {
  const known = new Map<readonly Placed[], Wanted[]>()
  return wanted.map(({ sessions }) => {
    const spans =
      known.get(sessions) ??
      sessions.map((session) => ({
        startMs: instantAt(session.day, session.time).getTime(),
        minutes: session.minutes + session.breakMinutes,
        netMinutes: session.minutes,
        day: session.day,
      }))
    known.set(sessions, spans)
    return spans
  })
}

type Met = {
  /** The group or class that is planned, and the one in which somebody of it takes part. */
  plannedId: string
  ownerId: string
  fromDay: string | null
  toDay: string | null
  name: string
}

function meetingOf(met: readonly Met[]) {
  const byOwner = new Map<string, Met[]>()
  for (const one of met) byOwner.set(one.ownerId, [...(byOwner.get(one.ownerId) ?? []), one])
  return ({ ownerId, day }: { ownerId: string; day: string }) =>
    (byOwner.get(ownerId) ?? []).some(
      ({ fromDay, toDay }) => (fromDay === null || fromDay <= day) && (toDay === null || toDay >= day),
    )
}

/**
 * For each that is planned: the groups and classes in which one of its people takes part, itself among them. Of a
 * facilitator's groups of the past, the days on which she led them.
 */
async function whoMeetsWhom(db: Db, { wanted }: Asked): Promise<Met[]> {
  const cohorts = asArray(wanted.flatMap(({ owner }) => owner.cohortId ?? []))
  const classes = asArray(wanted.flatMap(({ owner }) => owner.classId ?? []))
  // Named by arrays and not joined: so that the enrolments of those groups are found by their index.
  const rows = await db.execute<Met>(sql`
    with mine as materialized (
      select cf.cohort_id as planned, cf.facilitator_id as id from app.cohort_facilitator cf
      where cf.cohort_id = any(${cohorts}::uuid[]) and cf.to_day is null),
    people as materialized (
      select e.cohort_id as planned, e.person_id as id from app.enrolment e
        where e.cohort_id = any(${cohorts}::uuid[]) and e.status in ('REGISTERED', 'ACTIVE')
      union select m.planned, f.person_id from mine m join app.facilitator f on f.id = m.id
      union select t.id, f.person_id from app.training_class t join app.facilitator f on f.run_id = t.run_id
        where t.id = any(${classes}::uuid[]) and f.status in ('ACCEPTED', 'IN_TRAINING')),
    met as (
      select id as planned, id as cohort_id, null::uuid as class_id, null::date as from_day, null::date as to_day
        from unnest(${cohorts}::uuid[]) id
      union select id, null, id, null, null from unnest(${classes}::uuid[]) id
      union select m.planned, cf.cohort_id, null, cf.from_day, cf.to_day from mine m
        join app.cohort_facilitator cf on cf.facilitator_id = m.id
      union select p.planned, cf.cohort_id, null, null, null from people p join app.facilitator f on f.person_id = p.id
        join app.cohort_facilitator cf on cf.facilitator_id = f.id and cf.to_day is null
      union select p.planned, e.cohort_id, null, null, null from people p
        join app.enrolment e on e.person_id = p.id and e.status in ('REGISTERED', 'ACTIVE')
      union select p.planned, null, t.id, null, null from people p
        join app.facilitator f on f.person_id = p.id and f.status in ('ACCEPTED', 'IN_TRAINING')
        join app.training_class t on t.run_id = f.run_id)
    select m.planned as "plannedId", coalesce(m.cohort_id, m.class_id) as "ownerId", m.from_day::text as "fromDay",
      m.to_day::text as "toDay", coalesce(p.name_fa, k.title_fa) as name
    from met m left join app.cohort c on c.id = m.cohort_id left join app.place p on p.id = c.place_id
    left join app.training_class k on k.id = m.class_id`)
  return [...rows]
}

type Standing = OtherSession & { ownerId: string; inRoom: boolean }

/** The sessions on those days of everybody met, and at the same venue. */
async function standingSessions(db: Db, asked: Asked, met: readonly Met[]): Promise<Standing[]> {
  const days = [...new Set(asked.wanted.flatMap(({ sessions }) => sessions.map(({ day }) => day)))]
  const planned = asked.wanted.map(({ owner }) => owner.cohortId ?? owner.classId!)
  const owners = new Set(met.map(({ ownerId }) => ownerId))
  if (asked.replaces === 'plan') for (const id of planned) owners.delete(id)
  const ids = asArray([...owners])
  const rows = await db.execute<Omit<Standing, 'shared' | 'inRoom'>>(sql`
    select (extract(epoch from s.starts_at) * 1000)::float8 as "startMs", (s.net_minutes + s.break_minutes)::int as minutes,
      s.net_minutes::int as "netMinutes", s.day::text as day, s.venue, coalesce(p.name_fa, k.title_fa) as name,
      coalesce(s.cohort_id, s.class_id) as "ownerId"
    from app.session s left join app.cohort c on c.id = s.cohort_id left join app.place p on p.id = c.place_id
    left join app.training_class k on k.id = s.class_id
    where (s.cohort_id = any(${ids}::uuid[]) or s.class_id = any(${ids}::uuid[])${asked.venue ? sql` or s.venue is not null` : sql``})
      and s.day = any(${asArray(days)}::date[]) and s.status not in ('CANCELLED', 'RESCHEDULED')
      and s.id <> all(${asArray(asked.replaces === 'plan' ? [] : asked.replaces)}::uuid[])
    order by s.starts_at, s.id`)
  const gone = new Set(asked.replaces === 'plan' ? planned : [])
  return [...rows]
    .filter(({ ownerId }) => !gone.has(ownerId))
    .map((row) => ({ ...row, shared: false, inRoom: sameRoom(row.venue, asked.venue) }))
    .filter((row) => row.inRoom || owners.has(row.ownerId))
}
