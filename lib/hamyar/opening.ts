import { daysInMonth, jalaliOf } from '@/lib/shared/jalali'
import { monthName } from '@/lib/shared/jalali-names'
import type { Locale } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

/** A day of the Jalali calendar as far as it is known: «Bahman of a year nobody wrote down» has a month only. */
export type Opening = { year: number | null; month: number | null; day: number | null }

/** Whether it could have been: parts that exist, a day within a month, and nothing that has not come yet. */
export function openingFits({ year, month, day }: Opening, today: string): boolean {
  const within = (n: number | null, from: number, until: number) =>
    n === null || (Number.isInteger(n) && n >= from && n <= until)
  if (year === null && month === null) return false
  if (!within(year, 1300, 1500) || !within(month, 1, 12)) return false
  if (day !== null && (month === null || !within(day, 1, longest(year, month)))) return false
  if (year === null) return true
  const now = jalaliOf(today)
  return year * 10_000 + (month ?? 1) * 100 + (day ?? 1) <= now.y * 10_000 + now.m * 100 + now.d
}

const longest = (year: number | null, month: number) =>
  year === null ? (month <= 6 ? 31 : 30) : daysInMonth(year, month)

/** «۱۲ بهمن ۱۴۰۲», «بهمن ۱۴۰۲», «۱۴۰۲»; `noYear` says that the year is not known. */
export function openingText({ year, month, day }: Opening, locale: Locale, noYear: string): string {
  const known = [
    day === null ? null : String(day),
    month === null ? null : monthName(month, locale),
    year === null ? null : String(year),
  ].filter(Boolean)
  const text = localDigits(known.join(' '), locale)
  return year === null ? `${text} (${noYear})` : text
}
