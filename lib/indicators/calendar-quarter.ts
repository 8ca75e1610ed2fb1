import { daysInMonth, isoOf, jalaliOf } from '@/lib/shared/jalali'
import type { QuarterNo } from './quarter'

export type JalaliQuarter = { year: number; quarter: QuarterNo }
const MONTHS = 3

/** The quarter of the Jalali year a day lies in. */
export function quarterOfDay(isoDay: string): JalaliQuarter {
  const { y, m } = jalaliOf(isoDay)
  return { year: y, quarter: Math.ceil(m / MONTHS) as QuarterNo }
}

/** First and last day of a quarter (ISO). */
export function quarterSpan({ year, quarter }: JalaliQuarter): { from: string; to: string } {
  const first = (quarter - 1) * MONTHS + 1
  const last = first + MONTHS - 1
  const day = (month: number, of: number) => {
    const found = isoOf(year, month, of)
    if (!found.ok) throw new RangeError('not a quarter')
    return found.value
  }
  return { from: day(first, 1), to: day(last, daysInMonth(year, last)) }
}

export function nextQuarter({ year, quarter }: JalaliQuarter): JalaliQuarter {
  return quarter === 4 ? { year: year + 1, quarter: 1 } : { year, quarter: (quarter + 1) as QuarterNo }
}

/** One sortable integer: 14031 for the spring of 1403. */
export const quarterKey = ({ year, quarter }: JalaliQuarter): number => year * 10 + quarter

/** Every quarter that shares a day with a span, in order. */
export function quartersBetween(from: string, to: string): JalaliQuarter[] {
  const end = quarterKey(quarterOfDay(to))
  const found: JalaliQuarter[] = []
  for (let one = quarterOfDay(from); quarterKey(one) <= end; one = nextQuarter(one)) found.push(one)
  return found
}

/** «1403-2» in an address; null where it is none. */
export function quarterFromText(text: string | undefined): JalaliQuarter | null {
  const parts = /^(1[2-5]\d{2})-([1-4])$/.exec(text ?? '')
  return parts ? { year: Number(parts[1]), quarter: Number(parts[2]) as QuarterNo } : null
}
export const quarterParam = ({ year, quarter }: JalaliQuarter): string => `${year}-${quarter}`
