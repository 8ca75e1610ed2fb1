import { describe, expect, it } from 'vitest'
import { monthAddress, monthAfter, monthOf, weeksOf } from '@/lib/picture/agenda'
import { pageOfHit } from '@/lib/picture/search'
import { byAge } from '@/lib/picture/waiting'

describe('a month of the calendar', () => {
  it('is the one the address names, else that of the day', () => {
    expect(monthOf('1403-04', '2024-01-01')).toEqual({ y: 1403, m: 4 })
    for (const other of [undefined, '1403-13', '2024-04', '1403/04', '1403-4'])
      expect(monthOf(other, '2024-07-21')).toEqual({ y: 1403, m: 4 })
    expect(monthAddress({ y: 1403, m: 4 })).toBe('1403-04')
    expect(monthAfter({ y: 1403, m: 12 }, 1)).toEqual({ y: 1404, m: 1 })
    expect(monthAfter({ y: 1403, m: 1 }, -1)).toEqual({ y: 1402, m: 12 })
  })
  it('has all its days once, in weeks that begin on Saturday', () => {
    // Tir 1403 began on Friday, 21 June 2024.
    const weeks = weeksOf({ y: 1403, m: 4 })
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2024-06-21'])
    expect(weeks.flat().filter(Boolean)).toHaveLength(31)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    // A leap year's Esfand has thirty days, a common one's twenty-nine.
    expect(weeksOf({ y: 1403, m: 12 }).flat().filter(Boolean)).toHaveLength(30)
    expect(weeksOf({ y: 1404, m: 12 }).flat().filter(Boolean)).toHaveLength(29)
  })
})

it('what waits longest comes first, and what waits for nobody not at all', () => {
  expect(
    byAge([
      { kind: 'TASKS', count: 3, days: null },
      { kind: 'SHEETS', count: 2, days: 1 },
      { kind: 'LETTERS', count: 0, days: null },
      { kind: 'NEEDS', count: 1, days: 9 },
    ]).map(({ kind }) => kind),
  ).toEqual(['NEEDS', 'SHEETS', 'TASKS'])
})

it('a hit leads to its own page', () => {
  const hit = { id: 'x', code: 'C-01', run: 'R 1' }
  expect(pageOfHit({ ...hit, kind: 'COHORT' })).toBe('/cohorts/C-01?run=R%201')
  expect(pageOfHit({ ...hit, kind: 'PERSON' })).toBe('/people/x')
  expect(pageOfHit({ ...hit, kind: 'PLACE' })).toBeNull()
})
