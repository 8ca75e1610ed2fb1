import type { ReleasedCell } from '@/lib/disclosure/cell'
import type { Locale } from '@/lib/shared/locale'
import {
  type PublicCounty,
  type PublicRelease,
  type PublicWeaveRow,
  type Text,
  textIn,
} from './public-release'

/** A neighbourhood with a page of its own: what the release tells of it and nothing more. */
export type PlacePage = {
  slug: string
  name: Text
  countyName: Text
  /** One row of the weave for each group that meets there. */
  groups: PublicWeaveRow[]
  people: ReleasedCell | null
  attendance: ReleasedCell | null
}

/** A county with a page of its own. `county` is null where the release tells of its neighbourhoods only. */
export type CountyPage = {
  slug: string
  name: Text
  county: PublicCounty | null
  ages: ReleasedCell[]
  places: PlacePage[]
}

/** A name as a part of an address: the English one, which reads in every language, or the Persian one where there is none. */
export function slugOf({ fa, en }: Text): string {
  const latin = (en ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’`\p{M}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (latin !== '') return latin
  return (
    fa
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'place'
  )
}

/** The slug, or with a number where another place in the same list has it already. */
function freeSlug(name: Text, taken: Set<string>): string {
  const wanted = slugOf(name)
  let slug = wanted
  for (let n = 2; taken.has(slug); n += 1) slug = `${wanted}-${n}`
  taken.add(slug)
  return slug
}

const byName = (a: { fa: string }, b: { fa: string }) => (a.fa < b.fa ? -1 : a.fa > b.fa ? 1 : 0)

/** Every county and neighbourhood of a release, with its address; by the alphabet of names, so that addresses never depend on the order of rows. */
export function placePages(release: PublicRelease): CountyPage[] {
  const names = new Map<string, Text>()
  for (const { name } of release.counties) names.set(name.fa, name)
  for (const { countyName } of release.weave)
    if (!names.has(countyName.fa)) names.set(countyName.fa, countyName)
  const taken = new Set<string>()
  return [...names.values()].sort(byName).map((name) => ({
    slug: freeSlug(name, taken),
    name,
    county: release.counties.find((one) => one.name.fa === name.fa) ?? null,
    ages: release.cells.filter((cell) => cell.table === 'COUNTY_AGE' && cell.county === name.fa),
    places: placesIn(release, name),
  }))
}

function placesIn(release: PublicRelease, county: Text): PlacePage[] {
  const groups = new Map<string, PublicWeaveRow[]>()
  for (const row of release.weave) {
    if (row.countyName.fa !== county.fa) continue
    groups.set(row.placeName.fa, [...(groups.get(row.placeName.fa) ?? []), row])
  }
  const taken = new Set<string>()
  const cellOf = (table: 'NEIGHBOURHOOD' | 'ATTENDANCE', place: string) =>
    release.cells.find((cell) => cell.table === table && cell.county === county.fa && cell.place === place) ??
    null
  return [...groups.values()]
    .map((rows) => ({ name: rows[0]!.placeName, rows }))
    .sort((a, b) => byName(a.name, b.name))
    .map(({ name, rows }) => ({
      slug: freeSlug(name, taken),
      name,
      countyName: county,
      groups: rows,
      people: cellOf('NEIGHBOURHOOD', name.fa),
      attendance: cellOf('ATTENDANCE', name.fa),
    }))
}

/** A list of named things by the alphabet of the reader; never by a figure. */
export function inReadersOrder<T extends { name: Text }>(list: readonly T[], locale: Locale): T[] {
  const { compare } = new Intl.Collator(locale)
  return [...list].sort((a, b) => compare(textIn(a.name, locale), textIn(b.name, locale)))
}

/** How far the sessions of one module have come in a neighbourhood: they are counts of sessions, of nobody in them. */
export type ModuleCount = { module: number; held: number; planned: number }

export function moduleCounts({ groups }: Pick<PlacePage, 'groups'>): ModuleCount[] {
  const counts = new Map<number, ModuleCount>()
  for (const { state, module } of groups.flatMap((row) => row.knots)) {
    if (state === 'cancelled' || module === 0) continue
    const known = counts.get(module) ?? { module, held: 0, planned: 0 }
    counts.set(module, {
      module,
      held: known.held + (state === 'held' ? 1 : 0),
      planned: known.planned + 1,
    })
  }
  return [...counts.values()].sort((a, b) => a.module - b.module)
}
