import { sql } from 'drizzle-orm'
import type { Db } from '../../client'
import { asArray } from './load'

export type Led = { id: string; cohortId: string; scopeId: number; role: string; fromDay: string }

/** The cohorts she leads or helps in from a day on. */
export async function ledFrom(db: Db, facilitatorId: string, day: string): Promise<Led[]> {
  const rows = await db.execute<Led>(sql`
    select id, cohort_id as "cohortId", scope_id as "scopeId", role, from_day::text as "fromDay" from app.cohort_facilitator
    where facilitator_id = ${facilitatorId} and (to_day is null or to_day >= ${day}) order by from_day, id for update`)
  return [...rows]
}

/**
 * Takes her out of cohorts before a day: her part ends the day before, and so do her account's ways into them. What
 * she led until then stays hers.
 */
export async function endLead(
  db: Db,
  led: readonly Led[],
  userId: string | null,
  day: string,
): Promise<void> {
  if (led.length === 0) return
  await db.execute(sql`
    update app.cohort_facilitator set to_day = greatest(from_day, ${day}::date) - 1 where id = any(${asArray(led.map(({ id }) => id))}::uuid[])`)
  if (userId !== null)
    await db.execute(sql`
      update app.user_grant set ended_at = now() where user_id = ${userId} and role = 'FACILITATOR' and ended_at is null
        and scope_id = any(${asArray(led.map(({ scopeId }) => scopeId))}::int[])`)
}

/**
 * The day of the earliest sheet of these cohorts that is still open (begun, returned, never recorded) and not after
 * today: whoever takes over answers for it. Null where all is in.
 */
export async function earliestOpen(
  db: Db,
  cohortIds: readonly string[],
  today: string,
): Promise<string | null> {
  const [open] = await db.execute<{ day: string | null }>(sql`
    select min(day)::text as day from app.session where cohort_id = any(${asArray(cohortIds)}::uuid[]) and day <= ${today}::date
      and status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED')`)
  return open?.day ?? null
}
