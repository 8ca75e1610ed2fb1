import { IslamicUmalquraCalendar, parseDate, toCalendar } from '@internationalized/date'
import { type Fail, fail } from '@/lib/shared/result'

export type LunarMonth = { year: number; month: number; from: string; until: string; told: boolean }

/** Months whose first day an official calendar tells (for 1403 the one the holidays are from): Gregorian day, year, month. */
const TOLD: readonly [string, number, number][] = [
  ['2024-04-10', 1445, 10],
  ['2024-06-08', 1445, 12],
  ['2024-07-07', 1446, 1],
  ['2024-08-06', 1446, 2],
  ['2024-09-05', 1446, 3],
]
const UMALQURA = new IslamicUmalquraCalendar()
export const SAFAR = 2

function reckoned(day: string): { year: number; month: number; from: string } {
  const at = toCalendar(parseDate(day), UMALQURA)
  return {
    year: at.year,
    month: at.month,
    from: parseDate(day)
      .subtract({ days: at.day - 1 })
      .toString(),
  }
}

const key = (year: number, month: number) => year * 12 + month
const toldStart = (year: number, month: number) =>
  TOLD.find(([, y, m]) => key(y, m) === key(year, month))?.[0] ?? null

/**
 * The lunar month a day lies in. Where an official calendar tells its beginning that is taken, else it is reckoned and may be a day
 * off (`told` is false). Holidays are never made of it: they are loaded year by year.
 */
export function lunarMonthOf(day: string): { year: number; month: number; told: boolean } {
  const { year, month } = reckoned(day)
  const own = toldStart(year, month)
  if (own !== null && day < own) {
    const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 }
    return { ...before, told: true }
  }
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 }
  const following = toldStart(next.year, next.month)
  if (following !== null && day >= following) return { ...next, told: true }
  return { year, month, told: own !== null }
}

/** The lunar months between two days, each with the part of it that lies between them. */
export function lunarMonthsBetween(from: string, until: string): LunarMonth[] {
  const found: LunarMonth[] = []
  for (let day = from; day <= until; day = parseDate(day).add({ days: 1 }).toString()) {
    const { year, month, told } = lunarMonthOf(day)
    const last = found.at(-1)
    if (last && key(last.year, last.month) === key(year, month)) last.until = day
    else found.push({ year, month, from: day, until: day, told })
  }
  return found
}

export const inMuharramOrSafar = (day: string): boolean => lunarMonthOf(day).month <= SAFAR

/** W-SA-03: a year's activities fall in Muharram and Safar alone. No activity at all is no such year. */
export function seasonWarning(days: readonly string[]): Fail<'W-SA-03'> | null {
  return days.length > 0 && days.every(inMuharramOrSafar) ? fail('W-SA-03') : null
}
