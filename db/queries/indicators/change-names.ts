import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { QuarterChange } from '@/lib/indicators/quarter'
import type { Reader } from '../../client'

/** What a changed row is called, without anybody's name; `sessionId` and `cohort` where it has a page. */
export type ChangeName = {
  kind: string
  key: string
  seq: number | null
  row: number | null
  placeFa: string | null
  placeEn: string | null
  cohort: string | null
}

/** The names of the rows behind adjustments. */
export async function changeNames(
  db: Reader,
  _scope: Scope,
  changes: readonly QuarterChange[],
): Promise<Map<string, ChangeName>> {
  const ids = (kind: QuarterChange['kind']) =>
    `{${[...new Set(changes.filter((one) => one.kind === kind).map(({ key }) => key))].join(',')}}`
  const rows = await db.execute<ChangeName>(sql`
    select 'session' as kind, s.id::text as key, s.seq::int as seq, null::int as row, p.name_fa as "placeFa", p.name_en as "placeEn", c.code as cohort
    from app.session s join app.cohort c on c.id = s.cohort_id join app.place p on p.id = c.place_id where s.id = any(${ids('session')}::uuid[])
    union all select 'enrolment', e.id::text, null, e.row_no::int, p.name_fa, p.name_en, c.code
    from app.enrolment e join app.cohort c on c.id = e.cohort_id join app.place p on p.id = c.place_id where e.id = any(${ids('enrolment')}::uuid[])
    union all select 'cohort', c.id::text, null, null, p.name_fa, p.name_en, c.code
    from app.cohort c join app.place p on p.id = c.place_id where c.id = any(${ids('cohort')}::uuid[])
    union all select 'county', p.id::text, null, null, p.name_fa, p.name_en, null from app.place p where p.id = any(${ids('county')}::uuid[])
    union all select 'facilitator', f.id::text, null, null, p.name_fa, p.name_en, null
    from app.facilitator f left join app.place p on p.id = f.county_id where f.id = any(${ids('facilitator')}::uuid[])`)
  return new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]))
}
