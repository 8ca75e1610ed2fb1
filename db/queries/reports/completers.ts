import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import { basisOf } from '../indicators/basis'
import { personFacts } from '../indicators/person-facts'

/** Somebody who has completed, as the list names her: no identifier, no telephone. */
export type Completer = {
  name: string
  countyFa: string
  countyEn: string
  placeFa: string
  placeEn: string
  cohortCode: string
  minutes: number
  status: string
  certificate: string | null
}

/** Who has completed by the rule in force, up to a day: as many as R-11 counts. Names only where row-level security shows them. */
export async function completersOf(
  db: Reader,
  scope: Scope,
  { runId, asOf, most }: { runId: string; asOf: string; most: number },
): Promise<{ rows: Completer[]; total: number }> {
  const asked = { runId, asOf, counting: 'internal' as const }
  const basis = await basisOf(db, scope, asked)
  const rows = await db.execute<Completer & { total: number }>(sql`
    select p.first_name || ' ' || p.last_name as name, k.name_fa as "countyFa", k.name_en as "countyEn", l.name_fa as "placeFa",
      l.name_en as "placeEn", c.code as "cohortCode", x.minutes, x.status, t.number as certificate, (count(*) over ())::int as total
    from (${personFacts(asked, basis, 'kept')}) x join app.person p on p.id = x.person_id join app.cohort c on c.id = x.cohort_id
    join app.place l on l.id = c.place_id join app.place k on k.id = c.county_id
    left join app.certificate t on t.enrolment_id = x.id and t.revoked_at is null
    where x.completed order by k.name_fa collate "fa-x-icu", c.code, p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", x.id
    limit ${most}`)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
