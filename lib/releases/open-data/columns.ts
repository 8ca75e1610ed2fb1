import { ATTENDANCE_BANDS, OUTCOME_BANDS } from '@/lib/disclosure/bands'
import type { FigureRow } from './rows'

type Column = {
  name: keyof FigureRow
  type: 'string' | 'integer' | 'date' | 'boolean'
  required?: true
  words?: readonly string[]
  pattern?: string
}

export const LEVELS = ['province', 'county', 'neighbourhood'] as const
export const UNITS = ['count', 'minutes', 'rials', 'band'] as const
export const PRECISIONS = ['exact', 'rounded', 'band'] as const
export const STATES = ['told', 'withheld', 'withdrawn'] as const
export const BANDS = [...ATTENDANCE_BANDS, ...OUTCOME_BANDS] as const

/** The columns of the table of figures: the head of each file, the schema of the package and the dictionary are this list. */
export const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'string', required: true },
  { name: 'release', type: 'integer', required: true },
  { name: 'as_of', type: 'date', required: true },
  { name: 'demo', type: 'boolean', required: true },
  { name: 'code', type: 'string', required: true },
  { name: 'level', type: 'string', required: true, words: LEVELS },
  { name: 'county', type: 'string' },
  { name: 'county_en', type: 'string' },
  { name: 'neighbourhood', type: 'string' },
  { name: 'neighbourhood_en', type: 'string' },
  { name: 'jalali_month', type: 'string', pattern: '^1[34]\\d\\d/(0[1-9]|1[0-2])$' },
  { name: 'category', type: 'string' },
  { name: 'value', type: 'integer' },
  { name: 'band', type: 'string', words: BANDS },
  { name: 'unit', type: 'string', required: true, words: UNITS },
  { name: 'precision', type: 'string', required: true, words: PRECISIONS },
  { name: 'status', type: 'string', required: true, words: STATES },
  { name: 'target', type: 'integer' },
  { name: 'percent', type: 'integer' },
  { name: 'counted_on', type: 'date', required: true },
]

export const DICTIONARY_COLUMNS = [
  ...['kind', 'name', 'title_fa', 'title_en', 'meaning_fa', 'meaning_en', 'unit'],
  ...['method_fa', 'method_en', 'source_fa', 'source_en'],
] as const

/** The cells of a row in the order of the columns. */
export const cellsOf = (row: FigureRow): (string | number | null)[] =>
  COLUMNS.map(({ name }) => {
    const value = row[name]
    return typeof value === 'boolean' ? String(value) : value
  })
