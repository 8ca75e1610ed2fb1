import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

/** One presence or absence of a cohort's person in one of its recorded sessions. */
export type MarkLine = { personId: string; sessionId: string; code: number; minutes: number }

/** The marks of a cohort's submitted and approved sheets: those that are credited. */
export async function cohortMarks(db: Reader, _scope: Scope, cohortId: string): Promise<MarkLine[]> {
  const rows = await db.execute<MarkLine>(sql`
    select a.person_id as "personId", a.session_id as "sessionId", a.code, a.credited_minutes as minutes
    from app.attendance a join app.session s on s.id = a.session_id
    where s.cohort_id = ${cohortId} and app.counts(s.status)`)
  return [...rows]
}
