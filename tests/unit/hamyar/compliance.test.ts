import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Composition, type Shortfall, type Staffing, shortfalls } from '@/lib/hamyar/compliance'
import { literateNeeded, type RuleSet, SOURCE_SETS, soundRuleSet } from '@/lib/hamyar/rule-set'

const S0 = SOURCE_SETS.find(({ code }) => code === 'HG-S0')!
const S1 = SOURCE_SETS.find(({ code }) => code === 'HG-S1')!

/** A group in which everything holds but what is said. */
const group = (members: number, more: Partial<Composition & Staffing> = {}): Composition & Staffing => ({
  members,
  literate: members,
  covered: members,
  able: members,
  local: members,
  ages: Array.from({ length: members }, () => 30),
  worker: true,
  employed: members,
  outsideWorkers: false,
  ...more,
})
const told = (found: Shortfall[]) => found.map(({ code, by }) => [code, by])
const judged = (one: Composition & Staffing, rules: RuleSet) => told(shortfalls(one, rules))

describe('the fixtures of the specification, at their bounds', () => {
  it.each([
    ['HG-S0', 4, [['E-HG-01', 1]]],
    ['HG-S0', 5, []],
    ['HG-S0', 7, []],
    ['HG-S0', 8, [['E-HG-02', 1]]],
    ['HG-S1', 6, [['E-HG-01', 1]]],
    ['HG-S1', 7, []],
    ['HG-S1', 12, []],
    ['HG-S1', 13, [['E-HG-02', 1]]],
  ])('%s and %i members', (code, members, found) => {
    expect(judged(group(members), code === 'HG-S0' ? S0 : S1)).toEqual(found)
  })

  it.each([
    [7, 2, [['E-HG-04', 1]]],
    [7, 3, []],
    [12, 3, [['E-HG-04', 1]]],
    [12, 4, []],
    [12, 0, [['E-HG-04', 4]]],
  ])('of %i members %i read and write', (members, literate, found) => {
    expect(judged(group(members, { literate }), S1)).toEqual(found)
  })

  it.each([
    [14, [['E-HG-03', 1]]],
    [15, []],
    [60, []],
    [61, [['E-HG-03', 1]]],
  ])('one is %i years old at joining', (age, found) => {
    expect(judged(group(7, { ages: [age, 30, 30, 30, 30, 30, 30] }), S1)).toEqual(found)
  })

  it('one is not covered', () => {
    expect(judged(group(7, { covered: 6 }), S1)).toEqual([['E-HG-05', 1]])
    expect(judged(group(7, { covered: 6 }), { ...S1, coverage: false })).toEqual([])
  })

  it('eleven people as two groups do not make one under the general set', () => {
    expect([5, 6].map((n) => judged(group(n), S0))).toEqual([[], []])
    expect([5, 6].map((n) => judged(group(n), S1))).toEqual([[['E-HG-01', 2]], [['E-HG-01', 1]]])
  })
})

describe('the other lines', () => {
  it.each([
    ['no social worker', { worker: false }, 'E-HG-06', 1],
    ['two cannot work', { able: 5 }, 'E-HG-08', 2],
    ['three live in another county', { local: 4 }, 'E-HG-09', 3],
    ['more are employed than there are members', { employed: 8 }, 'E-HG-10', 1],
  ] as const)('%s', (_, more, code, by) => {
    expect(judged(group(7, more), S1)).toEqual([[code, by]])
  })
  it('takes workers from outside where that is said', () => {
    expect(judged(group(7, { employed: 70, outsideWorkers: true }), S1)).toEqual([])
  })
  it('says all that falls short at once, with the values of its sentence', () => {
    const found = shortfalls(group(4, { literate: 0, covered: 1, ages: [14, 61, 30, 30] }), S0)
    expect(found.map(({ code, line, by, values }) => [code, line, by, values])).toEqual([
      ['E-HG-01', 'SIZE', 1, { n: 4, rule: 'HG-S0', min: 5 }],
      ['E-HG-03', 'AGE', 2, { min: 15, max: 60 }],
      ['E-HG-04', 'LITERACY', 2, { need: 2, n: 4 }],
      ['E-HG-05', 'COVERAGE', 3, undefined],
    ])
  })
})

describe('the third in whole numbers', () => {
  it.each([
    [5, 2],
    [6, 2],
    [7, 3],
    [8, 3],
    [9, 3],
    [10, 4],
    [11, 4],
    [12, 4],
  ])('of %i members %i', (members, need) => expect(literateNeeded(members, S1)).toBe(need))

  it('is the least number that three times is not less than the members', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (members, part, whole) => {
          const need = literateNeeded(members, { literatePart: part, literateWhole: whole })
          expect(need * whole >= members * part).toBe(true)
          expect(need === 0 || (need - 1) * whole < members * part).toBe(true)
        },
      ),
      { seed: 7 },
    )
  })
})

describe('a rule set an office adds', () => {
  const sound = { ...S1 }
  it('is taken where its numbers hold together', () => {
    for (const set of SOURCE_SETS) expect(soundRuleSet(set).ok).toBe(true)
    expect(soundRuleSet({ ...sound, minSize: 60, maxSize: 60, maxAge: 120, literatePart: 0 }).ok).toBe(true)
  })
  it.each([
    [{ minSize: 0 }],
    [{ minSize: 13 }],
    [{ maxSize: 61 }],
    [{ minAge: 61 }],
    [{ maxAge: 121 }],
    [{ literateWhole: 0 }],
    [{ literatePart: 4 }],
    [{ literatePart: -1 }],
    [{ minSize: 7.5 }],
  ])('E-HG-27 %j', (more) => {
    expect(soundRuleSet({ ...sound, ...more })).toMatchObject({ ok: false, code: 'E-HG-27' })
  })
})

it('judges the same whatever the order in which members came and went', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }), (order) => {
      const start = 9
      const end = order.reduce((n, change) => n + (change <= 4 ? 1 : -1), start)
      expect(judged(group(end), S1)).toEqual(judged(group(11), S1))
    }),
    { seed: 7 },
  )
})
