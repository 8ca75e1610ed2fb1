import { describe, expect, it } from 'vitest'
import type { PersonState } from '@/lib/projection/chance'
import { countDistribution, fallsShort, forecast, rangeOf, targetOf } from '@/lib/projection/forecast'
import { chances, cohortOf, completersOf, NEEDED, seenAfter } from './cohorts'

const person = (attended: number, exposed: number, more: Partial<PersonState> = {}): PersonState => ({
  state: 'OPEN',
  exposed,
  attended,
  missedInARow: 0,
  needed: NEEDED - attended,
  ...more,
})
const group = (n: number, one: PersonState) => Array.from({ length: n }, () => one)

describe('the number of people who will complete', () => {
  it('has the exact distribution of independent chances', () => {
    const ps = [0.9, 0.3, 0.55, 0.7]
    const brute = new Array<number>(5).fill(0)
    for (let set = 0; set < 16; set++) {
      const bits = ps.map((_, i) => (set >> i) & 1)
      brute[bits.reduce((x, y) => x + y, 0)]! += ps.reduce((x, p, i) => x * (bits[i] ? p : 1 - p), 1)
    }
    for (const [n, p] of countDistribution(ps).entries()) expect(p).toBeCloseTo(brute[n]!, 12)
  })

  it('is told as the shortest range nearest to the probability asked for', () => {
    expect(rangeOf([0.05, 0.15, 0.4, 0.25, 0.15], 0.8)).toEqual({
      low: 2,
      high: 4,
      probability: expect.closeTo(0.8, 12),
    })
    expect(rangeOf([0, 0.02, 0.98], 0.8)).toEqual({ low: 2, high: 2, probability: 0.98 })
    expect(rangeOf([1], 0.8)).toEqual({ low: 0, high: 0, probability: 1 })
  })

  it('is certain where nothing is open any more', () => {
    expect(
      forecast({ people: [...group(3, person(24, 30)), ...group(2, person(20, 30))], remaining: 0 }),
    ).toMatchObject({
      low: 3,
      high: 3,
      probability: expect.closeTo(1, 9),
      expected: expect.closeTo(3, 9),
      enrolled: 5,
      reached: 3,
    })
    const gone = group(4, person(5, 10, { state: 'LEFT', missedInARow: 3 }))
    expect(forecast({ people: gone, remaining: 20 })).toMatchObject({ low: 0, high: 0, expected: 0 })
    expect(forecast({ people: group(4, person(3, 20)), remaining: 10 })).toMatchObject({
      high: 0,
      expected: 0,
    })
    expect(forecast({ people: [], remaining: 10 })).toMatchObject({ low: 0, high: 0, enrolled: 0 })
  })

  it('grows with what has been attended, and falls with a streak of absences at the end', () => {
    const expected = (attended: number, missedInARow = 0) =>
      forecast({
        people: [...group(12, person(13, 15)), person(attended, 15, { missedInARow })],
        remaining: 15,
      }).expected
    expect(expected(14)).toBeGreaterThan(expected(12))
    expect(expected(12)).toBeGreaterThan(expected(10))
    expect(expected(12)).toBeGreaterThan(expected(12, 3))
  })

  it('takes somebody seen little to be like her group', () => {
    const newcomer = (rest: PersonState) => {
      const late = person(1, 1, { needed: 9 })
      return (
        forecast({ people: [...group(15, rest), late], remaining: 12 }).expected -
        forecast({ people: group(15, rest), remaining: 12 }).expected
      )
    }
    expect(newcomer(person(18, 18))).toBeGreaterThan(newcomer(person(10, 18)) + 0.2)
  })

  it('falls short only where even the upper end is below the target', () => {
    expect(targetOf(25, 0.7)).toBe(18)
    expect(fallsShort({ high: 17, enrolled: 25 }, 0.7)).toBe(true)
    expect(fallsShort({ high: 18, enrolled: 25 }, 0.7)).toBe(false)
    expect(fallsShort({ high: 17, enrolled: 25 }, 0.68)).toBe(false)
  })
})

// Two hundred groups the model has not seen, made otherwise than it thinks (tests/unit/projection/cohorts.ts).
describe.each([8, 15, 22])('after %i of thirty sessions', (held) => {
  it('the range of 80 % holds the truth in 75 to 85 of a hundred groups', () => {
    const random = chances(1)
    let holds = 0
    let told = 0
    for (let i = 0; i < 200; i++) {
      const made = cohortOf(random)
      const { low, high, probability } = forecast(seenAfter(made, held))
      const done = completersOf(made)
      holds += low <= done && done <= high ? 1 : 0
      told += probability
    }
    expect(told / 200).toBeCloseTo(0.8, 1)
    expect(holds / 200, `coverage ${holds / 200}`).toBeGreaterThanOrEqual(0.75)
    expect(holds / 200, `coverage ${holds / 200}`).toBeLessThanOrEqual(0.85)
  })
})
