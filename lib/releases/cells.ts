import { CATEGORIES, type ReleasedCell, type TableCode } from '@/lib/disclosure/cell'
import type { Locale } from '@/lib/shared/locale'
import { type PublicRelease, textIn } from './public-release'

/** A table of one county or neighbourhood a row, by the alphabet of the reader. */
export type ProvinceTable = {
  table: 'AGE' | 'EDUCATION' | 'HEAD'
  refreshedOn: string
  cells: ReleasedCell[]
}
export type CountyRow = { key: string; name: string; refreshedOn: string; cells: ReleasedCell[] }
export type NeighbourhoodRow = {
  key: string
  name: string
  county: string
  people: ReleasedCell
  attendance: ReleasedCell | null
}

export const AGES = CATEGORIES.age

export function provinceTables({ cells }: Pick<PublicRelease, 'cells'>): ProvinceTable[] {
  return (['AGE', 'EDUCATION', 'HEAD'] as const).flatMap((table) => {
    const own = cells.filter((cell) => cell.table === table)
    return own.length === 0 ? [] : [{ table, refreshedOn: own[0]!.refreshedOn, cells: own }]
  })
}

const named = (release: PublicRelease, locale: Locale) => {
  const counties = new Map(release.counties.map(({ name }) => [name.fa, textIn(name, locale)]))
  const places = new Map(
    release.weave.map(({ countyName, placeName }) => [
      `${countyName.fa}|${placeName.fa}`,
      textIn(placeName, locale),
    ]),
  )
  return {
    county: (fa: string) => counties.get(fa) ?? fa,
    place: (county: string, fa: string) => places.get(`${county}|${fa}`) ?? fa,
  }
}

export function countyAges(release: PublicRelease, locale: Locale): CountyRow[] {
  const { compare } = new Intl.Collator(locale)
  const names = named(release, locale)
  const rows = new Map<string, ReleasedCell[]>()
  for (const cell of release.cells) {
    if (cell.table !== 'COUNTY_AGE' || cell.county === null) continue
    rows.set(cell.county, [...(rows.get(cell.county) ?? []), cell])
  }
  return [...rows]
    .map(([key, cells]) => ({ key, name: names.county(key), refreshedOn: cells[0]!.refreshedOn, cells }))
    .sort((a, b) => compare(a.name, b.name))
}

export function neighbourhoodRows(release: PublicRelease, locale: Locale): NeighbourhoodRow[] {
  const { compare } = new Intl.Collator(locale)
  const names = named(release, locale)
  const of = (table: TableCode) => release.cells.filter((cell) => cell.table === table)
  const bands = new Map(of('ATTENDANCE').map((cell) => [`${cell.county}|${cell.place}`, cell]))
  return of('NEIGHBOURHOOD')
    .map((people) => {
      const [county, place] = [people.county ?? '', people.place ?? '']
      const key = `${county}|${place}`
      return {
        key,
        name: names.place(county, place),
        county: names.county(county),
        people,
        attendance: bands.get(key) ?? null,
      }
    })
    .sort((a, b) => compare(a.county, b.county) || compare(a.name, b.name))
}

/** Whether a part of the release is of an earlier day than the release itself. */
export const hasKept = ({ cells, asOfIso }: Pick<PublicRelease, 'cells' | 'asOfIso'>) =>
  cells.some((cell) => cell.refreshedOn !== asOfIso)

/** What was done with the cells of each table, for the office before it signs. */
export type TableSummary = Record<'rounded' | 'under' | 'withdrawn' | 'kept', number> & { table: TableCode }

export function summaries({ cells, asOfIso }: Pick<PublicRelease, 'cells' | 'asOfIso'>): TableSummary[] {
  const tables = [...new Set(cells.map((cell) => cell.table))]
  return tables.map((table) => {
    const own = cells.filter((cell) => cell.table === table)
    const count = (which: (cell: ReleasedCell) => boolean) => own.filter(which).length
    return {
      table,
      rounded: count(({ shown }) => shown !== 'UNDER' && shown !== 'WITHDRAWN'),
      under: count(({ shown }) => shown === 'UNDER'),
      withdrawn: count(({ shown }) => shown === 'WITHDRAWN'),
      kept: count(({ refreshedOn }) => refreshedOn !== asOfIso),
    }
  })
}
