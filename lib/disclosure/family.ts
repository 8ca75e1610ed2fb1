import { attendanceBand, outcomeBand, shownPercent } from './bands'
import { ALL, type Attribute, blockOf, CATEGORIES, type ReleasedCell, TABLES, type TableCode } from './cell'
import { type ShownPeople, shownPeople } from './rounding'
import { type Change, countiesOf, type Marks, type Truth, trueCount } from './truth'

/** `outcomeLeast`: the fewest pairs of answers of which an outcome is told. */
export type FamilyRules = {
  least: number
  refreshChanges: number
  percentBase: number
  outcomeLeast?: number
}
/** Below this no rule may go (docs/decisions/0020-disclosure-control-and-the-attack.md); releases from before outcomes name none. */
export const OUTCOME_LEAST = 30
export type FamilyFacts = {
  truth: Truth
  changes: readonly Change[]
  marks: readonly Marks[]
  /** The cells of the release before this one. */
  previous: readonly ReleasedCell[]
}

const OF_PROVINCE: readonly [TableCode, Attribute][] = [
  ['AGE', 'age'],
  ['EDUCATION', 'education'],
  ['HEAD', 'head'],
]

/** Every cell of the family, counted on the day of the release. */
function freshCells(
  { truth, marks }: FamilyFacts,
  { least, percentBase, outcomeLeast = OUTCOME_LEAST }: FamilyRules,
): ReleasedCell[] {
  const fixed = { class: 'ROUNDED', refreshedOn: truth.asOf, percent: null } as const
  const whole = shownPeople(trueCount(truth, {}), least)
  const percentOf = (shown: ShownPeople) =>
    shown === 'UNDER' || whole === 'UNDER'
      ? null
      : shownPercent(shown, whole, { base: percentBase, side: least })
  const counted = (table: TableCode, attribute: Attribute, county: string | null): ReleasedCell[] =>
    CATEGORIES[attribute].map((category) => {
      const shown = shownPeople(trueCount(truth, { county, attribute, category }), least)
      const percent = county === null ? percentOf(shown) : null
      return { ...fixed, table, county, place: null, category, shown, percent }
    })
  return [
    ...OF_PROVINCE.flatMap(([table, attribute]) => counted(table, attribute, null)),
    ...countiesOf(truth).flatMap((county) => counted('COUNTY_AGE', 'age', county)),
    ...truth.places.map(
      ({ county, place, size }): ReleasedCell => ({
        ...fixed,
        table: 'NEIGHBOURHOOD',
        county,
        place,
        category: ALL,
        shown: shownPeople(size, least),
      }),
    ),
    ...truth.places.flatMap(({ county, place, size }): ReleasedCell[] => {
      const own = marks.find((one) => one.county === county && one.place === place)
      const band = own && size >= least ? attendanceBand(own.attended, own.marked) : null
      if (!band) return []
      const cell = { ...fixed, table: 'ATTENDANCE', county, place, category: ALL } as const
      return [{ ...cell, class: 'BAND', shown: band }]
    }),
    ...(truth.outcomes ?? []).map(
      (one): ReleasedCell => ({
        ...fixed,
        table: 'OUTCOME',
        county: null,
        place: null,
        category: one.code,
        class: 'BAND',
        shown: outcomeBand(one, outcomeLeast) ?? 'UNDER',
      }),
    ),
  ]
}

/**
 * People who joined or went since a block was last counted; for attendance, people who were marked since; for an outcome, pairs
 * of answers that have come since. Answers that were taken back do not count: they leave no trace, and fewer changes keep longer.
 */
export function changesSince(
  { table, county, place, category }: Pick<ReleasedCell, 'table' | 'county' | 'place' | 'category'>,
  since: string,
  { truth, changes, marks }: Pick<FamilyFacts, 'truth' | 'changes' | 'marks'>,
): number {
  if (table === 'OUTCOME') {
    const own = truth.outcomes?.find((one) => one.code === category)
    const then = own?.known.find(({ day }) => day === since)
    return own && then ? own.pairs - then.pairs : 0
  }
  const sum = (of: readonly { day: string; n: number }[]) =>
    of.filter(({ day }) => day > since).reduce((total, { n }) => total + n, 0)
  if (table === 'ATTENDANCE')
    return sum(
      marks.filter((one) => one.county === county && one.place === place).flatMap((one) => one.lastMarked),
    )
  return sum(changes.filter((one) => county === null || one.county === county))
}

/**
 * The cells of a release. A block told before is told anew only after at least `refreshChanges` people have joined or
 * gone; until then all of it keeps its old values and their date, and what was withdrawn stays withdrawn.
 */
export function releasedCells(facts: FamilyFacts, rules: FamilyRules): ReleasedCell[] {
  const before = new Map<string, ReleasedCell[]>()
  for (const cell of facts.previous) {
    const block = blockOf(cell)
    before.set(block, [...(before.get(block) ?? []), cell])
  }
  const keeps = (old: readonly ReleasedCell[]) =>
    changesSince(old[0]!, old[0]!.refreshedOn, facts) < rules.refreshChanges
  const kept = new Set([...before].filter(([, old]) => keeps(old)).map(([block]) => block))
  return [
    ...[...before].filter(([block]) => kept.has(block)).flatMap(([, old]) => old),
    ...freshCells(facts, rules).filter((cell) => !kept.has(blockOf(cell))),
  ].sort(inOrder)
}

const ORDER: readonly string[] = TABLES

function inOrder(a: ReleasedCell, b: ReleasedCell): number {
  const place = (cell: ReleasedCell) => `${cell.county ?? ''}|${cell.place ?? ''}`
  return (
    ORDER.indexOf(a.table) - ORDER.indexOf(b.table) ||
    (place(a) < place(b)
      ? -1
      : place(a) > place(b)
        ? 1
        : categoryAt(a) - categoryAt(b) || (a.category < b.category ? -1 : 1))
  )
}

const CATEGORY_ORDER: readonly string[] = [
  ...CATEGORIES.age.slice(0, -1),
  ...CATEGORIES.education.slice(0, -1),
  ...CATEGORIES.head,
]
const categoryAt = (cell: ReleasedCell) => CATEGORY_ORDER.indexOf(cell.category)
