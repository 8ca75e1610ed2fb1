import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

export type ConsentReading = {
  sessionId: string
  seq: number
  day: string
  placeFa: string
  placeEn: string
  /** The session has begun, and neither it nor its run is over for good. */
  mayRead: boolean
  people: { enrolmentId: string; rowNo: number; name: string }[]
}

/** Those of a session's group to whom the consent text has not been read yet; null where the asker may not record there. */
export async function consentReading(
  db: Reader,
  _scope: Scope,
  sessionId: string,
): Promise<ConsentReading | null> {
  const [row] = await db.execute<Omit<ConsentReading, 'people'> & { cohortId: string }>(sql`
    select s.id as "sessionId", s.seq, s.day::text as day, c.id as "cohortId", p.name_fa as "placeFa", p.name_en as "placeEn",
      app.run_clock(r) >= s.starts_at and s.status not in ('CANCELLED', 'RESCHEDULED') and r.status <> 'CLOSED'
        and c.status not in ('CLOSED', 'CANCELLED') as "mayRead"
    from app.session s join app.cohort c on c.id = s.cohort_id join app.place p on p.id = c.place_id join app.run r on r.id = s.run_id
    where s.id = ${sessionId} and s.scope_id = any((select app.my_scope('record'))::int[])`)
  if (!row) return null
  const { cohortId, ...session } = row
  const people = await db.execute<ConsentReading['people'][number]>(sql`
    select e.id as "enrolmentId", e.row_no::int as "rowNo", p.first_name || ' ' || p.last_name as name
    from app.enrolment e join app.consent k on k.id = e.consent_id join app.person p on p.id = e.person_id
    where e.cohort_id = ${cohortId} and e.status in ('REGISTERED', 'ACTIVE') and k.state = 'DECLARED' order by e.row_no`)
  return { ...session, people: [...people] }
}
