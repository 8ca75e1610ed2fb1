import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attendanceBand, outcomeBand, shownPercent } from '@/lib/disclosure/bands'
import { releasedCells } from '@/lib/disclosure/family'
import { possibleCounts, shownPeople } from '@/lib/disclosure/rounding'
import { type Change, type TruthRow, truthOf } from '@/lib/disclosure/truth'

describe('a count of people', () => {
  it.each([
    [0, 'UNDER'],
    [14, 'UNDER'],
    [15, 20],
    [24, 20],
    [25, 30],
    [99, 100],
    [124, 100],
    [125, 150],
    [625, 650],
    [974, 950],
    [1049, 1000],
    [1050, 1100],
  ] as const)('%i is told as %s', (count, shown) => {
    expect(shownPeople(count, 15)).toBe(shown)
  })

  it('can be exactly what is told as the same, whatever the least number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 15, max: 60 }), (count, least) => {
        const shown = shownPeople(count, least)
        const { lo, hi } = possibleCounts(shown, least)!
        expect(lo <= count && count <= hi).toBe(true)
        expect(shownPeople(lo, least)).toBe(shown)
        expect(shownPeople(hi, least)).toBe(shown)
        if (lo > 0) expect(shownPeople(lo - 1, least)).not.toBe(shown)
        expect(shownPeople(hi + 1, least)).not.toBe(shown)
      }),
    )
  })

  it('never is what no count is told as', () => {
    expect(possibleCounts(7, 15)).toBeNull()
    expect(possibleCounts(110, 15)).toBeNull()
  })
})

describe('shares and bands', () => {
  const rule = { base: 30, side: 15 }
  it.each([
    [150, 650, 25],
    [500, 650, 75],
    [20, 30, null],
    [30, 20, null],
    [650, 650, null],
    [15, 1000, null],
  ] as const)('%i of %i is %s percent', (part, whole, percent) => {
    expect(shownPercent(part, whole, rule)).toBe(percent)
  })
  it.each([
    [0, 0, null],
    [49, 100, 'UNDER_50'],
    [50, 100, 'FROM_50'],
    [749, 1000, 'FROM_50'],
    [75, 100, 'FROM_75'],
  ] as const)('attendance of %i in %i is %s', (attended, marked, band) => {
    expect(attendanceBand(attended, marked)).toBe(band)
  })
  it('an outcome is told of thirty pairs or more, and better or worse only beyond doubt', () => {
    expect(outcomeBand({ pairs: 29, low: 5, high: 9 }, 30)).toBeNull()
    expect(outcomeBand({ pairs: 30, low: 5, high: 9 }, 30)).toBe('BETTER')
    expect(outcomeBand({ pairs: 30, low: -1, high: 9 }, 30)).toBe('NO_CLEAR_CHANGE')
    expect(outcomeBand({ pairs: 30, low: -9, high: -1 }, 30)).toBe('WORSE')
  })
})

describe('a block', () => {
  const rules = { least: 15, refreshChanges: 10, percentBase: 30 }
  const people = (county: string, n: number, age = 'A15_29'): TruthRow => ({
    ...{ county, place: `${county}n`, n, age },
    ...{ education: 'DIPLOMA', head: 'HEAD', status: 'OPEN' },
  })
  const joined = (county: string, day: string, n: number): Change => ({ county, place: `${county}n`, day, n })
  const first = {
    truth: truthOf('2024-05-20', [people('a', 24), people('b', 30)], []),
    changes: [joined('a', '2024-05-01', 24)],
    marks: [],
  }
  const told = releasedCells({ ...first, previous: [] }, rules)
  const next = (changes: Change[], a: number, b: number) =>
    releasedCells(
      {
        truth: truthOf('2024-06-20', [people('a', a), people('b', b)], []),
        changes,
        marks: [],
        previous: told,
      },
      rules,
    )
  const of = (cells: typeof told, county: string) =>
    cells.filter(
      (cell) => cell.table === 'COUNTY_AGE' && cell.county === county && cell.category === 'A15_29',
    )[0]!

  it('keeps its values and its day while fewer than ten have come or gone', () => {
    const cells = next([joined('a', '2024-05-01', 24), joined('a', '2024-06-01', 9)], 33, 30)
    expect(of(cells, 'a')).toMatchObject({ shown: 20, refreshedOn: '2024-05-20' })
    expect(cells).toEqual(told)
  })
  it('is told anew as a whole with the tenth, and takes no other county along', () => {
    const cells = next([joined('a', '2024-05-01', 24), joined('a', '2024-06-01', 10)], 34, 30)
    expect(of(cells, 'a')).toMatchObject({ shown: 30, refreshedOn: '2024-06-20' })
    expect(of(cells, 'b')).toMatchObject({ shown: 30, refreshedOn: '2024-05-20' })
    const days = cells
      .filter((cell) => cell.county === 'a' && cell.table === 'COUNTY_AGE')
      .map((cell) => cell.refreshedOn)
    expect(new Set(days)).toEqual(new Set(['2024-06-20']))
  })
  it('does not count who came before the day it was last told', () => {
    expect(next([joined('a', '2024-05-20', 30)], 60, 30)).toEqual(told)
  })
})
