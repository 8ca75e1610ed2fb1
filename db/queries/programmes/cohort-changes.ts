import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { Reader } from '../../client'

export type CohortChanges = Place & {
  cohortId: string
  version: number
  placeId: string
  placeFa: string
  placeEn: string
  hasLead: boolean
  /** Certified facilitators of the run who lead no group. */
  successors: { facilitatorId: string; name: string | null }[]
  /** The other counties of the province. */
  counties: { id: string; fa: string; en: string }[]
}

/** Who could take a group over, and where its neighbourhood could come to lie. */
export async function cohortChanges(
  db: Reader,
  _scope: Scope,
  asked: { runId: string; code: string },
): Promise<CohortChanges | null> {
  const [row] = await db.execute<
    Omit<CohortChanges, 'successors' | 'counties'> & { provinceId: string; countyId: string }
  >(sql`
    select c.id as "cohortId", c.version, p.id as "placeId", p.name_fa as "placeFa", p.name_en as "placeEn", p.province_id as "provinceId",
      c.county_id as "countyId", n.path, n.programme,
      exists (select from app.cohort_facilitator x where x.cohort_id = c.id and x.role = 'LEAD' and x.to_day is null) as "hasLead"
    from app.cohort c join app.place p on p.id = c.place_id join app.scope n on n.id = c.scope_id
    where c.run_id = ${asked.runId} and c.code = ${asked.code}`)
  if (!row) return null
  const { provinceId, countyId, ...cohort } = row
  const successors = await db.execute<{ facilitatorId: string; name: string | null }>(sql`
    select f.id as "facilitatorId", p.first_name || ' ' || p.last_name as name
    from app.facilitator f left join app.person p on p.id = f.person_id
    where f.run_id = ${asked.runId} and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE') and not exists (
      select from app.cohort_facilitator x where x.facilitator_id = f.id and x.to_day is null)
    order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu"`)
  const counties = await db.execute<{ id: string; fa: string; en: string }>(sql`
    select id, name_fa as fa, name_en as en from app.place
    where kind = 'COUNTY' and province_id = ${provinceId} and id <> ${countyId} order by name_fa collate "fa-x-icu"`)
  return { ...cohort, successors: [...successors], counties: [...counties] }
}
