import { describe, expect, it } from 'vitest'
import {
  nextQuarter,
  quarterFromText,
  quarterOfDay,
  quarterSpan,
  quartersBetween,
} from '@/lib/indicators/calendar-quarter'
import { isoOf } from '@/lib/shared/jalali'

const iso = (y: number, m: number, d: number) => {
  const day = isoOf(y, m, d)
  if (!day.ok) throw new Error('no day')
  return day.value
}

describe('quarters of the Jalali year', () => {
  it.each([
    [1403, 1, iso(1403, 1, 1), iso(1403, 3, 31)],
    [1403, 2, iso(1403, 4, 1), iso(1403, 6, 31)],
    [1403, 3, iso(1403, 7, 1), iso(1403, 9, 30)],
    [1403, 4, iso(1403, 10, 1), iso(1403, 12, 30)],
    [1404, 4, iso(1404, 10, 1), iso(1404, 12, 29)],
  ] as const)('knows the days of %i-%i', (year, quarter, from, to) => {
    expect(quarterSpan({ year, quarter })).toEqual({ from, to })
    expect(quarterOfDay(from)).toEqual({ year, quarter })
    expect(quarterOfDay(to)).toEqual({ year, quarter })
  })

  it('goes on into the next year', () => {
    expect(nextQuarter({ year: 1403, quarter: 4 })).toEqual({ year: 1404, quarter: 1 })
    expect(quartersBetween(iso(1403, 11, 3), iso(1404, 4, 1))).toEqual([
      { year: 1403, quarter: 4 },
      { year: 1404, quarter: 1 },
      { year: 1404, quarter: 2 },
    ])
  })

  it.each([
    ['1403-1', { year: 1403, quarter: 1 }],
    ['1403-5', null],
    ['403-1', null],
    [undefined, null],
  ] as const)('reads %s from an address', (text, found) => {
    expect(quarterFromText(text)).toEqual(found)
  })
})
