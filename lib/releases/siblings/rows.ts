import type { FigureRow } from '../open-data/rows'
import type { Text } from '../public-release'
import type { PublicSibling, SiblingBundle, SiblingFigure } from './bundle'
import { tableOf, unitOf } from './family'

/** The names a figure needs that stand elsewhere in its release. */
const countyOf = ({ counties }: SiblingBundle, name: string | null): Text | null =>
  name === null ? null : (counties.find(({ name: own }) => own.fa === name)?.name ?? { fa: name, en: null })

/**
 * Every figure of a programme's release, one a row, by the same columns as the plan's: what each column means does not depend on
 * whose release it is.
 */
export function siblingRows(release: Omit<PublicSibling, 'older' | 'corrections'>): FigureRow[] {
  return release.figures.map((figure) => {
    const table = tableOf(release.programme, figure)
    const county = countyOf(release, figure.county)
    const told = typeof figure.shown === 'number'
    return {
      id: idOf(figure),
      release: release.number,
      as_of: release.asOfIso,
      demo: release.demo,
      code: figure.code,
      level: county ? 'county' : 'province',
      county: county?.fa ?? null,
      county_en: county?.en ?? null,
      neighbourhood: null,
      neighbourhood_en: null,
      jalali_month: null,
      category: figure.category,
      value: typeof figure.shown === 'number' ? figure.shown : null,
      band: null,
      unit: table ? unitOf(table) : 'count',
      precision: table?.counts === 'JOBS' ? 'rounded' : 'exact',
      status: told ? 'told' : 'withheld',
      target: figure.target,
      percent: null,
      counted_on: figure.refreshedOn,
    }
  })
}

/** The same figure has the same id in every release. */
const idOf = ({ code, county, category }: SiblingFigure) =>
  [code, county, category].filter((part) => part !== null).join('/')

/** The rows that a bundle will have once it is out; its number tells nothing of people. */
export const siblingRowsToCome = (bundle: SiblingBundle): FigureRow[] =>
  siblingRows({ ...bundle, number: 0, publishedAtIso: bundle.asOfIso, audit: null })

/** What a stranger reads out of the rows of a file: the figures again. */
export const figuresOfRows = (rows: readonly Record<string, string>[]): SiblingFigure[] =>
  rows.map((row) => ({
    code: (row.code ?? '') as SiblingFigure['code'],
    county: row.county || null,
    category: row.category || null,
    shown: row.status === 'told' ? Number(row.value) : 'UNDER',
    target: row.target ? Number(row.target) : null,
    refreshedOn: row.counted_on ?? '',
  }))
