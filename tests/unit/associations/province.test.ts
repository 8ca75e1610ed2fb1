import { describe, expect, it } from 'vitest'
import { type AssociationFacts, aFigures, byGroup } from '@/lib/associations/indicators'
import type { Standing } from '@/lib/associations/kinds'
import { gaps, gapWarnings, isThere, started } from '@/lib/associations/province'

const county = (countyId: string, ...standings: Standing[]) => ({ countyId, name: countyId, standings })

describe('a province', () => {
  it('has started only when every county has an association that is established or at work', () => {
    expect(started([county('a', 'ACTIVE'), county('b', 'ESTABLISHED')], 1)).toBe(true)
    expect(started([county('a', 'ACTIVE'), county('b')], 1)).toBe(false)
    expect(started([county('a', 'ACTIVE'), county('b', 'SELECTED')], 1)).toBe(false)
    expect(started([], 1)).toBe(false)
  })
  it('W-SA-02: says each county that has none, and shows it the moment its only one is gone', () => {
    const before = [county('a', 'ACTIVE', 'ACTIVE'), county('b', 'ACTIVE')]
    expect(gapWarnings(before, 1)).toEqual([])
    for (const end of ['DISSOLVED', 'INACTIVE'] as const)
      expect(gapWarnings([before[0]!, county('b', end)], 1)).toEqual([
        { ok: false, code: 'W-SA-02', values: { county: 'b' } },
      ])
    expect(gapWarnings([county('a', 'DISSOLVED', 'ACTIVE')], 1)).toEqual([])
  })
  it('goes by the rule of how many a county must have', () => {
    const here = [county('a', 'ACTIVE'), county('b', 'ACTIVE', 'ESTABLISHED')]
    expect(gaps(here, 2).map(({ countyId }) => countyId)).toEqual(['a'])
    expect(gaps([county('c')], 0)).toEqual([])
  })
  it('counts as being there what is established and not at rest', () => {
    const all: Standing[] = [
      'CAPACITY_IDENTIFIED',
      'PLANNED',
      'SELECTED',
      'INFORMED',
      'ESTABLISHED',
      'ACTIVE',
      'INACTIVE',
      'DISSOLVED',
    ]
    expect(all.filter(isThere)).toEqual(['ESTABLISHED', 'ACTIVE'])
  })
})

describe('the figures', () => {
  const one = (more: Partial<AssociationFacts>): AssociationFacts => ({
    associationId: 'x',
    countyId: 'a',
    group: 'DISABLED',
    standing: 'ACTIVE',
    steps: 5,
    partners: [],
    held: [],
    ...more,
  })
  const held = (day: string, field: 'CULTURAL' | 'HEALTH', minutes: number) => ({
    day,
    field,
    beneficiaries: 10,
    volunteers: 2,
    minutes,
  })
  const associations = [
    // 2024-07-20 lies in Muharram 1446, 2024-05-10 in no month of mourning.
    one({
      held: [held('2024-05-10', 'HEALTH', 90), held('2024-07-20', 'CULTURAL', 30)],
      partners: ['هلال', 'کتاب'],
    }),
    one({ countyId: 'b', standing: 'SELECTED', steps: 4, group: 'WOMEN_HEADS' }),
    one({ countyId: 'b', standing: 'ESTABLISHED', partners: ['هلال'] }),
    one({
      countyId: 'c',
      standing: 'DISSOLVED',
      partners: ['دیگر'],
      held: [held('2024-01-10', 'CULTURAL', 60)],
    }),
  ]
  const counties = ['a', 'b', 'c', 'd'].map((countyId) => ({ countyId }))
  const rules = {
    least: 1,
    pilotTarget: 6,
    pilots: [
      { named: true, started: false },
      { named: false, started: false },
    ],
  }
  it('are what the definitions say', () => {
    const table = Object.fromEntries(
      aFigures(associations, counties, rules).map(({ code, value, of, more }) => [code, [value, of, more]]),
    )
    expect(table).toEqual({
      'A-01': [2, 4, null],
      'A-02': [3, null, 1],
      'A-03': [0, 6, 1],
      'A-04': [14, 15, null],
      'A-05': [180, null, null],
      'A-06': [30, null, null],
      'A-07': [2, 3, null],
      'A-08': [2, null, 2],
      'A-09': [2, 5, 1],
    })
  })
  it('go by the rule for a county, and by groups', () => {
    const [covered] = aFigures(associations, counties, { ...rules, least: 2 })
    expect(covered).toMatchObject({ value: 0, of: 4 })
    expect(byGroup(associations).map(({ group, all, active }) => [group, all, active])).toEqual([
      ['WOMEN_HEADS', 1, 0],
      ['ADDICTION_CENTRES', 0, 0],
      ['QUASI_FAMILY', 0, 0],
      ['DISABLED', 2, 1],
      ['OTHER', 0, 0],
    ])
  })
})
