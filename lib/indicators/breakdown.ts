import type { IndicatorCode } from './catalogue'
import { indicatorOf } from './catalogue'

/** What a number can be broken down by. */
export const DIMENSIONS = [
  'sex',
  'age',
  'education',
  'head',
  'zone',
  'county',
  'neighbourhood',
  'module',
  'month',
  'facilitator',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

export function isDimension(value: unknown): value is Dimension {
  return DIMENSIONS.some((one) => one === value)
}

/** Known of a person and to who may see people; and what tells who somebody is. */
export const OF_PEOPLE: readonly Dimension[] = ['sex', 'education', 'head', 'facilitator']
/** Known of each person, in whichever group she is. */
export const PERSON: readonly Dimension[] = ['sex', 'age', 'education', 'head']
const PLACE: readonly Dimension[] = ['zone', 'county', 'neighbourhood']
const TIME: readonly Dimension[] = ['module', 'month']

/** What an indicator can be broken down by, whoever asks. */
export function dimensionsOf(code: IndicatorCode): readonly Dimension[] {
  switch (code) {
    case 'R-01':
    case 'R-05':
      return ['county']
    case 'R-02':
      return PLACE
    case 'R-03':
      return ['county', 'sex', 'education', 'month']
    case 'R-04':
    case 'R-06':
      return ['county', 'sex', 'education']
    case 'R-09':
    case 'R-10':
      return DIMENSIONS
    case 'R-07':
      return [...PERSON, ...PLACE, 'month', 'facilitator']
    default:
      return indicatorOf(code).evidence === 'session'
        ? [...PLACE, ...TIME, 'facilitator']
        : [...PERSON, ...PLACE, 'facilitator']
  }
}

/** The ones the reader may ask for: who sees no people learns nothing of them by way of a sum. */
export function dimensionsFor(code: IndicatorCode, seesPeople: boolean): Dimension[] {
  return dimensionsOf(code).filter((one) => seesPeople || !OF_PEOPLE.includes(one))
}

/** Whether the rows must be those of each person in each session: counters of sheets and people do not know it. */
export function needsMarks(code: IndicatorCode, by: readonly Dimension[]): boolean {
  if (code === 'R-10') return by.some((one) => PERSON.includes(one))
  return code === 'R-09' && by.some((one) => TIME.includes(one) || one === 'facilitator')
}

/** One organisation may stand in several counties, so that its parts are not parts of one sum. */
export const partsAddUp = (code: IndicatorCode): boolean => code !== 'R-05'
