import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import { firstValues } from '@/lib/rules/registry'
import type { Reader } from '../../client'

/** A cohort as enrolling looks at it: where it is, what its run allows, how many it holds. */
export type EnrolDoor = Place & {
  cohortId: string
  runId: string
  runStatus: string
  provinceId: string
  scopeId: number
  placeId: string
  placeFa: string
  countyFa: string
  status: string
  audience: string
  mayEnrol: boolean
  held: number
  /** How many wait for a place; a free one is theirs. */
  waiting: number
  lastRow: number
  maxSize: number
  minAge: number
  /** Whether somebody under 18 needs her guardian's consent too. */
  guardianUnder18: boolean
  /** The day of the run's first planned session, else the day it starts: ages are counted on it. */
  firstDay: string
  today: string
}

type Ruled = 'maxSize' | 'minAge' | 'guardianUnder18'
type Unruled = { [Key in keyof EnrolDoor]: Key extends Ruled ? EnrolDoor[Key] | null : EnrolDoor[Key] }

/** The cohorts of a run the asker can see, or those named; rules are the run's on its own clock. */
export async function enrolDoors(
  db: Reader,
  _scope: Scope,
  which: { runId: string; cohortIds?: readonly string[] },
): Promise<EnrolDoor[]> {
  const ids = which.cohortIds ? JSON.stringify(which.cohortIds) : null
  // What is the run's is found once: asked beside each group, the rules of a province were read 2,000 times.
  const rows = await db.execute<Unruled>(sql`
    with run as materialized (
      select r.id, r.status, r.province_id, r.start_date, app.run_clock(r) as clock,
        app.rules_at(array['COHORT_MAX_SIZE', 'PARTICIPANT_MIN_AGE', 'GUARDIAN_CONSENT_UNDER_18'], r.id, r.province_id, app.run_clock(r)) as rules,
        (select min(s.day) from app.session s where s.run_id = r.id and s.cohort_id is not null) as first_session
      from app.run r where r.id = ${which.runId})
    select c.id as "cohortId", r.id as "runId", r.status as "runStatus", r.province_id as "provinceId",
      c.scope_id as "scopeId", s.path, s.programme, c.place_id as "placeId", pl.name_fa as "placeFa",
      co.name_fa as "countyFa", c.status, c.audience,
      c.scope_id = any((select app.my_scope('enrol'))::int[]) and r.status <> 'CLOSED'
        and c.status not in ('CLOSED', 'CANCELLED') as "mayEnrol", h.held, h.waiting, h.last as "lastRow",
      (r.rules->>'COHORT_MAX_SIZE')::int as "maxSize", (r.rules->>'PARTICIPANT_MIN_AGE')::int as "minAge",
      (r.rules->>'GUARDIAN_CONSENT_UNDER_18')::boolean as "guardianUnder18",
      least(coalesce(r.first_session, r.start_date), r.start_date)::text as "firstDay",
      (r.clock at time zone 'Asia/Tehran')::date::text as today
    from app.cohort c
    join run r on r.id = c.run_id
    join app.scope s on s.id = c.scope_id
    join app.place pl on pl.id = c.place_id
    join app.place co on co.id = c.county_id
    left join lateral (
      select count(*) filter (where e.status in ('REGISTERED', 'ACTIVE', 'COMPLETED'))::int as held,
        count(*) filter (where e.status = 'WAITING')::int as waiting,
        coalesce(max(e.row_no), 0)::int as last
      from app.enrolment e where e.cohort_id = c.id) h on true
    where (${ids}::jsonb is null or c.id in (select v::uuid from jsonb_array_elements_text(${ids}::jsonb) v))
    order by c.code`)
  const first = firstValues()
  return [...rows].map((door) => ({
    ...door,
    maxSize: door.maxSize ?? first.COHORT_MAX_SIZE,
    minAge: door.minAge ?? first.PARTICIPANT_MIN_AGE,
    guardianUnder18: door.guardianUnder18 ?? first.GUARDIAN_CONSENT_UNDER_18,
  }))
}
