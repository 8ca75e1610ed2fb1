import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

export type EarlierPlace = {
  placeId: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  audience: string
  targetSize: number
  slots: { days: number[]; time: string } | null
  /** It has its cohort in the new run already. */
  there: boolean
}

/** The neighbourhoods of an earlier run of the same province, as they would be copied into a new one. */
export async function earlierPlaces(
  db: Reader,
  _scope: Scope,
  asked: { runId: string; fromRunId: string },
): Promise<EarlierPlace[]> {
  const rows = await db.execute<EarlierPlace>(sql`
    select p.id as "placeId", p.name_fa as "placeFa", p.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn",
      c.audience, c.target_size as "targetSize", c.slots,
      exists (select from app.cohort x where x.run_id = ${asked.runId} and x.place_id = p.id) as there
    from app.cohort c join app.place p on p.id = c.place_id join app.place k on k.id = c.county_id
    join app.run r on r.id = c.run_id
    where c.run_id = ${asked.fromRunId} and c.status <> 'CANCELLED' and r.id <> ${asked.runId}
      and r.province_id = (select province_id from app.run where id = ${asked.runId})
    order by k.name_fa collate "fa-x-icu", p.name_fa collate "fa-x-icu"`)
  return [...rows]
}
