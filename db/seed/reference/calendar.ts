import { daysInMonth, isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'

const DAY_MS = 86_400_000

/** Every day of the given Jalali years with its month (140302), in order. */
export function calendarDays(fromYear: number, toYear: number): { days: string[]; months: number[] } {
  const days: string[] = []
  const months: number[] = []
  let at = Date.parse(orThrow(isoOf(fromYear, 1, 1)))
  for (let y = fromYear; y <= toYear; y++)
    for (let m = 1; m <= 12; m++)
      for (let left = daysInMonth(y, m); left > 0; left--, at += DAY_MS) {
        days.push(new Date(at).toISOString().slice(0, 10))
        months.push(y * 100 + m)
      }
  return { days, months }
}
