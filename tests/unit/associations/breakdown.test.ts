import { describe, expect, it } from 'vitest'
import { partsOf, SPLITS_OF } from '@/lib/associations/breakdown'
import { A_CODES, type AssociationFacts, aFigures } from '@/lib/associations/indicators'
import { CAPACITY_GROUPS, FIELDS, STANDINGS } from '@/lib/associations/kinds'

// Made by rote, so that every group, standing, county and field is among them.
const COUNTIES = ['a', 'b', 'c', 'd', 'e'].map((countyId) => ({ countyId }))
const DAYS = ['2024-05-10', '2024-07-20', '2024-08-20', '2024-01-10', '2024-11-01']
const MANY = Array.from({ length: 40 }, (_, n): AssociationFacts => {
  const standing = STANDINGS[n % STANDINGS.length]!
  const works = standing === 'ACTIVE' || standing === 'INACTIVE' || standing === 'DISSOLVED'
  return {
    associationId: `association ${n}`,
    countyId: COUNTIES[(n * 7) % 4]!.countyId,
    group: CAPACITY_GROUPS[(n * 3) % CAPACITY_GROUPS.length]!,
    standing,
    steps: n % 6,
    partners: n % 3 === 0 ? [] : [`partner ${n % 5}`, `partner ${(n + 2) % 5}`],
    held: works
      ? DAYS.slice(0, 1 + (n % 5)).map((day, i) => ({
          day,
          field: FIELDS[(n + i) % 4]!,
          beneficiaries: 3 + n + i,
          volunteers: 2,
          minutes: 60 + 5 * n,
        }))
      : [],
  }
})
const RULES = {
  least: 2,
  pilotTarget: 6,
  pilots: Array.from({ length: 6 }, (_, i) => ({ named: i < 2, started: i === 0 })),
}
const sum = (list: readonly (number | null)[]) => list.reduce<number>((all, one) => all + (one ?? 0), 0)
const whole = Object.fromEntries(aFigures(MANY, COUNTIES, RULES).map((one) => [one.code, one]))
const parts = (code: (typeof A_CODES)[number], split: (typeof SPLITS_OF)['A-01'][number]) =>
  partsOf(code, split, MANY, COUNTIES, RULES)

describe('what lies behind a figure', () => {
  it('is there for each of the nine, and each part is of something else', () => {
    for (const code of A_CODES)
      for (const split of SPLITS_OF[code]) {
        const keys = parts(code, split).map(({ key }) => key)
        expect(keys.length, `${code} by ${split}`).toBeGreaterThan(0)
        expect(new Set(keys).size, `${code} by ${split}`).toBe(keys.length)
      }
  })
  it('adds up to it, where what is counted is counted once', () => {
    const additive = {
      'A-01': 'of',
      'A-02': 'more',
      'A-04': 'of',
      'A-05': null,
      'A-06': null,
      'A-07': 'of',
    } as const
    for (const [code, second] of Object.entries(additive) as ['A-01', 'of' | 'more' | null][])
      for (const split of SPLITS_OF[code].filter((one) => one !== 'lunar')) {
        const all = parts(code, split)
        expect(sum(all.map(({ value }) => value)), `${code} by ${split}`).toBe(whole[code]!.value)
        if (second)
          expect(sum(all.map((one) => one[second])), `${code} by ${split}, ${second}`).toBe(
            whole[code]![second],
          )
      }
  })
  it('of how they stand has every standing but the dissolved', () => {
    const rows = parts('A-02', 'standing')
    expect(rows.map(({ key }) => key)).toEqual(STANDINGS.filter((one) => one !== 'DISSOLVED'))
    expect(sum(rows.map(({ value }) => value))).toBe(whole['A-02']!.value)
  })
  it('of the year is twelve lunar months: all of it, and ten of them outside Muharram and Safar', () => {
    const months = parts('A-07', 'lunar').map(({ value }) => value)
    expect(months).toHaveLength(12)
    expect(sum(months)).toBe(whole['A-07']!.of)
    expect(sum(months.slice(2))).toBe(whole['A-07']!.value)
  })
  it('of partners and fields is as many as the figure says', () => {
    expect(parts('A-08', 'partner')).toHaveLength(whole['A-08']!.value)
    expect(parts('A-09', 'field').filter(({ value }) => value > 0)).toHaveLength(whole['A-09']!.value)
    expect(sum(parts('A-08', 'association').map(({ more }) => more))).toBe(whole['A-08']!.more)
  })
  it('of the pilots is every one of the source, also those it does not name', () => {
    expect(parts('A-03', 'pilot').map(({ value }) => value)).toEqual([1, 0, 0, 0, 0, 0])
  })
})
