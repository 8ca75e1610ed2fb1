import { ALL } from '@/lib/disclosure/cell'
import type { ReleaseBundle } from '../bundle'
import { isWithdrawnCounty } from '../present'
import type { PublicFigure, Text } from '../public-release'
import type { FrozenRelease } from './frozen'

/**
 * One released figure as every file and the public API tell it. `value` is empty where nothing is told, and `status` says
 * why: `withheld` is a number of people too small to be told, `withdrawn` one that somebody could have been found by.
 * Durations are minutes, days are ISO days, months are Jalali.
 */
export type FigureRow = {
  id: string
  release: number
  as_of: string
  demo: boolean
  code: string
  level: 'province' | 'county' | 'neighbourhood'
  county: string | null
  county_en: string | null
  neighbourhood: string | null
  neighbourhood_en: string | null
  jalali_month: string | null
  category: string | null
  value: number | null
  band: string | null
  unit: 'count' | 'minutes' | 'rials' | 'band'
  precision: 'exact' | 'rounded' | 'band'
  status: 'told' | 'withheld' | 'withdrawn'
  target: number | null
  percent: number | null
  counted_on: string
}

type Place = { county?: Text; neighbourhood?: Text }
type Said = Partial<
  Pick<FigureRow, 'jalali_month' | 'category' | 'unit' | 'precision' | 'target' | 'percent' | 'counted_on'>
>

/** Figures of the province that are missing where too few people are behind them. */
const OF_PEOPLE: readonly [PublicFigure['code'], FigureRow['unit']][] = [
  ['R-07', 'count'],
  ['R-09', 'minutes'],
]

/** Every figure of a release, one a row, in the order of the page. */
export function figureRows(release: FrozenRelease): FigureRow[] {
  const row = (code: string, shown: number | string, place: Place = {}, said: Said = {}): FigureRow => ({
    id: idOf(code, place, said),
    release: release.number,
    as_of: release.asOfIso,
    demo: release.demo,
    code,
    level: place.neighbourhood ? 'neighbourhood' : place.county ? 'county' : 'province',
    county: place.county?.fa ?? null,
    county_en: place.county?.en ?? null,
    neighbourhood: place.neighbourhood?.fa ?? null,
    neighbourhood_en: place.neighbourhood?.en ?? null,
    jalali_month: said.jalali_month ?? null,
    category: said.category ?? null,
    value: typeof shown === 'number' ? shown : null,
    band: typeof shown === 'string' && !(shown in UNTOLD) ? shown : null,
    unit: said.unit ?? 'count',
    precision: said.precision ?? 'exact',
    status: typeof shown === 'string' ? (UNTOLD[shown] ?? 'told') : 'told',
    target: said.target ?? null,
    percent: said.percent ?? null,
    counted_on: said.counted_on ?? release.asOfIso,
  })
  return numbered([
    ...release.figures.map(({ code, value, target, unit }) => row(code, value, {}, { target, unit })),
    ...OF_PEOPLE.filter(([code]) => !release.figures.some((figure) => figure.code === code)).map(
      ([code, unit]) => row(code, hiddenBy(release, 'ENROLLED'), {}, { unit }),
    ),
    ...completionRows(release, row),
    ...(release.cost
      ? [row('COST', release.cost.rials, {}, { unit: 'rials', counted_on: release.cost.asOfIso })]
      : []),
    ...release.counties.flatMap((county) => {
      const place = { county: county.name }
      const hidden = isWithdrawnCounty(release, county.name.fa) ? 'WITHDRAWN' : 'UNDER'
      return [
        row('R-02', county.neighbourhoods, place),
        row('R-07', county.enrolled ?? hidden, place),
        row('SESSIONS', county.sessionsHeld, place, { target: county.sessionsPlanned }),
        row('R-08', county.heldMinutes, place, { unit: 'minutes' }),
      ]
    }),
    ...release.weave.flatMap((one) => {
      const place = { county: one.countyName, neighbourhood: one.placeName }
      const cancelled = one.knots.filter(({ state }) => state === 'cancelled').length
      return [row('SESSIONS', one.held, place, { target: one.planned }), row('CANCELLED', cancelled, place)]
    }),
    ...release.months.flatMap(({ year, month, sessions, heldMinutes }) => {
      const jalali_month = `${year}/${String(month).padStart(2, '0')}`
      return [
        row('SESSIONS', sessions, {}, { jalali_month }),
        row('R-08', heldMinutes, {}, { jalali_month, unit: 'minutes' }),
      ]
    }),
    ...cellRows(release, row),
  ])
}

/** Rows as a program reads them out of a file: all texts, nothing where nothing is told. */
export const rowTexts = (rows: readonly FigureRow[]): Record<string, string>[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
    ),
  )

/** The rows that a bundle will have once it is out; its number and day are not told of people. */
export const rowsToCome = (bundle: ReleaseBundle): FigureRow[] =>
  figureRows({ ...bundle, number: 0, publishedAtIso: bundle.asOfIso, audit: null })

type MakeRow = (code: string, shown: number | string, place?: Place, said?: Said) => FigureRow

const UNTOLD: Record<string, FigureRow['status']> = { UNDER: 'withheld', WITHDRAWN: 'withdrawn' }

const hiddenBy = (release: FrozenRelease, table: string) =>
  release.withdrawn.includes(`${table}|||ALL`) ? 'WITHDRAWN' : 'UNDER'

function completionRows(release: FrozenRelease, row: MakeRow): FigureRow[] {
  const { completion } = release
  if (!completion) return []
  return [
    row('COMPLETED', completion.completed ?? 'WITHDRAWN'),
    row('STRICT', completion.strict, {}, { precision: 'rounded' }),
    row('LEFT', completion.left ?? 'WITHDRAWN'),
  ]
}

function cellRows({ cells, counties, weave }: FrozenRelease, row: MakeRow): FigureRow[] {
  const county = new Map(counties.map(({ name }) => [name.fa, name]))
  const places = new Map(weave.map((one) => [`${one.countyName.fa}|${one.placeName.fa}`, one.placeName]))
  const named = (fa: string | null, known: Text | undefined) =>
    fa === null ? undefined : (known ?? { fa, en: null })
  return cells.map((cell) =>
    row(
      // An outcome goes by its own code, as everywhere else.
      cell.table === 'OUTCOME' ? cell.category : cell.table,
      cell.shown,
      {
        county: named(cell.county, county.get(cell.county ?? '')),
        neighbourhood: named(cell.place, places.get(`${cell.county}|${cell.place}`)),
      },
      {
        category: cell.category === ALL || cell.table === 'OUTCOME' ? null : cell.category,
        precision: cell.class === 'BAND' ? 'band' : 'rounded',
        unit: cell.class === 'BAND' ? 'band' : 'count',
        percent: cell.percent,
        counted_on: cell.refreshedOn,
      },
    ),
  )
}

/** The same figure has the same id in every release. */
function idOf(code: string, { county, neighbourhood }: Place, { jalali_month, category }: Said): string {
  const parts = [code, county?.fa, neighbourhood?.fa, jalali_month?.replace('/', '-'), category]
  return parts.filter((part) => part != null).join('/')
}

/** Two groups of one neighbourhood have a row each. */
function numbered(rows: FigureRow[]): FigureRow[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const times = (seen.get(row.id) ?? 0) + 1
    seen.set(row.id, times)
    return times === 1 ? row : { ...row, id: `${row.id}#${times}` }
  })
}
