import { keyOf, type ReleasedCell } from './cell'
import type { Fact } from './knowledge'
import { type Truth, trueCount } from './truth'

/**
 * How a document breaks the rules, before any attack: a table or number that no release has, a value that is not the one
 * the rule gives, a block told anew too soon, an exact figure that is not the true one, a file that tells something else.
 */
export type Breach = { rule: 'FAMILY' | 'VALUE' | 'REFRESH' | 'FIGURE' | 'NUMBER' | 'FILE'; key: string }

/** Where numbers stand in a released document. A number anywhere else has no business there. */
const NUMBERS = [
  /^plan\.(counties|neighbourhoods|participants|facilitators|cohortMinutes)$/,
  /^rules\.(completionShare|cohortMinutes|minPeople|sessionsPerCohort|groupCap|refreshChanges|percentBase|outcomeLeast)$/,
  /^figures\.\d+\.(value|target)$/,
  /^completion\.(enrolled|completed|strict|left)$/,
  /^counties\.\d+\.(neighbourhoods|enrolled|sessionsHeld|sessionsPlanned|heldMinutes)$/,
  /^counties\.\d+\.position\.(lon|lat)$/,
  /^weave\.\d+\.(held|planned|knots\.\d+\.module)$/,
  /^months\.\d+\.(year|month|sessions|heldMinutes)$/,
  /^cells\.\d+\.(shown|percent)$/,
  /^cost\.rials$/,
]

/** Paths of numbers that no release has. */
export function strangeNumbers(document: unknown, at = ''): string[] {
  if (typeof document === 'number') return NUMBERS.some((known) => known.test(at)) ? [] : [at]
  if (document === null || typeof document !== 'object') return []
  return Object.entries(document).flatMap(([key, value]) =>
    strangeNumbers(value, at === '' ? key : `${at}.${key}`),
  )
}

/** The cells of a document against those the rules give for the truth; what was withdrawn may be missing from either. */
export function cellBreaches(cells: readonly ReleasedCell[], expected: readonly ReleasedCell[]): Breach[] {
  const lawful = new Map(expected.map((cell) => [keyOf(cell), cell]))
  const given = new Set(cells.map(keyOf))
  const missing = [...lawful.keys()]
    .filter((key) => !given.has(key))
    .map((key): Breach => ({ rule: 'FAMILY', key }))
  const wrong = cells.flatMap((cell): Breach[] => {
    const key = keyOf(cell)
    const right = lawful.get(key)
    if (!right || right.class !== cell.class) return [{ rule: 'FAMILY', key }]
    if (right.refreshedOn !== cell.refreshedOn) return [{ rule: 'REFRESH', key }]
    const same = cell.shown === right.shown && cell.percent === right.percent
    return same || (cell.shown === 'WITHDRAWN' && cell.percent === null) ? [] : [{ rule: 'VALUE', key }]
  })
  return [...missing, ...wrong]
}

/** Exact figures of people that are not what was counted. */
export function figureBreaches(facts: readonly Fact[], truth: Truth): Breach[] {
  return facts
    .filter((fact) => fact.on === truth.asOf && /^(ENROLLED|COMPLETED|LEFT|STRICT|COUNTY)\|/.test(fact.key))
    .filter((fact) => {
      const { county, attribute } = fact
      const counted = fact.categories.map((category) =>
        trueCount(truth, attribute === null ? { county } : { county, attribute, category }),
      )
      const value = counted.reduce((sum, one) => sum + one, 0)
      return value < fact.lo || value > fact.hi
    })
    .map(({ key }) => ({ rule: 'FIGURE', key }))
}
