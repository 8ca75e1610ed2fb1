import { sql } from 'drizzle-orm'
import type { Place } from '@/lib/access/policy'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'
import { placeOfScope } from './load'

export type EnrolmentRow = {
  id: string
  scopeId: number
  runId: string
  cohortId: string
  personId: string
  consentId: string
  status: string
  registeredOn: string
  creditedMinutes: number
  carriedMinutes: number
  version: number
  runStatus: string
  cohortStatus: string
  pinnedNow: string | null
}

/** One after another: whoever changes who is in a group waits for whoever is changing it, as enrolling does. */
export async function holdCohorts(db: Db, cohortIds: readonly string[]): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('enrol ' || id, 0))
    from (select id from jsonb_array_elements_text(${JSON.stringify([...new Set(cohortIds)])}::jsonb) id order by id) x`)
}

/**
 * An enrolment the caller may see, with its group held until her transaction ends. Seen, not locked for update: who may
 * enrol in a group may not write the group's own row.
 */
export async function loadEnrolment(
  db: Db,
  enrolmentId: string,
  alsoHold: readonly string[] = [],
): Promise<EnrolmentRow & { place: Place }> {
  const [owned] = await db.execute<{ cohortId: string }>(
    sql`select cohort_id as "cohortId" from app.enrolment where id = ${enrolmentId}`,
  )
  if (!owned) throw new AppError('E-GEN-02')
  await holdCohorts(db, [owned.cohortId, ...alsoHold])
  const [row] = await db.execute<EnrolmentRow>(sql`
    select e.id, e.scope_id as "scopeId", e.run_id as "runId", e.cohort_id as "cohortId", e.person_id as "personId",
      e.consent_id as "consentId", e.status, e.registered_on::text as "registeredOn", e.credited_minutes as "creditedMinutes",
      e.carried_minutes as "carriedMinutes", e.version, r.status as "runStatus", c.status as "cohortStatus", r.pinned_now::text as "pinnedNow"
    from app.enrolment e join app.run r on r.id = e.run_id join app.cohort c on c.id = e.cohort_id where e.id = ${enrolmentId}`)
  if (!row) throw new AppError('E-GEN-02')
  return { ...row, place: await placeOfScope(db, row.scopeId) }
}

/** The figures of a closed run or group are frozen. */
export function refuseClosed(row: { runStatus: string; cohortStatus: string }): void {
  if (row.runStatus === 'CLOSED' || ['CLOSED', 'CANCELLED'].includes(row.cohortStatus))
    throw new AppError('E-RUN-07')
}
