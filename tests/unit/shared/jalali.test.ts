import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  ageOn,
  daysBetween,
  daysInMonth,
  formatDay,
  isIsoDay,
  isoOf,
  jalaliMonthKey,
  jalaliOf,
  jalaliYearOf,
  monthName,
  weekday,
} from '@/lib/shared/jalali'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { orThrow } from '@/lib/shared/result'

const oracle = new Intl.DateTimeFormat('en-u-ca-persian', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})
function jalaliByIntl(iso: string): string {
  const parts = oracle.formatToParts(new Date(`${iso}T00:00:00Z`))
  const of = (type: string) => parts.find((part) => part.type === type)?.value
  return `${of('year')}/${of('month')}/${of('day')}`
}
const day = (y: number, m: number, d: number) => orThrow(isoOf(y, m, d))

describe('calendar', () => {
  it('runs in a hostile zone', () => {
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(-345)
  })

  it('agrees with Intl on the first and last day of every month of 1300 to 1500', () => {
    for (let y = 1300; y <= 1500; y++)
      for (let m = 1; m <= 12; m++) {
        const last = daysInMonth(y, m)
        const [from, to] = [day(y, m, 1), day(y, m, last)]
        expect(jalaliByIntl(from)).toBe(`${y}/${m}/1`)
        expect(jalaliByIntl(to)).toBe(`${y}/${m}/${last}`)
        expect(jalaliOf(from)).toEqual({ y, m, d: 1 })
        expect(jalaliByIntl(addDays(to, 1))).toBe(m === 12 ? `${y + 1}/1/1` : `${y}/${m + 1}/1`)
        expect(isoOf(y, m, last + 1).ok).toBe(false)
      }
  })

  it.each([
    [1403, 2, 6, '2024-04-25', 5],
    [1401, 7, 11, '2022-10-03', 2],
    [1399, 1, 1, '2020-03-20', 6],
    [1400, 1, 1, '2021-03-21', 1],
    [1401, 1, 1, '2022-03-21', 2],
    [1402, 1, 1, '2023-03-21', 3],
    [1403, 1, 1, '2024-03-20', 4],
    [1404, 1, 1, '2025-03-21', 6],
    [1405, 1, 1, '2026-03-21', 0],
    [1406, 1, 1, '2027-03-21', 1],
    [1407, 1, 1, '2028-03-20', 2],
    [1408, 1, 1, '2029-03-20', 3],
  ])('%i/%i/%i is %s, day %i of the week', (y, m, d, iso, dayOfWeek) => {
    expect(day(y, m, d)).toBe(iso)
    expect(weekday(iso)).toBe(dayOfWeek)
  })

  it('knows which 30 Esfand exists', () => {
    expect(isoOf(1403, 12, 30).ok).toBe(true)
    expect(isoOf(1404, 12, 30)).toEqual({ ok: false, code: 'not-a-day' })
    expect(isoOf(1405, 7, 31).ok).toBe(false)
    expect(isoOf(1405, 13, 1).ok).toBe(false)
    expect(isoOf(1405, 1, 0).ok).toBe(false)
    expect(isoOf(1405.5, 1, 1).ok).toBe(false)
  })

  it('goes there and back for any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), (shift) => {
        const iso = addDays('2000-01-01', shift)
        const { y, m, d } = jalaliOf(iso)
        expect(day(y, m, d)).toBe(iso)
        expect(daysBetween('2000-01-01', iso)).toBe(shift)
        expect(jalaliMonthKey(iso)).toBe(y * 100 + m)
        expect(jalaliYearOf(iso)).toBe(y)
      }),
    )
  })

  it('refuses what is not a day', () => {
    for (const bad of ['2022-02-30', '2022-13-01', '2022-1-1', '', '1401/07/11']) {
      expect(isIsoDay(bad)).toBe(false)
      expect(() => jalaliOf(bad)).toThrow(RangeError)
      expect(() => addDays(bad, 1)).toThrow(RangeError)
    }
    expect(() => monthName(13, 'fa')).toThrow(RangeError)
  })
})

describe('age', () => {
  it('counts completed Jalali years', () => {
    expect(ageOn(day(1390, 7, 4), day(1405, 7, 4))).toBe(15)
    expect(ageOn(day(1390, 7, 5), day(1405, 7, 4))).toBe(14)
    expect(ageOn(day(1387, 12, 30), day(1402, 12, 29))).toBe(14)
    expect(ageOn(day(1387, 12, 30), day(1403, 1, 1))).toBe(15)
  })
})

describe('days for people', () => {
  const iso = '2022-10-03'
  it('composes the Persian order by hand', () => {
    expect(formatDay(iso, 'fa', 'numeric')).toBe('۱۴۰۱/۰۷/۱۱')
    expect(formatDay(iso, 'fa', 'long')).toBe('۱۱ مهر ۱۴۰۱')
    expect(formatDay(iso, 'fa', 'full')).toBe('دوشنبه ۱۱ مهر ۱۴۰۱')
    expect(formatDay(iso, 'fa', 'monthYear')).toBe('مهر ۱۴۰۱')
    expect(formatDay('2024-04-25', 'fa', 'full')).toBe('پنجشنبه ۶ اردیبهشت ۱۴۰۳')
  })

  it('shows both calendars in English', () => {
    expect(formatDay(iso, 'en', 'numeric')).toBe('2022-10-03')
    expect(formatDay(iso, 'en', 'long')).toBe('3 October 2022')
    expect(formatDay(iso, 'en', 'full')).toBe('Monday 3 October 2022 (11 Mehr 1401)')
    expect(formatDay(iso, 'en', 'monthYear')).toBe('Mehr 1401')
  })
})

describe('dates as people write them', () => {
  it.each([
    ['۱۴۰۵/۰۷/۲۳', '1405/7/23'],
    ['1405/7/23', '1405/7/23'],
    ['١٤٠٥-٠٧-٢٣', '1405/7/23'],
    ['1405.07.23', '1405/7/23'],
    ['1405 07 23', '1405/7/23'],
    ['14050723', '1405/7/23'],
    ['۲۳/۷/۱۴۰۵', '1405/7/23'],
    ['17/11/1351', '1351/11/17'],
    ['67/1/18', '1367/1/18'],
    ['18/1/67', '1367/1/18'],
    ['05/07/23', '1405/7/23'],
    ['670118', '1367/1/18'],
    ['‏۱۴۰۵/۰۷/۲۳‏', '1405/7/23'],
    ['۱۸ فروردین ۱۳۶۷', '1367/1/18'],
    ['دوشنبه ۱۱ مهر ماه ۱۴۰۱', '1401/7/11'],
    ['۱۱ مهرماه ۱۴۰۱', '1401/7/11'],
  ])('%s', (text, expected) => {
    const { y, m, d } = jalaliOf(orThrow(parseJalaliDay(text)))
    expect(`${y}/${m}/${d}`).toBe(expected)
  })

  it.each([
    '',
    '1405',
    '1405/7',
    '1405/07/31',
    '1404/12/30',
    '1405/13/01',
    '1405//07',
    '2026/10/15',
    'امروز',
    '140/7/1',
  ])('refuses «%s»', (text) => expect(parseJalaliDay(text)).toEqual({ ok: false, code: 'not-a-day' }))

  it('takes two digits as the latest year that is not after the one given', () => {
    expect(jalaliYearOf(orThrow(parseJalaliDay('06/01/01', 1405)))).toBe(1306)
    expect(jalaliYearOf(orThrow(parseJalaliDay('05/01/01', 1405)))).toBe(1405)
  })

  it('reads back whatever it prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 20_000 }), (shift) => {
        const iso = addDays('2010-01-01', shift)
        for (const style of ['numeric', 'long', 'full'] as const)
          expect(parseJalaliDay(formatDay(iso, 'fa', style))).toEqual({ ok: true, value: iso })
      }),
    )
  })
})
