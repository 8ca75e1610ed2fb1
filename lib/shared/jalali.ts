import {
  CalendarDate,
  GregorianCalendar,
  PersianCalendar,
  parseDate,
  toCalendar,
} from '@internationalized/date'
import { gregorianMonthName, monthName, weekdayName } from './jalali-names'
import type { Locale } from './locale'
import { localDigits } from './number'
import { fail, ok, type Result } from './result'

export { monthName, weekdayName } from './jalali-names'

/** A day of the Jalali calendar: month 1 to 12, day 1 to 31. */
export type JalaliDay = { y: number; m: number; d: number }

const PERSIAN = new PersianCalendar()
const GREGORIAN = new GregorianCalendar()
const DAY_MS = 86_400_000

/** True when the text is a day that exists, written as YYYY-MM-DD (Gregorian, years 1000 to 9999). */
export function isIsoDay(text: string): boolean {
  const parts = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [y, m, d] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const at = new Date(Date.UTC(y, m - 1, d))
  return at.getUTCMonth() === m - 1 && at.getUTCDate() === d
}

/** The Jalali day of an ISO day. Throws RangeError when the text is not a day. */
export function jalaliOf(isoDay: string): JalaliDay {
  const day = toCalendar(parsed(isoDay), PERSIAN)
  return { y: day.year, m: day.month, d: day.day }
}

/** The ISO day of a Jalali day, or the code when that day does not exist (31 Mehr, 30 Esfand of a common year). */
export function isoOf(y: number, m: number, d: number): Result<string, 'not-a-day'> {
  if (![y, m, d].every(Number.isInteger) || y < 1 || y > 3000 || m < 1 || m > 12 || d < 1)
    return fail('not-a-day')
  if (d > daysInMonth(y, m)) return fail('not-a-day')
  return ok(toCalendar(new CalendarDate(PERSIAN, y, m, d), GREGORIAN).toString())
}

/** How many days a Jalali month has: 31, 30 or 29. */
export function daysInMonth(y: number, m: number): number {
  return PERSIAN.getDaysInMonth(new CalendarDate(PERSIAN, y, m, 1))
}

/** The ISO day a number of days later (negative: earlier). */
export function addDays(isoDay: string, days: number): string {
  return parsed(isoDay).add({ days }).toString()
}

/** How many days from the first ISO day to the second; negative when the second is earlier. */
export function daysBetween(fromIso: string, toIso: string): number {
  return (utcOf(toIso) - utcOf(fromIso)) / DAY_MS
}

/** The day of the week, Saturday = 0 … Friday = 6. */
export function weekday(isoDay: string): number {
  return (new Date(utcOf(isoDay)).getUTCDay() + 1) % 7
}

/** The Jalali year an ISO day lies in. */
export function jalaliYearOf(isoDay: string): number {
  return jalaliOf(isoDay).y
}

/** Year and month as one sortable integer: 140302 for Ordibehesht 1403. */
export function jalaliMonthKey(isoDay: string): number {
  const { y, m } = jalaliOf(isoDay)
  return y * 100 + m
}

/** Age in completed Jalali years on a day. Born on 30 Esfand: a year is completed on 1 Farvardin of common years. */
export function ageOn(birthIso: string, dayIso: string): number {
  const born = jalaliOf(birthIso)
  const day = jalaliOf(dayIso)
  const before = day.m * 100 + day.d < born.m * 100 + born.d
  return day.y - born.y - (before ? 1 : 0)
}

export type DayStyle = 'numeric' | 'long' | 'full' | 'monthYear'

/**
 * A day for people. Persian: ۱۴۰۱/۰۷/۱۱, ۱۱ مهر ۱۴۰۱, دوشنبه ۱۱ مهر ۱۴۰۱, مهر ۱۴۰۱.
 * English: 2022-10-03, 3 October 2022, Monday 3 October 2022 (11 Mehr 1401), Mehr 1401.
 */
export function formatDay(isoDay: string, locale: Locale, style: DayStyle): string {
  const { y, m, d } = jalaliOf(isoDay)
  const long = `${d} ${monthName(m, locale)} ${y}`
  // Composed by hand: Intl puts the year first as soon as a weekday is asked for.
  if (style === 'monthYear') return localDigits(`${monthName(m, locale)} ${y}`, locale)
  if (locale === 'fa') {
    if (style === 'numeric') return localDigits(jalaliText(y, m, d), 'fa')
    return localDigits(style === 'full' ? `${weekdayName(weekday(isoDay), 'fa')} ${long}` : long, 'fa')
  }
  if (style === 'numeric') return isoDay
  const day = parsed(isoDay)
  const western = `${day.day} ${gregorianMonthName(day.month)} ${day.year}`
  return style === 'full' ? `${weekdayName(weekday(isoDay), 'en')} ${western} (${long})` : western
}

/** A day and a clock time for people: «شنبه ۲۶ خرداد ۱۴۰۳، ۰۹:۳۰». */
export function dayAndTime(isoDay: string, time: string, locale: Locale): string {
  return `${formatDay(isoDay, locale, 'full')}${locale === 'fa' ? '،' : ','} ${localDigits(time, locale)}`
}

/** A Jalali day as it is kept in files and forms: 1405/07/23, ASCII digits. */
export function jalaliText(y: number, m: number, d: number): string {
  return `${String(y).padStart(4, '0')}/${String(m).padStart(2, '0')}/${String(d).padStart(2, '0')}`
}

function parsed(isoDay: string): CalendarDate {
  if (!isIsoDay(isoDay)) throw new RangeError('not an ISO day')
  return parseDate(isoDay)
}

function utcOf(isoDay: string): number {
  const day = parsed(isoDay)
  return Date.UTC(day.year, day.month - 1, day.day)
}

/** A day as people type it, and as it stands in a box one types in: ۱۴۰۳/۰۵/۰۱. */
export function dayTyped(isoDay: string, locale: Locale): string {
  const { y, m, d } = jalaliOf(isoDay)
  return localDigits(jalaliText(y, m, d), locale)
}
