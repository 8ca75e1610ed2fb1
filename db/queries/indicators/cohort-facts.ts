import { type SQL, sql } from 'drizzle-orm'
import type { PlaceLevel } from '@/lib/indicators/catalogue'
import type { Facts } from '@/lib/indicators/formula'
import type { Reader } from '../../client'
import type { Basis } from './basis'
import {
  type Asked,
  cohortIn,
  countedBy,
  heldAsPlanned,
  inTargetArea,
  ofPlan,
  recordedInTime,
} from './conditions'
import { personFacts } from './person-facts'

/** A county or neighbourhood as tables name it. */
export type PlaceName = {
  placeId: string
  code: string
  nameFa: string
  nameEn: string
  /** The county a neighbourhood lies in; a county names itself. */
  countyId: string
  countyFa: string
  countyEn: string
  zone: string | null
}

export type PlaceFacts = { place: PlaceName | null; facts: Partial<Facts> }

/** What facts are gathered by at a level, if not all together. */
const KEYS = { county: sql`c.county_id`, neighbourhood: sql`c.place_id` }

/** The columns that tell a row's level and place, and the sets they are gathered by. */
function gathered(levels: readonly PlaceLevel[]): { columns: SQL; sets: SQL } {
  const placed = levels.flatMap((level) => (level === 'run' ? [] : [{ level, key: KEYS[level] }]))
  const kinds = placed.map(({ level, key }) => sql`when grouping(${key}) = 0 then ${level}`)
  const keys = placed.map(({ key }) => key)
  const sets = levels.map((level) => (level === 'run' ? sql`()` : sql`(${KEYS[level]})`))
  return {
    columns: sql`${placed.length > 0 ? sql`case ${sql.join(kinds, sql` `)} else 'run' end` : sql`'run'`} as level,
      coalesce(${sql.join([...keys, sql`null::uuid`, sql`null`], sql`, `)}) as place_id`,
    sets: sql.join(sets, sql`, `),
  }
}

type Row = Record<string, string | number | null>

/**
 * What the cohorts have done up to the day, per place of each level that is asked for. Sessions are read by their counters, people by
 * their enrolment, both once for all levels; a place with a cohort and nothing done yet has zeros.
 */
export async function cohortFacts(
  db: Reader,
  asked: Asked,
  levels: readonly PlaceLevel[],
  basis: Basis,
): Promise<Record<PlaceLevel, PlaceFacts[]>> {
  const { columns, sets } = gathered(levels)
  const rows = await db.execute<Row & { level: PlaceLevel }>(sql`
    with s as (
      select s.cohort_id,
        count(*) filter (where ${countedBy(asked)}) as held,
        count(*) filter (where s.status = 'CANCELLED') as cancelled,
        sum(s.net_minutes) filter (where ${countedBy(asked)}) as net,
        sum(s.n_rows) filter (where ${countedBy(asked)}) as n_rows,
        sum(s.n_present + s.n_late + s.n_early) filter (where ${countedBy(asked)}) as attended,
        sum(s.planned_minutes) filter (where s.status <> 'RESCHEDULED') as planned,
        count(*) filter (where s.makes_up_id is null and ${countedBy(asked)} and ${heldAsPlanned}) as as_planned,
        count(*) filter (where s.makes_up_id is null and (s.status = 'CANCELLED' or ${countedBy(asked)})) as plan_due,
        count(*) filter (where s.makes_up_id is null and ${countedBy(asked)}) as sheets,
        count(*) filter (where s.makes_up_id is null and ${countedBy(asked)} and ${recordedInTime(basis.sheetDueHours)}) as timely
      from app.session s
      where s.run_id = ${asked.runId}::uuid and s.cohort_id is not null and ${ofPlan} and s.day <= ${asked.asOf}::date
      group by s.cohort_id
    ), p as (
      select x.cohort_id, count(*) as enrolled, sum(x.minutes) as minutes, count(*) filter (where x.completed) as completed,
        count(*) filter (where x.strict) as strict, count(*) filter (where x.stayed) as stayed, count(*) filter (where x.open) as open
      from (${personFacts(asked, basis, 'kept')}) x group by x.cohort_id
    ), f as (
      select ${columns},
        count(distinct c.county_id) filter (where s.held > 0)::int as "counties",
        count(distinct c.place_id) filter (where s.held > 0)::int as "neighbourhoods",
        coalesce(sum(p.enrolled), 0)::float8 as "enrolled", coalesce(sum(s.net), 0)::float8 as "heldMinutes",
        coalesce(sum(p.minutes), 0)::float8 as "creditedMinutes", coalesce(sum(s.n_rows), 0)::float8 as "rows",
        coalesce(sum(s.attended), 0)::float8 as "attended", coalesce(sum(p.completed), 0)::float8 as "completed",
        coalesce(sum(p.strict), 0)::float8 as "strict", coalesce(sum(p.stayed), 0)::float8 as "stayed",
        coalesce(sum(p.open), 0)::float8 as "open", coalesce(sum(s.held), 0)::float8 as "held",
        coalesce(sum(s.cancelled), 0)::float8 as "cancelled",
        coalesce(sum(s.as_planned), 0)::float8 as "asPlanned", coalesce(sum(s.plan_due), 0)::float8 as "planDue",
        coalesce(sum(s.sheets), 0)::float8 as "sheets", coalesce(sum(s.timely), 0)::float8 as "timely",
        coalesce(sum(p.enrolled) filter (where ${inTargetArea}), 0)::float8 as "targetAreas",
        coalesce(sum(least(s.planned, c.planned_minutes)), 0)::float8 as "plannedMinutes",
        coalesce(sum(least(s.planned, c.planned_minutes) * c.target_size), 0)::float8 as "plannedPersonMinutes",
        count(distinct c.place_id)::float8 as "planCohorts", coalesce(sum(c.target_size), 0)::float8 as "planPeople",
        coalesce(sum(c.planned_minutes), 0)::float8 as "planMinutes",
        coalesce(sum(c.planned_minutes * c.target_size), 0)::float8 as "planPersonMinutes"
      from app.cohort c join app.place n on n.id = c.place_id left join s on s.cohort_id = c.id left join p on p.cohort_id = c.id
      where c.run_id = ${asked.runId}::uuid and c.status <> 'CANCELLED' and ${cohortIn(asked)}
      group by grouping sets (${sets})
    )
    select f.*, ${placeColumns}
    from f left join app.place n on n.id = f.place_id left join app.place k on k.id = case when n.kind = 'COUNTY' then n.id else n.parent_id end
    order by k.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu"`)
  const found: Record<PlaceLevel, PlaceFacts[]> = { run: [], county: [], neighbourhood: [] }
  for (const { level, ...row } of rows) found[level].push(placeFacts(row))
  return found
}

/** A place `n` and its county `k`. */
export const placeColumns = sql`n.code as place_code, n.name_fa as place_fa, n.name_en as place_en, n.zone as place_zone,
  k.id as county_id, k.name_fa as county_fa, k.name_en as county_en`

export function placeFacts(row: Row): PlaceFacts {
  const { place_id, place_code, place_fa, place_en, place_zone, county_id, county_fa, county_en, ...facts } =
    row
  const text = (value: string | number | null | undefined) => String(value ?? '')
  const place =
    typeof place_id === 'string'
      ? {
          placeId: place_id,
          code: text(place_code),
          nameFa: text(place_fa),
          nameEn: text(place_en),
          countyId: text(county_id),
          countyFa: text(county_fa),
          countyEn: text(county_en),
          zone: place_zone === null || place_zone === undefined ? null : text(place_zone),
        }
      : null
  return { place, facts: facts as Partial<Facts> }
}
