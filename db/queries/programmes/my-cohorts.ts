import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

export type MyCohort = { cohortId: string; placeFa: string; placeEn: string }

/** The cohorts this account leads or helps to lead today. */
export async function myCohorts(db: Reader, scope: Scope): Promise<MyCohort[]> {
  const rows = await db.execute<MyCohort>(sql`
    select c.id as "cohortId", n.name_fa as "placeFa", n.name_en as "placeEn" from app.cohort_facilitator cf
    join app.facilitator f on f.id = cf.facilitator_id and f.user_id = ${scope.userId}
    join app.cohort c on c.id = cf.cohort_id join app.place n on n.id = c.place_id
    where cf.to_day is null and c.status <> 'CANCELLED' order by n.name_fa collate "fa-x-icu"`)
  return [...rows]
}
