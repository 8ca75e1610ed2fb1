import type { AttendanceBand, OutcomeBand } from './bands'
import type { ShownPeople } from './rounding'

/** The kinds a person is counted under. What is not known is a kind of its own, so that parts add up to the whole. */
export const CATEGORIES = {
  age: ['A15_29', 'A30_44', 'A45_60', 'A61', 'UNKNOWN'],
  education: ['BASIC', 'SCHOOL', 'DIPLOMA', 'HIGHER', 'UNKNOWN'],
  head: ['HEAD', 'NOT_HEAD', 'UNKNOWN'],
  status: ['OPEN', 'LEFT', 'DONE', 'STRICT'],
} as const
export type Attribute = keyof typeof CATEGORIES
export const ATTRIBUTES = Object.keys(CATEGORIES) as Attribute[]

/**
 * The tables that exist, and no other is ever published: one-way for the province; age and nothing else for a county;
 * for a neighbourhood how many, and how well attended in bands; and of the province whether people are better off, in bands.
 */
export const TABLES = [
  'AGE',
  'EDUCATION',
  'HEAD',
  'COUNTY_AGE',
  'NEIGHBOURHOOD',
  'ATTENDANCE',
  'OUTCOME',
] as const
export type TableCode = (typeof TABLES)[number]
export const ALL = 'ALL'

/**
 * One released cell, as the public gets it. Places are named as in the release. `refreshedOn` is the day its block was
 * last counted; a block keeps its values and that day until enough people have joined or gone.
 */
export type ReleasedCell = {
  table: TableCode
  county: string | null
  place: string | null
  category: string
  class: 'ROUNDED' | 'BAND'
  shown: ShownPeople | AttendanceBand | OutcomeBand | 'WITHDRAWN'
  /** Of the province, in steps of five out of the rounded numbers; null where the people are too few for one. */
  percent: number | null
  refreshedOn: string
}

type Named = { table: string; county: string | null; place: string | null; category: string }
export const keyOf = ({ table, county, place, category }: Named) =>
  [table, county ?? '', place ?? '', category].join('|')

/** Cells of one block are refreshed together or not at all. An outcome is a block of its own: others answered it. */
export function blockOf({ table, county, place, category }: Named): string {
  const own = table === 'ATTENDANCE' ? (place ?? '') : table === 'OUTCOME' ? category : ''
  return [table, county ?? '', own].join('|')
}
