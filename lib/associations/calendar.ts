import { daysInMonth, isoOf, jalaliOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'
import { type LunarMonth, lunarMonthsBetween, SAFAR } from './lunar'

export const ENTRY_KINDS = ['ACTIVITY', 'PLANNED', 'MEETING', 'OBSERVANCE', 'HOLIDAY'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]
export type CalendarEntry = {
  key: string
  day: string
  kind: EntryKind
  title: string
  /** Whose it is: an association, a county. */
  whose: string | null
  href: string | null
}
export type CalendarMonth = {
  month: number
  from: string
  until: string
  lunar: LunarMonth[]
  /** A part of it lies in Muharram or Safar. */
  mourning: boolean
  entries: CalendarEntry[]
}

export const yearEnds = (year: number): { from: string; until: string } => ({
  from: orThrow(isoOf(year, 1, 1)),
  until: orThrow(isoOf(year, 12, daysInMonth(year, 12))),
})

/** A Jalali year month by month, each with the lunar months it meets and what falls into it in the order of days. */
export function calendarYear(year: number, entries: readonly CalendarEntry[]): CalendarMonth[] {
  return Array.from({ length: 12 }, (_, i) => {
    const month = i + 1
    const from = orThrow(isoOf(year, month, 1))
    const until = orThrow(isoOf(year, month, daysInMonth(year, month)))
    const lunar = lunarMonthsBetween(from, until)
    return {
      month,
      from,
      until,
      lunar,
      mourning: lunar.some((one) => one.month <= SAFAR),
      entries: entries
        .filter(({ day }) => day >= from && day <= until)
        .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1)),
    }
  })
}

/** The months of a year, from its first to today, in which nothing was done. */
export function idleMonths(months: readonly CalendarMonth[], today: string): number[] {
  const now = jalaliOf(today)
  return months
    .filter(({ from, entries }) => {
      const at = jalaliOf(from)
      const past = at.y < now.y || (at.y === now.y && at.m < now.m)
      return past && !entries.some(({ kind }) => kind === 'ACTIVITY')
    })
    .map(({ month }) => month)
}
