import { beforeAll, describe, expect, it } from 'vitest'
import { highsSolver } from '@/db/commands/releases/solver'
import { attack } from '@/lib/disclosure/attack'
import { blockOf, CATEGORIES, type ReleasedCell } from '@/lib/disclosure/cell'
import { changesSince, releasedCells } from '@/lib/disclosure/family'
import { gate, type Proof, proofOf } from '@/lib/disclosure/gate'
import { knowledgeOf } from '@/lib/disclosure/knowledge'
import { knowledgeOfTable } from '@/lib/disclosure/knowledge-table'
import type { Told } from '@/lib/disclosure/layers'
import type { Solver } from '@/lib/disclosure/solver'
import { type Change, countiesOf, type TruthRow, trueCount } from '@/lib/disclosure/truth'
import { bundleOf, type ReleaseBundle, type ReleaseFacts } from '@/lib/releases/bundle'
import { rowsToCome, rowTexts } from '@/lib/releases/open-data/rows'
import { without } from '@/lib/releases/withdrawal'
import { releaseFacts } from '@/tests/support/release-facts'
import { GATE_RULES, successiveReleases } from '@/tests/support/successive-releases'
import { SyntheticProvince } from '@/tests/support/synthetic-province'

let solver: Solver
let proof: Proof
beforeAll(async () => {
  solver = await highsSolver()
  proof = proofOf(solver)
})

/** A document through the gate as the first release, or after others. */
function through(facts: ReleaseFacts, document = bundleOf(facts), earlier: Told[] = []) {
  const { previous, ...basis } = facts.people
  return gate({ document, basis, earlier, previous, rules: GATE_RULES, withdraw: without }, solver, proof)
}

const firstMonth = (seed: number) => {
  const province = new SyntheticProvince(seed)
  province.turn()
  return province.facts([])
}

describe('successive releases of invented provinces', () => {
  it.each([2, 9, 10])('province %i passes six times', (seed) => {
    const released = successiveReleases(seed, solver, proof)
    expect(released.map(({ verdict }) => verdict.result)).toEqual(Array(6).fill('PASSED'))
    for (const { verdict } of released) {
      expect(verdict.exposures).toEqual([])
      expect(verdict.narrowest).toBeGreaterThanOrEqual(5)
    }
  })

  it('withdraws the few who left, and nothing larger', () => {
    const released = successiveReleases(2, solver, proof, 2)
    expect(released[1]!.verdict.withdrawn).toEqual(['LEFT|||ALL'])
    expect(released[1]!.bundle.completion!.left).toBeNull()
    expect(JSON.stringify(released[1]!.bundle.figures)).toContain('R-07')
  })
})

describe('what everybody can see of the sessions', () => {
  const places = ['n1', 'n2', 'n3'].map((place) => ({ county: 'c1', place }))
  const rows = places.flatMap(({ place }, at): TruthRow[] =>
    [['DONE', 18] as const, ['OPEN', 7] as const].map(([status, n]) => ({
      ...{ county: 'c1', place, n, age: 'A30_44', education: 'DIPLOMA', head: 'NOT_HEAD' },
      status: at === 0 ? status : 'OPEN',
    })),
  )
  const facts = (held: (place: string) => number) =>
    releaseFacts({
      asOf: '2024-04-19',
      rows,
      places,
      previous: [],
      held,
      changes: [{ ...places[0]!, day: '2024-04-01', n: 75 }],
    })

  it('is known to the attack: whoever completed is of the one group that has finished, and the others are all still there', () => {
    const told = through(facts((place) => (place === 'n1' ? 30 : 10)))
    expect(told.verdict.result).toBe('PASSED')
    expect(told.verdict.withdrawn).toEqual(['LEFT|||ALL'])
    expect(through(facts(() => 30)).verdict.withdrawn).toEqual([])
  })
})

describe('a weaker rule', () => {
  it('that only hides counts below ten and tells the rest exactly is found out', () => {
    const facts = firstMonth(4)
    const { truth } = facts.people
    const honest = bundleOf(facts)
    const shown = (county: string | null, attribute: 'age' | 'status', category: string) => {
      const count = trueCount(truth, { county, attribute, category })
      return count < 10 ? 'UNDER' : count
    }
    const cell = { place: null, class: 'EXACT', percent: null, refreshedOn: truth.asOf }
    const cells = [...countiesOf(truth), null].flatMap((county) =>
      (['age', 'status'] as const).flatMap((attribute) =>
        CATEGORIES[attribute].map((category) => ({
          ...cell,
          ...{ county, category, shown: shown(county, attribute, category) },
          table: `${county ? 'COUNTY_' : ''}${attribute.toUpperCase()}`,
        })),
      ),
    )
    const weaker = { ...honest, rules: { ...honest.rules, minPeople: 10 }, cells }
    const told = { knowledge: knowledgeOf(JSON.stringify(weaker)), truth }
    const { exposures, disagreements } = attack([told], 5, solver)
    expect(disagreements).toBe(0)
    expect(exposures.length).toBeGreaterThan(0)
  })
})

describe('the files of a release', () => {
  const facts = firstMonth(4)
  const { previous, ...basis } = facts.people
  const past = (files: (bundle: ReleaseBundle) => Record<string, string>[]) =>
    gate(
      {
        ...{ document: bundleOf(facts), basis, earlier: [], previous, rules: GATE_RULES, withdraw: without },
        files: (bundle: ReleaseBundle) => knowledgeOfTable(files(bundle), bundle.rules),
      },
      solver,
      proof,
    ).verdict
  const honest = (bundle: ReleaseBundle) => rowTexts(rowsToCome(bundle))

  it('that tell what was attacked pass', () => {
    expect(past(honest)).toMatchObject({ result: 'PASSED', breaches: [] })
  })

  it.each([
    ['a hidden number', 'withheld', { status: 'told', value: '7', precision: 'exact' }],
    ['a rounded number as exact', 'told', { precision: 'exact' }],
  ])('that tell %s are refused', (_, status, change) => {
    const verdict = past((bundle) => {
      const rows = honest(bundle)
      const at = rows.findIndex((row) => row.code === 'COUNTY_AGE' && row.status === status)
      return rows.with(at, { ...rows[at]!, ...change })
    })
    expect(verdict.result).toBe('REFUSED')
    expect(verdict.breaches).toEqual([{ rule: 'FILE', key: expect.stringMatching(/^COUNTY_AGE/) }])
  })

  it('that leave a figure out, or tell a table of their own, are refused', () => {
    const without = past((bundle) => honest(bundle).filter(({ code }) => code !== 'LEFT'))
    expect(without.breaches).toContainEqual({ rule: 'FILE', key: 'LEFT|||ALL' })
    const more = past((bundle) => {
      const [row, ...rest] = honest(bundle)
      const own = {
        ...row!,
        code: 'COUNTY_STATUS',
        county: 'c1',
        category: 'DONE',
        value: '3',
        status: 'told',
      }
      return [own, ...rest]
    })
    expect(more.breaches).toContainEqual({ rule: 'FILE', key: 'COUNTY_STATUS|c1||DONE' })
  })
})

describe('a planted unsafe release', () => {
  it('with the true ages of a county is refused, and told what was found', () => {
    const facts = firstMonth(4)
    const honest = bundleOf(facts)
    const cells = honest.cells.map((cell): ReleasedCell => {
      const { county, category } = cell
      const count = () => trueCount(facts.people.truth, { county, attribute: 'age', category })
      return cell.table === 'COUNTY_AGE' ? ({ ...cell, class: 'EXACT', shown: count() } as never) : cell
    })
    const { verdict, document } = through(facts, { ...honest, cells })
    expect(verdict.result).toBe('REFUSED')
    expect(verdict.breaches.map(({ rule }) => rule)).toContain('FAMILY')
    expect(verdict.exposures.some(({ lo, hi, about }) => lo === hi && about.county !== null)).toBe(true)
    expect(document.cells).toEqual(cells)
  })

  it.each([
    ['a number of its own', { counties: [{ ages: { A15_29: 3 } }] }, 'NUMBER'],
    ['a table of its own', { cells: 'extra' }, 'FAMILY'],
    ['a rounded value that is not the rule’s', { cells: 'value' }, 'VALUE'],
    ['an exact figure that is not the true one', { completion: { left: 40 } }, 'FIGURE'],
  ] as const)('with %s is refused', (_, change, rule) => {
    const facts = firstMonth(5)
    const honest = bundleOf(facts)
    const [one, ...rest] = honest.cells
    const planted = {
      ...honest,
      ...('completion' in change ? { completion: { ...honest.completion!, ...change.completion } } : {}),
      ...('counties' in change
        ? { counties: honest.counties.map((county) => ({ ...county, ...change.counties[0] })) }
        : {}),
      ...('cells' in change && change.cells === 'extra'
        ? {
            cells: [
              ...honest.cells,
              { ...one!, table: 'COUNTY_STATUS' as never, county: 'c1', category: 'LEFT' },
            ],
          }
        : {}),
      ...('cells' in change && change.cells === 'value' ? { cells: [{ ...one!, shown: 990 }, ...rest] } : {}),
    }
    const { verdict } = through(facts, planted)
    expect(verdict.result).toBe('REFUSED')
    expect(verdict.breaches.map((breach) => breach.rule)).toContain(rule)
  })

  it('whose difference from the one before tells the age of the one who joined is refused, and the rule would have kept it', () => {
    const people = (n: number, age: string, place = 'n1'): TruthRow => ({
      ...{ county: 'c1', place, n, age },
      ...{ education: 'DIPLOMA', head: 'NOT_HEAD', status: 'OPEN' },
    })
    const places = [
      { county: 'c1', place: 'n1' },
      { county: 'c1', place: 'n2' },
    ]
    const rows = (young: number) => [
      people(young, 'A15_29'),
      people(14, 'A30_44', 'n2'),
      people(12, 'A45_60', 'n2'),
    ]
    const came: Change[] = [{ county: 'c1', place: 'n1', day: '2024-04-01', n: 40 }]
    const before = releaseFacts({ asOf: '2024-04-19', rows: rows(14), places, changes: came, previous: [] })
    const first = through(before)
    expect(first.verdict.result).toBe('PASSED')
    const changes = [...came, { county: 'c1', place: 'n1', day: '2024-05-01', n: 1 }]
    const after = releaseFacts({
      asOf: '2024-05-20',
      rows: rows(15),
      places,
      changes,
      previous: first.document.cells,
    })
    const earlier = [{ knowledge: knowledgeOf(JSON.stringify(first.document)), truth: before.people.truth }]
    // Counted anew at once, the youngest band goes from «fewer than 15» to 20: the one who joined is one of them.
    const hasty = releasedCells(after.people, { ...GATE_RULES, refreshChanges: 1 })
    const refused = through(after, { ...bundleOf(after), cells: hasty }, earlier).verdict
    expect(refused.result).toBe('REFUSED')
    expect(refused.breaches.map(({ rule }) => rule)).toContain('REFRESH')
    expect(refused.exposures.map(({ about }) => about)).toContainEqual({
      ...{ kind: 'JOINED', county: 'c1', place: null, categories: ['A15_29'] },
      ...{ on: '2024-05-20', since: '2024-04-19' },
    })
    expect(through(after, bundleOf(after), earlier).verdict.result).toBe('PASSED')
  })

  it('is no release at all where the attacker did not prove itself', () => {
    const facts = firstMonth(6)
    const { previous, ...basis } = facts.people
    const given = {
      document: bundleOf(facts),
      basis,
      earlier: [],
      previous,
      rules: GATE_RULES,
      withdraw: without,
    }
    expect(gate(given, solver, { ...proof, stands: false }).verdict.result).toBe('VOID')
  })
})

describe('one woman more or less', () => {
  it('changes no cell, unless ten or more have moved in its block', () => {
    for (const seed of [7, 8]) {
      const size = new SyntheticProvince(seed)
      for (let month = 0; month < 3; month++) size.turn()
      for (let left = 0; left < size.size; left += 13) {
        const [all, others] = [new SyntheticProvince(seed), new SyntheticProvince(seed, left)]
        let before: ReleasedCell[] = []
        for (let month = 0; month < 3; month++) {
          all.turn()
          others.turn()
          const facts = all.facts(before)
          const [one, two] = [bundleOf(facts).cells, bundleOf(others.facts(before)).cells]
          const known = new Set(two.map((cell) => JSON.stringify(cell)))
          for (const cell of one.filter((each) => !known.has(JSON.stringify(each)))) {
            const since = before.find((old) => blockOf(old) === blockOf(cell))?.refreshedOn ?? ''
            expect(
              changesSince(cell, since, facts.people),
              `${seed} ${left} ${month} ${blockOf(cell)}`,
            ).toBeGreaterThanOrEqual(10)
          }
          before = one
        }
      }
    }
  })
})
