import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type ReadyCondition, readyConditions } from '@/lib/programmes/cohort'
import type { FacilitatorState } from '@/lib/programmes/facilitator'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'

export type WaitingPerson = {
  enrolmentId: string
  personId: string
  name: string | null
  sinceMs: number
  version: number
}
export type CohortForming = {
  version: number
  lead: FacilitatorState | null
  conditions: ReadyCondition[]
  readyOn: string | null
  held: number
  maxSize: number
  waiting: WaitingPerson[]
  /** How many sessions have begun, and before which one a free place is filled by itself. */
  begun: number
  refillBefore: number
  consents: { read: number; all: number }
  /** The latest session that has begun, in which the text may be read; null before the first. */
  lastBegun: string | null
}

type Row = {
  version: number
  readyOn: string | null
  plannedMinutes: number
  lead: FacilitatorState | null
  enrolled: number
  held: number
  begun: number
  planMinutes: number
  read: number
  lastBegun: string | null
}

/** How a group comes together: what it needs to begin, who waits for a place, to whom the consent text has been read. */
export async function cohortForming(
  db: Reader,
  _scope: Scope,
  asked: { cohortId: string; runId: string; clock: string; today: string },
): Promise<CohortForming | null> {
  const [row] = await db.execute<Row>(sql`
    select c.version, c.ready_on::text as "readyOn", c.planned_minutes as "plannedMinutes",
      (select f.status from app.cohort_facilitator x join app.facilitator f on f.id = x.facilitator_id
        where x.cohort_id = c.id and x.role = 'LEAD' and coalesce(x.to_day, ${asked.today}::date) >= ${asked.today}::date
        order by x.from_day desc limit 1) as lead, e.enrolled, e.held, e.read, s.begun, s.plan as "planMinutes",
      (select x.id from app.session x where x.cohort_id = c.id and x.starts_at <= ${asked.clock}::timestamptz
        and x.status not in ('CANCELLED', 'RESCHEDULED') order by x.starts_at desc limit 1) as "lastBegun"
    from app.cohort c
    cross join lateral (select count(*) filter (where e.status in ('REGISTERED', 'ACTIVE'))::int as enrolled,
        count(*) filter (where e.status in ('REGISTERED', 'ACTIVE', 'COMPLETED'))::int as held,
        count(*) filter (where e.status in ('REGISTERED', 'ACTIVE') and k.state = 'READ_ALOUD')::int as read
      from app.enrolment e left join app.consent k on k.id = e.consent_id where e.cohort_id = c.id) e
    cross join lateral (select
        count(*) filter (where s.makes_up_id is null and s.status not in ('SCHEDULED', 'CANCELLED', 'RESCHEDULED'))::int as begun,
        coalesce(sum(s.planned_minutes) filter (where s.status not in ('CANCELLED', 'RESCHEDULED')), 0)::int as plan
      from app.session s where s.cohort_id = c.id) s
    where c.id = ${asked.cohortId}`)
  if (!row) return null
  const waiting = await db.execute<WaitingPerson>(sql`
    select e.id as "enrolmentId", e.person_id as "personId", p.first_name || ' ' || p.last_name as name,
      (extract(epoch from e.waiting_since) * 1000)::float8 as "sinceMs", e.version
    from app.enrolment e left join app.person p on p.id = e.person_id
    where e.cohort_id = ${asked.cohortId} and e.status = 'WAITING' order by e.waiting_since, e.id`)
  const rules = await rulesOf(db, asked.runId, new Date(asked.clock))
  return {
    version: row.version,
    lead: row.lead,
    conditions: readyConditions(row, rules),
    readyOn: row.readyOn,
    held: row.held,
    maxSize: rules.COHORT_MAX_SIZE,
    waiting: [...waiting],
    begun: row.begun,
    refillBefore: rules.REFILL_BEFORE_SESSION,
    consents: { read: row.read, all: row.enrolled },
    lastBegun: row.lastBegun,
  }
}
