import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

/** A figure from outside, as it was entered. `struckReason` tells that it counts no more. */
export type OutsideFigure = {
  figureId: string
  code: string
  countyId: string
  countyCode: string
  countyFa: string
  countyEn: string
  title: string
  day: string
  value: number
  unit: string
  source: string
  /** The type of the paper that was kept with it; null where none was. */
  mime: string | null
  by: string | null
  struckReason: string | null
  struckBy: string | null
}

/** The figures from outside up to a day, of a county or all, the latest first; what was struck out stays to be read. */
export async function outsideFigures(
  db: Reader,
  _scope: Scope,
  { runId, asOf, countyId }: { runId: string; asOf: string; countyId?: string },
): Promise<OutsideFigure[]> {
  const rows = await db.execute<OutsideFigure>(sql`
    select o.id as "figureId", o.code, p.id as "countyId", p.code as "countyCode", p.name_fa as "countyFa", p.name_en as "countyEn",
      o.title, o.day::text as day, o.value::float8 as value, o.unit, o.source, o.mime, u.display_name as by,
      o.struck_reason as "struckReason", x.display_name as "struckBy"
    from app.outside_figure o join app.place p on p.id = o.place_id left join app.user_account u on u.id = o.created_by
    left join app.user_account x on x.id = o.struck_by
    where o.run_id = ${runId}::uuid and o.day <= ${asOf}::date and ${countyId ? sql`o.place_id = ${countyId}::uuid` : sql`true`}
    order by o.day desc, p.name_fa collate "fa-x-icu", o.created_at desc, o.id`)
  return [...rows]
}

/** The counties of the run's province, for whom a figure may be entered. */
export async function countiesOfRun(
  db: Reader,
  _scope: Scope,
  runId: string,
): Promise<{ placeId: string; fa: string; en: string }[]> {
  const rows = await db.execute<{ placeId: string; fa: string; en: string }>(sql`
    select p.id as "placeId", p.name_fa as fa, p.name_en as en from app.run r join app.place p on p.parent_id = r.province_id and p.kind = 'COUNTY'
    where r.id = ${runId}::uuid and p.scope_id is not null order by p.name_fa collate "fa-x-icu"`)
  return [...rows]
}

/** The sealed paper behind a figure; null where there is none or it is out of reach. */
export async function outsidePaper(
  db: Reader,
  _scope: Scope,
  figureId: string,
): Promise<{ sealed: string; mime: string; provinceId: string; scopeId: number; runId: string } | null> {
  const [row] = await db.execute<{
    sealed: string
    mime: string
    provinceId: string
    scopeId: number
    runId: string
  }>(sql`
    select o.sealed, o.mime, r.province_id as "provinceId", o.scope_id as "scopeId", o.run_id as "runId"
    from app.outside_figure o join app.run r on r.id = o.run_id where o.id = ${figureId}::uuid and o.sealed is not null`)
  return row ?? null
}
