import { addDays, jalaliOf, jalaliText } from '@/lib/shared/jalali'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { tehranDay } from '@/lib/shared/tehran'

/** The last day that has ended by a clock: figures are complete up to it. */
export function lastEndedDay(clock: Date): string {
  return addDays(tehranDay(clock), -1)
}

/**
 * The day asked for in an address («1403-04-31», «۱۴۰۳/۰۴/۳۱»), never later than the clock's own day. Without one, or
 * where it is not a day, the last day that has ended.
 */
export function asOfDay(asked: string | undefined, clock: Date): string {
  const parsed = asked === undefined ? null : parseJalaliDay(asked)
  if (!parsed?.ok) return lastEndedDay(clock)
  const today = tehranDay(clock)
  return parsed.value > today ? today : parsed.value
}

/** A day as it stands in an address: 1403-04-31. */
export function asOfParam(isoDay: string): string {
  const { y, m, d } = jalaliOf(isoDay)
  return jalaliText(y, m, d).replaceAll('/', '-')
}

/** Which week of a run a day lies in, and how many it has; counted from one, within the run. */
export function weekOf(startDay: string, endDay: string, isoDay: string): { week: number; weeks: number } {
  const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  const weeks = Math.max(1, Math.ceil((days(startDay, endDay) + 1) / 7))
  return { week: Math.min(weeks, Math.max(1, Math.floor(days(startDay, isoDay) / 7) + 1)), weeks }
}
