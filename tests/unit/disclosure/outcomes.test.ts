import { beforeAll, describe, expect, it } from 'vitest'
import { highsSolver } from '@/db/commands/releases/solver'
import type { OutcomeBand } from '@/lib/disclosure/bands'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import { releasedCells } from '@/lib/disclosure/family'
import { gate, type Proof, proofOf } from '@/lib/disclosure/gate'
import { knowledgeOf } from '@/lib/disclosure/knowledge'
import { knowledgeOfTable } from '@/lib/disclosure/knowledge-table'
import type { Told } from '@/lib/disclosure/layers'
import { LEAST_MOVED, outcomeFact, type TrueOutcome } from '@/lib/disclosure/outcome'
import type { Solver } from '@/lib/disclosure/solver'
import { bundleOf, type ReleaseBundle, type ReleaseFacts } from '@/lib/releases/bundle'
import { rowsToCome, rowTexts } from '@/lib/releases/open-data/rows'
import { without } from '@/lib/releases/withdrawal'
import { pairedChange, studentQuantile } from '@/lib/surveys/statistics'
import { releaseFacts } from '@/tests/support/release-facts'
import { GATE_RULES } from '@/tests/support/successive-releases'

let solver: Solver
let proof: Proof
beforeAll(async () => {
  solver = await highsSolver()
  proof = proofOf(solver)
})

const KEY = 'OUTCOME|||O-01'
const kinds = { age: 'A30_44', education: 'DIPLOMA', head: 'NOT_HEAD', status: 'OPEN' }
const places = ['n1', 'n2'].map((place) => ({ county: 'c1', place }))
const outcome = (pairs: number, more: Partial<TrueOutcome> = {}): TrueOutcome => ({
  ...{ code: 'O-01', pairs, low: 2, high: 9, known: [] },
  moved: { better: pairs - 5, same: 3, worse: 2 },
  ...more,
})

/** A province of so many women, of whom so many answered twice. */
function facts(people: number, told: TrueOutcome[], previous: ReleasedCell[] = [], asOf = '2024-09-21') {
  const rows = places.map((place, at) => ({
    ...place,
    ...kinds,
    n: at === 0 ? Math.floor(people / 2) : Math.ceil(people / 2),
  }))
  const made = releaseFacts({ asOf, rows, places, changes: [], previous })
  return { ...made, people: { ...made.people, truth: { ...made.people.truth, outcomes: told } } }
}
function through(
  of: ReleaseFacts,
  document = bundleOf(of),
  earlier: Told[] = [],
  files?: (bundle: ReleaseBundle) => ReleaseBundle,
) {
  const { previous, ...basis } = of.people
  const table = (bundle: ReleaseBundle) => knowledgeOfTable(rowTexts(rowsToCome(bundle)), bundle.rules)
  return gate(
    {
      ...{ document, basis, earlier, previous, rules: GATE_RULES, withdraw: without },
      files: (bundle) => table(files ? files(bundle) : bundle),
    },
    solver,
    proof,
  )
}
const outcomes = ({ cells }: { cells: ReleasedCell[] }) => cells.filter(({ table }) => table === 'OUTCOME')
/** The document with its outcome told otherwise. */
const saying = (bundle: ReleaseBundle, change: object): ReleaseBundle => ({
  ...bundle,
  cells: bundle.cells.map((cell) =>
    cell.table === 'OUTCOME' ? ({ ...cell, ...change } as ReleasedCell) : cell,
  ),
})

describe('an outcome in a release', () => {
  const shown = (told: TrueOutcome) => outcomes(bundleOf(facts(60, [told])))[0]!.shown
  it.each([
    [29, 5, 9, 'UNDER'],
    [30, 5, 9, 'BETTER'],
    [30, -1, 9, 'NO_CLEAR_CHANGE'],
    [30, 0, 9, 'NO_CLEAR_CHANGE'],
    [45, -9, -1, 'WORSE'],
  ] as const)('of %i pairs with a change from %i to %i is told as %s', (pairs, low, high, band) => {
    expect(shown(outcome(pairs, { low, high }))).toBe(band)
  })

  it('is of the province, one cell an outcome, and without any number', () => {
    const cells = outcomes(bundleOf(facts(60, [outcome(40), outcome(12, { code: 'O-09' })])))
    expect(cells).toEqual([
      { ...empty, category: 'O-01', shown: 'BETTER' },
      { ...empty, category: 'O-09', shown: 'UNDER' },
    ])
  })
  const empty = {
    table: 'OUTCOME',
    county: null,
    place: null,
    class: 'BAND',
    percent: null,
    refreshedOn: '2024-09-21',
  }

  it('is not there at all before the survey after the course', () => {
    const { people, ...rest } = facts(60, [])
    const { outcomes: _none, ...truth } = people.truth
    expect(outcomes(bundleOf({ ...rest, people: { ...people, truth } }))).toEqual([])
  })
})

describe('an outcome that was told before', () => {
  const first = '2024-09-21'
  const told = (shown: OutcomeBand | 'UNDER'): ReleasedCell => ({
    ...{ table: 'OUTCOME', county: null, place: null, category: 'O-01', class: 'BAND' },
    ...{ shown, percent: null, refreshedOn: first },
  })
  const next = (
    before: OutcomeBand | 'UNDER',
    pairs: number,
    then: number,
    more: Partial<TrueOutcome> = {},
  ) =>
    releasedCells(
      facts(
        60,
        [outcome(pairs, { known: [{ day: first, pairs: then }], ...more })],
        [told(before)],
        '2024-10-21',
      ).people,
      GATE_RULES,
    ).find(({ table }) => table === 'OUTCOME')

  it('keeps its band and its day until ten more have answered twice, whatever the answers are by now', () => {
    expect(next('BETTER', 49, 40, { low: -9, high: -1 })).toEqual(told('BETTER'))
    expect(next('BETTER', 50, 40, { low: -9, high: -1 })).toMatchObject({
      shown: 'WORSE',
      refreshedOn: '2024-10-21',
    })
  })
  it('does not cross the least number by one woman', () => {
    expect(next('UNDER', 30, 29)).toEqual(told('UNDER'))
    expect(next('UNDER', 39, 29)).toMatchObject({ shown: 'BETTER' })
  })
  it('is kept where answers were taken back, and where nothing is known of that day', () => {
    expect(next('BETTER', 28, 40)).toEqual(told('BETTER'))
    expect(next('BETTER', 60, 40, { known: [] })).toEqual(told('BETTER'))
  })
})

describe('what a band says of people', () => {
  it('is that so many answered and, where it went up or down, that at least four moved', () => {
    const read = (shown: string | number) =>
      outcomeFact({ category: 'O-01', shown, refreshedOn: '2024-09-21' }, 30)?.says ?? null
    const enough = { of: 'ANSWERED', lo: 30, hi: null }
    expect(read('UNDER')).toEqual([{ of: 'ANSWERED', lo: 0, hi: 29 }])
    expect(read('NO_CLEAR_CHANGE')).toEqual([enough])
    expect(read('BETTER')).toEqual([enough, { of: 'BETTER', lo: LEAST_MOVED, hi: null }])
    expect(read('WORSE')).toEqual([enough, { of: 'WORSE', lo: LEAST_MOVED, hi: null }])
    expect(read('WITHDRAWN')).toBeNull()
    expect(read(7)).toEqual([enough, { of: 'BETTER', lo: 7, hi: 7 }])
  })

  it('never more: three who move cannot make a mean clear of nought, four can', () => {
    for (const n of [5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 31, 40, 60, 100, 200, 454, 1000, 10_000]) {
      const reached = (k: number) => Math.sqrt((k * (n - 1)) / (n - k))
      expect(reached(LEAST_MOVED - 1)).toBeLessThan(studentQuantile(0.975, n - 1))
      if (n > 5) expect(reached(LEAST_MOVED)).toBeGreaterThan(studentQuantile(0.975, n - 1) * 0.98)
    }
    const moved = (k: number) => Array.from({ length: 60 }, (_, at) => (at < k ? 20 : 0))
    const low = (k: number) => {
      const found = pairedChange(moved(0), moved(k))
      return found.ok ? found.value.low : Number.NaN
    }
    expect([low(3) > 0, low(4) > 0]).toEqual([false, true])
  })
})

describe('the attack on outcomes', () => {
  it('passes an outcome of a large enough province, few changed or not, and reads it from the files', () => {
    const { document, verdict } = through(facts(60, [outcome(40)]))
    expect(verdict).toMatchObject({ result: 'PASSED', withdrawn: [], exposures: [], disagreements: 0 })
    // Those without change and those worse off, three and two, are hidden counts that were attacked.
    const few = through(facts(60, [outcome(40, { moved: { better: 20, same: 10, worse: 10 } })])).verdict
    expect(verdict.tested - few.tested).toBe(2)
    expect(knowledgeOf(JSON.stringify(document)).outcomes).toHaveLength(1)
  })

  it('takes an outcome out that tells how few did not answer', () => {
    const { document, verdict } = through(facts(33, [outcome(31)]))
    expect(verdict).toMatchObject({ result: 'PASSED', withdrawn: [KEY], exposures: [] })
    expect(outcomes(document)[0]).toMatchObject({ shown: 'WITHDRAWN' })
  })

  it('refuses an unsafe one that is planted: too few answers, a number of people, a county', () => {
    const few = facts(60, [outcome(25)])
    const planted = (document: ReleaseBundle, of = few) => through(of, document).verdict
    expect(planted(saying(bundleOf(few), { shown: 'BETTER' }))).toMatchObject({
      result: 'REFUSED',
      breaches: [{ rule: 'VALUE', key: KEY }],
    })
    const many = facts(60, [outcome(40, { moved: { better: 7, same: 30, worse: 3 } })])
    const counted = planted(saying(bundleOf(many), { shown: 7 }), many)
    expect(counted.result).toBe('REFUSED')
    expect(counted.exposures.map(({ about, lo, hi }) => [about.categories, lo, hi])).toContainEqual([
      ['O-01', 'BETTER'],
      7,
      7,
    ])
    const county = saying(bundleOf(many), {})
    county.cells = [...county.cells, { ...outcomes(county)[0]!, county: 'c1' }]
    expect(planted(county, many).breaches).toContainEqual({ rule: 'FAMILY', key: 'OUTCOME|c1||O-01' })
  })

  it('refuses files that tell another band than was attacked', () => {
    const of = facts(60, [outcome(40)])
    const { verdict } = through(of, bundleOf(of), [], (bundle) => saying(bundle, { shown: 'WORSE' }))
    expect(verdict).toMatchObject({ result: 'REFUSED', breaches: [{ rule: 'FILE', key: KEY }] })
  })

  it('joins releases: an outcome first too small and then told says how few had answered, and goes', () => {
    const day = '2024-09-21'
    const before = facts(80, [outcome(3, { low: null, high: null, moved: null })])
    const first = through(before)
    expect(first.verdict.result).toBe('PASSED')
    const after = facts(80, [outcome(32, { known: [{ day, pairs: 3 }] })], first.document.cells, '2024-10-21')
    const earlier = [{ knowledge: knowledgeOf(JSON.stringify(first.document)), truth: before.people.truth }]
    expect(outcomes(bundleOf(after))[0]).toMatchObject({ shown: 'BETTER' })
    // Whoever knows that twenty-nine more have answered knows that it were one or more before, and no more than that.
    expect(through(after, bundleOf(after), earlier).verdict).toMatchObject({
      result: 'PASSED',
      withdrawn: [],
    })
  })
})
