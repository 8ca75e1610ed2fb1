import { describe, expect, it } from 'vitest'
import { holidays } from '@/db/seed/reference/holidays'
import { type CalendarEntry, calendarYear, idleMonths, yearEnds } from '@/lib/associations/calendar'
import { inMuharramOrSafar, lunarMonthOf, lunarMonthsBetween, seasonWarning } from '@/lib/associations/lunar'

describe('lunar months', () => {
  it('begin where the official calendar of 1403 says, the day before still being the month before', () => {
    // 1 Muharram 1446 = 17 Tir, 1 Safar = 16 Mordad, 1 Rabi' I = 15 Shahrivar 1403.
    expect(
      ['2024-07-06', '2024-07-07', '2024-08-05', '2024-08-06', '2024-09-04', '2024-09-05'].map(
        (day) => lunarMonthOf(day).month,
      ),
    ).toEqual([12, 1, 1, 2, 2, 3])
    expect(lunarMonthOf('2024-07-07')).toEqual({ year: 1446, month: 1, told: true })
    expect(lunarMonthOf('2024-07-06')).toMatchObject({ year: 1445, month: 12 })
  })
  it('agree with the holidays that are loaded for that year', () => {
    const day = (name: string) => holidays().find(({ en }) => en === name)!.day
    expect(lunarMonthOf(day('Ashura')).month).toBe(1)
    expect(lunarMonthOf(day('Arbaeen')).month).toBe(2)
    expect(lunarMonthOf(day('Martyrdom of Imam Reza')).month).toBe(2)
    expect(lunarMonthOf(day('Eid al-Fitr'))).toMatchObject({ month: 10, told: true })
    expect(lunarMonthOf(day('Eid al-Adha')).month).toBe(12)
  })
  it('are reckoned elsewhere, and say so', () => {
    expect(lunarMonthOf('2023-07-30')).toMatchObject({ year: 1445, month: 1, told: false })
  })
  it('lie side by side without gap', () => {
    const months = lunarMonthsBetween('2024-03-20', '2025-03-20')
    expect(months.length).toBeGreaterThanOrEqual(13)
    expect(months[0]!.from).toBe('2024-03-20')
    expect(months.at(-1)!.until).toBe('2025-03-20')
    for (const [i, one] of months.entries()) if (i > 0) expect(one.from > months[i - 1]!.until).toBe(true)
  })
})

describe('W-SA-03', () => {
  it('is said when a year’s activities lie in Muharram and Safar alone', () => {
    expect(seasonWarning(['2024-07-10', '2024-09-04'])).toMatchObject({ code: 'W-SA-03' })
  })
  it('is silent with one elsewhere, and where there is none at all', () => {
    expect(seasonWarning(['2024-07-10', '2024-09-05'])).toBeNull()
    expect(seasonWarning([])).toBeNull()
    expect(inMuharramOrSafar('2024-07-06')).toBe(false)
  })
})

describe('the calendar of a year', () => {
  const entry = (day: string, kind: CalendarEntry['kind'] = 'ACTIVITY'): CalendarEntry => ({
    key: day,
    day,
    kind,
    title: day,
    whose: null,
    href: null,
  })
  it('runs from 1 Farvardin to the last of Esfand, leap years too', () => {
    expect(yearEnds(1403)).toEqual({ from: '2024-03-20', until: '2025-03-20' })
    expect(yearEnds(1404)).toEqual({ from: '2025-03-21', until: '2026-03-20' })
  })
  it('puts each day into its month and marks the months of mourning', () => {
    const months = calendarYear(1403, [
      entry('2024-07-22'),
      entry('2024-07-21'),
      entry('2025-03-20', 'HOLIDAY'),
    ])
    expect(months.map(({ entries }) => entries.length)).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1])
    expect(months.filter(({ mourning }) => mourning).map(({ month }) => month)).toEqual([4, 5, 6])
    expect(months[3]!.lunar.map(({ month }) => month)).toEqual([12, 1])
  })
  it('says in which past months nothing was done; a holiday is no doing', () => {
    const months = calendarYear(1403, [entry('2024-04-01'), entry('2024-05-01', 'HOLIDAY')])
    expect(idleMonths(months, '2024-07-22')).toEqual([2, 3, 4])
    expect(idleMonths(months, '2025-04-01')).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(idleMonths(months, '2024-03-25')).toEqual([])
  })
})
