import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { PersonState } from '@/lib/projection/chance'
import { FEWEST_SESSIONS, type Forecast, fallsShort, forecast, targetOf } from '@/lib/projection/forecast'
import { type CompletionMode, minutesNeeded, sessionsNeeded } from '@/lib/rules/completion'
import type { Reader } from '../../client'
import { itsMarks } from '../indicators/conditions'
import { rulesOf } from '../rules'

export type ProjectionAsked = {
  runId: string
  asOf: string
  countyId?: string
  cohortId?: string
  clock: Date
}

/** What is to be expected of one group; `held` sessions behind it, `remaining` before it. */
export type CohortProjection = Forecast & {
  cohortId: string
  code: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  held: number
  remaining: number
  target: number
  short: boolean
}

type Person = {
  state: PersonState['state']
  exposed: number
  attended: number
  missedInARow: number
  minutes: number
}
type Row = {
  cohortId: string
  code: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  held: number
  remaining: number
  minutesEach: number
  sessions: number
  people: Person[]
}

/**
 * The groups of a run that are still under way on the day, each with how many of its people will complete. A closed run or group has
 * nothing to project; one at its very beginning cannot be told yet and is left out. Sheets that have not come count as still to come.
 */
export async function projections(
  db: Reader,
  _scope: Scope,
  asked: ProjectionAsked,
): Promise<CohortProjection[]> {
  const rules = await rulesOf(db, asked.runId, asked.clock)
  const rows = await cohortStates(db, asked)
  return rows
    .filter(({ held, remaining }) => held >= FEWEST_SESSIONS && remaining > 0)
    .map(({ people, minutesEach, sessions, ...row }) => {
      const rule = {
        mode: rules.COMPLETION_MODE as CompletionMode,
        share: rules.COMPLETION_SHARE_PARTICIPANT,
        plannedMinutes: rules.COHORT_MINUTES,
      }
      const needed = ({ minutes, attended }: Person) =>
        rule.mode === 'SHARE_OF_SESSIONS'
          ? sessionsNeeded(rule, sessions) - attended
          : Math.ceil((minutesNeeded(rule) - minutes) / minutesEach)
      const told = forecast({
        people: people.map((one) => ({ ...one, needed: needed(one) })),
        remaining: row.remaining,
      })
      const share = rules.COMPLETION_TARGET_SHARE
      return { ...row, ...told, target: targetOf(told.enrolled, share), short: fallsShort(told, share) }
    })
}

async function cohortStates(db: Reader, asked: ProjectionAsked): Promise<Row[]> {
  const { runId, asOf, countyId, cohortId } = asked
  const rows = await db.execute<Row>(sql`
    with c as (
      select c.id, c.code, c.place_id, c.county_id from app.cohort c join app.run r on r.id = c.run_id
      where c.run_id = ${runId}::uuid and r.status <> 'CLOSED' and c.status not in ('CLOSED', 'CANCELLED')
        and c.scope_id in (select unnest(app.my_scope('marks')))
        and ${countyId ? sql`c.county_id = ${countyId}::uuid` : sql`true`} and ${cohortId ? sql`c.id = ${cohortId}::uuid` : sql`true`}
    ), s as materialized (
      select s.id, s.cohort_id, s.planned_minutes, s.makes_up_id is not null as make_up,
        row_number() over (partition by s.cohort_id order by s.starts_at, s.id) as nth,
        app.counts(s.status) and s.day <= ${asOf}::date as held
      from app.session s where s.run_id = ${runId}::uuid and s.cohort_id in (select c.id from c) and s.status not in ('CANCELLED', 'RESCHEDULED')
    ), t as (
      select s.cohort_id, (count(*) filter (where s.held and not s.make_up))::int as held,
        (count(*) filter (where not s.held and not s.make_up))::int as remaining, (count(*) filter (where not s.make_up))::int as sessions,
        avg(s.planned_minutes) filter (where not s.held and not s.make_up) as each
      from s group by s.cohort_id
    ), p as (
      select s.cohort_id, a.person_id, sum(a.credited_minutes)::int as minutes, (count(*) filter (where not s.make_up))::int as exposed,
        (count(*) filter (where a.code < 4 and a.credited_minutes > 0 and not s.make_up))::int as attended,
        max(s.nth) filter (where a.code < 4 and a.credited_minutes > 0 and not s.make_up) as last,
        array_agg(s.nth) filter (where not (a.code < 4 and a.credited_minutes > 0) and not s.make_up) as missed
      from s ${itsMarks} where s.held group by s.cohort_id, a.person_id
    ), e as (
      select e.cohort_id, jsonb_agg(jsonb_build_object(
        'state', case when e.status = 'NO_SHOW' and e.closed_on <= ${asOf}::date then 'NEVER' when e.status = 'WITHDRAWN' and e.closed_on <= ${asOf}::date then 'LEFT' else 'OPEN' end,
        'exposed', coalesce(p.exposed, 0), 'attended', coalesce(p.attended, 0),
        'missedInARow', case when p.missed is null then 0 else (select count(*) from unnest(p.missed) n where n > coalesce(p.last, 0)) end,
        'minutes', coalesce(p.minutes, 0) + e.carried_minutes) order by e.row_no) as people
      from app.enrolment e left join p on p.cohort_id = e.cohort_id and p.person_id = e.person_id
      where e.run_id = ${runId}::uuid and e.cohort_id in (select c.id from c) and e.status not in ('CANCELLED', 'WAITING') and e.registered_on <= ${asOf}::date
        and not (e.status = 'TRANSFERRED' and e.closed_on <= ${asOf}::date)
      group by e.cohort_id
    )
    select c.id as "cohortId", c.code, n.name_fa as "placeFa", n.name_en as "placeEn", y.name_fa as "countyFa", y.name_en as "countyEn",
      coalesce(t.held, 0) as held, coalesce(t.remaining, 0) as remaining, coalesce(t.sessions, 0) as sessions,
      coalesce(t.each, 1)::float8 as "minutesEach", e.people
    from c join app.place n on n.id = c.place_id join app.place y on y.id = c.county_id join e on e.cohort_id = c.id left join t on t.cohort_id = c.id
    order by y.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu"`)
  return [...rows]
}
