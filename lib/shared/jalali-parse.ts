import { isoOf } from './jalali'
import { monthName } from './jalali-names'
import { latinDigits } from './number'
import { foldText } from './persian-text'
import { fail, type Result } from './result'

export type DayParts = { y: number; m: number; d: number }

const MONTH_OF = new Map<string, number>(
  Array.from({ length: 12 }, (_, i) => [foldText(monthName(i + 1, 'fa')), i + 1] as const).concat([
    ['امرداد', 5],
    ['شهریورماه', 6],
  ]),
)

/**
 * The three numbers of a written date, whatever the digits, separators and order: year first («۱۴۰۵/۰۷/۲۳», «67/1/18»,
 * «14050723») or day first («17/11/1351», «۱۸ فروردین ۱۳۶۷»). The year may still have two digits. Null when there
 * are not three numbers.
 */
export function dayParts(text: string): DayParts | null {
  const ascii = latinDigits(text)
    .replace(/[\p{Cf}\u0640]/gu, '')
    .trim()
  const compact = /^(\d{4}|\d{2})(\d{2})(\d{2})$/.exec(ascii)
  if (compact) return { y: Number(compact[1]), m: Number(compact[2]), d: Number(compact[3]) }
  const named = namedParts(ascii)
  if (named) return named
  const found = /^(\d{1,4})\s*[/\-.\\,،_ ٫٬–−]\s*(\d{1,2})\s*[/\-.\\,،_ ٫٬–−]\s*(\d{1,4})$/.exec(ascii)
  if (!found) return null
  const [first, second, third] = [found[1] ?? '', Number(found[2]), found[3] ?? '']
  const dayFirst = first.length <= 2 && (third.length > 2 || (Number(third) > 31 && Number(first) <= 31))
  if (first.length === 3 || third.length === 3 || (!dayFirst && third.length > 2)) return null
  return dayFirst
    ? { y: Number(third), m: second, d: Number(first) }
    : { y: Number(first), m: second, d: Number(third) }
}

/** The year and month of a date written without its day («مرداد ۱۳۷۰», «1370/5»), or null. */
export function monthParts(text: string): { y: number; m: number } | null {
  const ascii = latinDigits(text).trim()
  const plain = /^(1[2-5]\d\d)\s*[/\-.٫ ]\s*(\d{1,2})$/.exec(ascii)
  const turned = /^(\d{1,2})\s*[/\-.٫ ]\s*(1[2-5]\d\d)$/.exec(ascii)
  const named = /^([^\d]+?)\s+(1[2-5]\d\d|\d{2})$/u.exec(ascii)
  const [y, m] = plain
    ? [plain[1], Number(plain[2])]
    : turned
      ? [turned[2], Number(turned[1])]
      : [named?.[2], monthOf(named?.[1] ?? '')]
  return y !== undefined && m !== undefined && m >= 1 && m <= 12 ? { y: Number(y), m } : null
}

function monthOf(word: string): number | undefined {
  return MONTH_OF.get(foldText(word.replace(/ماه$/u, '')))
}

function namedParts(ascii: string): DayParts | null {
  const yearFirst = /^(\d{4})\s+([^\d]+?)\s+(\d{1,2})$/u.exec(ascii)
  const monthInside = yearFirst && monthOf(yearFirst[2] ?? '')
  if (yearFirst && monthInside) return { y: Number(yearFirst[1]), m: monthInside, d: Number(yearFirst[3]) }
  const found = /^(?:[^\d]*?\s)?(\d{1,2})\s+([^\d]+?)\s+(\d{4}|\d{2})$/u.exec(ascii)
  if (!found) return null
  const month = monthOf(found[2] ?? '')
  return month === undefined ? null : { y: Number(found[3]), m: month, d: Number(found[1]) }
}

/**
 * The ISO day of a Jalali date as people write it. A two-digit year is the latest one with these digits that is not
 * after `latestYear` (1419 unless told: 67 is 1367, 05 is 1405).
 */
export function parseJalaliDay(text: string, latestYear = 1419): Result<string, 'not-a-day'> {
  const parts = dayParts(text)
  if (!parts) return fail('not-a-day')
  const y = fullYear(parts.y, latestYear)
  if (y < 1200 || y > 1599) return fail('not-a-day')
  return isoOf(y, parts.m, parts.d)
}

/** A year of two digits as a full Jalali year not after `latestYear`; a full year stays as it is. */
export function fullYear(year: number, latestYear: number): number {
  if (year > 99) return year
  const candidate = Math.floor(latestYear / 100) * 100 + year
  return candidate > latestYear ? candidate - 100 : candidate
}
