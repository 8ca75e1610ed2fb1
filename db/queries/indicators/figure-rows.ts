import type { Scope } from '@/lib/access/actor'
import { type Dimension, dimensionsFor } from '@/lib/indicators/breakdown'
import { isIndicatorCode, type Unit } from '@/lib/indicators/catalogue'
import type { EntryCode } from '@/lib/indicators/dictionary'
import type { Reader } from '../../client'
import { breakdown } from './breakdown'
import type { FeedAsked } from './feeds'
import { type MeasureState, measures } from './measures'

/**
 * A number as it leaves the house: code, date, breakdown, value. `by` is null for the whole; `part` is the code of a part
 * (a place by its own code), null where it is not known. Hours in minutes in the parts of the fraction.
 */
export type FigureRow = {
  code: EntryCode
  date: string
  by: Dimension | null
  part: string | null
  partFa: string | null
  partEn: string | null
  unit: Unit
  state: MeasureState
  numerator: number | null
  denominator: number | null
  value: number | null
  target: number | null
}
export type FigureAsked = FeedAsked & {
  codes: readonly EntryCode[]
  by: readonly Dimension[]
  /** Whether the reader may see people, and so what they are counted by. */
  seesPeople: boolean
}

/** The whole of each indicator and its parts by the dimensions asked for: the numbers of the screen, as rows. */
export async function figureRows(db: Reader, scope: Scope, asked: FigureAsked): Promise<FigureRow[]> {
  const { runId, asOf, counting, placeId } = asked
  const table = await measures(db, scope, asked)
  const rows: FigureRow[] = []
  for (const { code, unit, state, numerator, denominator, value, target } of table.measures) {
    if (!asked.codes.includes(code)) continue
    rows.push({
      ...{ code, date: asOf, by: null, part: null, partFa: null, partEn: null },
      ...{ unit, state, numerator, denominator, value, target },
    })
    if (!isIndicatorCode(code) || state === 'hidden') continue
    for (const by of dimensionsFor(code, asked.seesPeople).filter((one) => asked.by.includes(one))) {
      const found = await breakdown(
        db,
        scope,
        { runId, asOf, counting, placeId, code, by: [by] },
        table.basis,
      )
      for (const { parts, ...line } of found.lines) {
        const [part] = parts
        rows.push({
          ...{ code, date: asOf, by, part: part!.code ?? part!.key, partFa: part!.fa, partEn: part!.en },
          ...{ unit, state: line.value === null ? 'empty' : 'measured' },
          ...{ numerator: line.numerator, denominator: line.denominator, value: line.value, target: null },
        })
      }
    }
  }
  return rows
}

/** Every dimension that tells nobody's name: what a file holds. */
export const FILE_DIMENSIONS: readonly Dimension[] = [
  'county',
  'neighbourhood',
  'zone',
  'sex',
  'age',
  'education',
  'head',
  'module',
  'month',
]
