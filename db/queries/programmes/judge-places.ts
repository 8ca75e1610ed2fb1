import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type PlaceVerdict, readPlaceList } from '@/lib/people/place-list'
import type { RosterSheet } from '@/lib/people/roster'
import { fail, ok, type Result } from '@/lib/shared/result'
import type { Reader } from '../../client'

export type JudgedPlace = PlaceVerdict & { sheet: string }
export type JudgedPlaces = { rows: JudgedPlace[] }

/** The verdict on every row of a list of neighbourhoods for a run; `unchanged` where it has its cohort already. */
export async function judgePlaces(
  db: Reader,
  _scope: Scope,
  runId: string,
  sheets: readonly RosterSheet[],
): Promise<Result<JudgedPlaces, 'no-header'>> {
  const counties = await db.execute<{ id: string; nameFa: string }>(sql`
    select c.id, c.name_fa as "nameFa" from app.place c join app.run r on r.province_id = c.province_id
    where r.id = ${runId} and c.kind = 'COUNTY' order by c.code`)
  const held = await db.execute<{ countyId: string; fold: string }>(sql`
    select p.parent_id as "countyId", p.fold from app.cohort c join app.place p on p.id = c.place_id where c.run_id = ${runId}`)
  const there = new Set([...held].map(({ countyId, fold }) => `${countyId}|${fold}`))
  const context = {
    counties: [...counties],
    exists: (countyId: string, fold: string) => there.has(`${countyId}|${fold}`),
  }
  const seen = new Set<string>()
  const read = sheets.flatMap(({ name, rows }) => {
    const list = readPlaceList(rows, context, seen)
    return list.ok ? [list.value.map((row) => ({ ...row, sheet: name }))] : []
  })
  return read.length > 0 ? ok({ rows: read.flat() }) : fail('no-header')
}
