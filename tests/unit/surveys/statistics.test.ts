import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bandOf, outcomeOf, shownFrom } from '@/lib/surveys/outcome'
import { pairedChange, studentBelow, studentQuantile } from '@/lib/surveys/statistics'

type Case = Record<'name', string> &
  Record<'before' | 'after', number[]> &
  Record<
    'n' | 'meanBefore' | 'meanAfter' | 'change' | 'low' | 'high' | 'effect' | 'higher' | 'same' | 'lower',
    number
  >
// Made by SciPy (tests/fixtures/surveys/paired.py), which shares no line with ours.
const independent = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/surveys/paired.json'), 'utf8'),
) as { cases: Case[]; quantiles: number[][]; below: number[][] }
const near = (found: number, expected: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)))

describe('pairs before and after', () => {
  it.each(independent.cases)('agree with an independent implementation: $name', (one) => {
    const found = pairedChange(one.before, one.after)
    if (!found.ok) throw new Error(found.code)
    const { value } = found
    near(value.before, one.meanBefore)
    near(value.after, one.meanAfter)
    near(value.change, one.change)
    near(value.low, one.low)
    near(value.high, one.high)
    near(value.effect!, one.effect)
    expect([value.n, value.higher, value.same, value.lower]).toEqual([one.n, one.higher, one.same, one.lower])
  })
  it('take their quantiles and shares from the same distribution', () => {
    for (const [share, df, t] of independent.quantiles) near(studentQuantile(share!, df!), t!)
    for (const [t, df, share] of independent.below) near(studentBelow(t!, df!), share!)
  })
  it('refuse fewer than five', () => {
    expect(pairedChange([1, 2, 3, 4], [2, 3, 4, 5])).toEqual({
      ok: false,
      code: 'E-ASM-13',
      values: { n: 4, min: 5 },
    })
    expect(pairedChange([], []).ok).toBe(false)
  })
  it('have no effect size where everybody changed alike, and an interval without width', () => {
    const found = pairedChange([1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
    expect(found.ok && found.value).toMatchObject({ change: 2, low: 2, high: 2, effect: null, higher: 5 })
  })
})

describe('an outcome', () => {
  const pairs = { before: [40, 52, 44, 60, 50], after: [56, 48, 44, 72, 51] }
  it('counts who improved, and of WHO-5 by how many ten points', () => {
    expect(outcomeOf('O-01', pairs)).toMatchObject({ n: 5, improved: 3, same: 1, worse: 1, clearly: 2 })
    expect(outcomeOf('O-03', pairs).clearly).toBeNull()
  })
  it('of a share improves when it falls', () => {
    // At most 50 before: 40, 44, 50; after: 48, 44.
    expect(outcomeOf('O-02', pairs)).toMatchObject({
      before: 60,
      after: 40,
      change: -20,
      improved: 2,
      worse: 1,
      same: 2,
      effect: null,
    })
  })
  it('says nothing of fewer than five people but how many they are', () => {
    const few = outcomeOf('O-01', { before: [1, 2], after: [3, 4] })
    expect(few).toEqual({
      code: 'O-01',
      n: 2,
      before: null,
      after: null,
      change: null,
      low: null,
      high: null,
      effect: null,
      improved: null,
      same: null,
      worse: null,
      clearly: null,
    })
  })
  it('of a group smaller than the rule is hidden', () => {
    const figure = outcomeOf('O-01', pairs)
    expect(shownFrom(figure, 5).change).not.toBeNull()
    expect(shownFrom(figure, 6)).toMatchObject({ n: 5, change: null })
  })
})

describe('the public band', () => {
  const figure = (code: 'O-01' | 'O-02', low: number, high: number, n = 40) => ({
    ...outcomeOf(code, { before: [], after: [] }),
    n,
    low,
    high,
  })
  it.each([
    ['O-01', 1, 3, 'BETTER'],
    ['O-01', -1, 3, 'NO_CLEAR_CHANGE'],
    ['O-01', -3, -1, 'WORSE'],
    ['O-02', -9, -2, 'BETTER'],
    ['O-02', 2, 9, 'WORSE'],
  ] as const)('%s from %d to %d is %s', (code, low, high, band) => {
    expect(bandOf(figure(code, low, high), 30)).toBe(band)
  })
  it('is not told over too few pairs', () => {
    expect(bandOf(figure('O-01', 1, 3, 29), 30)).toBeNull()
    expect(bandOf(figure('O-01', 1, 3, 4), 1)).toBeNull()
  })
})
