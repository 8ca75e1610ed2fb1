import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { TargetInForce } from '@/lib/indicators/set-target'
import type { Reader } from '../../client'

/** The targets in force that the reader may see: of each, its last revision. */
export async function targetsInForce(db: Reader, _scope: Scope, runId: string): Promise<TargetInForce[]> {
  const rows = await db.execute<TargetInForce>(sql`
    select distinct on (t.code, t.place_id, t.facilitator_id, t.year, t.quarter) t.code, t.place_id as "placeId",
      t.facilitator_id as "facilitatorId", t.year, t.quarter, t.value::float8 as value
    from app.indicator_target t where t.run_id = ${runId}::uuid
    order by t.code, t.place_id, t.facilitator_id, t.year, t.quarter, t.revision desc`)
  return rows.filter(({ value }) => value !== null)
}

type Name = { fa: string; en: string }
/** One revision of a target: what it was before, who set it, when and why. */
export type TargetRevision = TargetInForce & {
  targetId: string
  before: number | null
  place: Name | null
  placeKind: 'COUNTY' | 'NEIGHBOURHOOD' | null
  /** Null where the reader may not see people. */
  facilitator: string | null
  revision: number
  /** Whether it is the one that holds. */
  inForce: boolean
  source: string
  reason: string
  by: string | null
  atMs: number
}

/** Every revision, the latest first; of one indicator or all. */
export async function targetHistory(
  db: Reader,
  _scope: Scope,
  { runId, code }: { runId: string; code?: string },
): Promise<TargetRevision[]> {
  const rows = await db.execute<
    Omit<TargetRevision, 'place'> & { placeFa: string | null; placeEn: string | null }
  >(sql`
    select t.id as "targetId", t.code, t.place_id as "placeId", t.facilitator_id as "facilitatorId", t.year, t.quarter,
      t.value::float8 as value, lag(t.value::float8) over w as before, n.name_fa as "placeFa", n.name_en as "placeEn",
      case when n.kind = 'COUNTY' then 'COUNTY' when n.id is not null then 'NEIGHBOURHOOD' end as "placeKind",
      p.first_name || ' ' || p.last_name as facilitator, t.revision,
      t.value is not null and lead(t.id) over w is null as "inForce", t.source, t.reason,
      u.display_name as by, (extract(epoch from t.set_at) * 1000)::float8 as "atMs"
    from app.indicator_target t left join app.place n on n.id = t.place_id left join app.facilitator f on f.id = t.facilitator_id
    left join app.person p on p.id = f.person_id left join app.user_account u on u.id = t.set_by
    where t.run_id = ${runId}::uuid and ${code === undefined ? sql`true` : sql`t.code = ${code}`}
    window w as (partition by t.code, t.place_id, t.facilitator_id, t.year, t.quarter order by t.revision)
    order by t.set_at desc, t.id desc`)
  return rows.map(({ placeFa, placeEn, ...row }) => ({
    ...row,
    place: placeFa === null ? null : { fa: placeFa, en: placeEn ?? placeFa },
  }))
}

/** Whom a target may be set for: the counties and neighbourhoods of a run's groups, and who leads one. */
export type TargetChoices = {
  counties: { placeId: string; name: Name }[]
  neighbourhoods: { placeId: string; name: Name; county: Name }[]
  facilitators: { facilitatorId: string; name: string; place: Name }[]
}

export async function targetChoices(db: Reader, _scope: Scope, runId: string): Promise<TargetChoices> {
  const rows = await db.execute<{
    countyId: string
    countyFa: string
    countyEn: string
    placeId: string
    placeFa: string
    placeEn: string
    facilitatorId: string | null
    name: string | null
  }>(sql`
    select k.id as "countyId", k.name_fa as "countyFa", k.name_en as "countyEn", n.id as "placeId", n.name_fa as "placeFa",
      n.name_en as "placeEn", l.facilitator_id as "facilitatorId", p.first_name || ' ' || p.last_name as name
    from app.cohort c join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    left join lateral (select x.facilitator_id from app.cohort_facilitator x where x.cohort_id = c.id and x.role = 'LEAD'
      order by x.from_day desc, x.id limit 1) l on true
    left join app.facilitator f on f.id = l.facilitator_id left join app.person p on p.id = f.person_id
    where c.run_id = ${runId}::uuid and c.status <> 'CANCELLED'
    order by k.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu"`)
  const counties = new Map<string, TargetChoices['counties'][number]>()
  const facilitators = new Map<string, TargetChoices['facilitators'][number]>()
  for (const row of rows) {
    counties.set(row.countyId, { placeId: row.countyId, name: { fa: row.countyFa, en: row.countyEn } })
    if (row.facilitatorId && row.name && !facilitators.has(row.facilitatorId))
      facilitators.set(row.facilitatorId, {
        facilitatorId: row.facilitatorId,
        name: row.name,
        place: { fa: row.placeFa, en: row.placeEn },
      })
  }
  return {
    counties: [...counties.values()],
    neighbourhoods: rows.map((row) => ({
      placeId: row.placeId,
      name: { fa: row.placeFa, en: row.placeEn },
      county: { fa: row.countyFa, en: row.countyEn },
    })),
    facilitators: [...facilitators.values()],
  }
}
