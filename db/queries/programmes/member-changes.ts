import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { Reader } from '../../client'
import { standing } from '../people/consent-standing'
import { enrolDoors } from '../people/enrol-doors'
import type { EnrolmentState } from '../people/people-list'

export type MemberChanges = Place & {
  enrolmentId: string
  name: string
  cohortCode: string
  runCode: string
  placeFa: string
  placeEn: string
  status: EnrolmentState
  minutes: number
  version: number
  open: boolean
  /** She left, and the group still goes on. */
  mayReturn: boolean
  /** Her consent stands; where it does not, coming back needs a new one. */
  agrees: boolean
  /** Groups of the run with a free place that the asker may enrol in. */
  others: { cohortId: string; placeFa: string; countyFa: string; free: number; audience: string }[]
}

/** An enrolment with what may become of it; null where it is not the asker's to see by name. */
export async function memberChanges(
  db: Reader,
  scope: Scope,
  enrolmentId: string,
): Promise<MemberChanges | null> {
  const [row] = await db.execute<Omit<MemberChanges, 'others'> & { runId: string; cohortId: string }>(sql`
    select e.id as "enrolmentId", p.first_name || ' ' || p.last_name as name, c.code as "cohortCode", c.id as "cohortId", r.code as "runCode",
      r.id as "runId", pl.name_fa as "placeFa", pl.name_en as "placeEn", e.status, e.credited_minutes + e.carried_minutes as minutes, e.version,
      e.status in ('REGISTERED', 'ACTIVE') and r.status <> 'CLOSED' and c.status not in ('CLOSED', 'CANCELLED') as open,
      e.status in ('WITHDRAWN', 'NO_SHOW', 'CANCELLED') and r.status <> 'CLOSED' and c.status not in ('FINISHED', 'CLOSED', 'CANCELLED') as "mayReturn",
      ${standing(sql`e.consent_id`)} as agrees,
      n.path, n.programme
    from app.enrolment e join app.person p on p.id = e.person_id join app.cohort c on c.id = e.cohort_id join app.run r on r.id = e.run_id
    join app.place pl on pl.id = c.place_id join app.scope n on n.id = e.scope_id where e.id = ${enrolmentId}`)
  if (!row) return null
  const { runId, cohortId, ...member } = row
  const doors = member.open ? await enrolDoors(db, scope, { runId }) : []
  const others = doors.flatMap((door) => {
    const free = door.maxSize - door.held - door.waiting
    const fits = door.mayEnrol && door.cohortId !== cohortId && door.status !== 'FINISHED' && free > 0
    const { placeFa, countyFa, audience } = door
    return fits ? [{ cohortId: door.cohortId, placeFa, countyFa, audience, free }] : []
  })
  return { ...member, others }
}
