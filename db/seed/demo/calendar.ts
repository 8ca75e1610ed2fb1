import { isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'

const day = (month: number, dayOfMonth: number) => orThrow(isoOf(1403, month, dayOfMonth))

export type DemoLoad = 'snapshot' | 'full'

/** The days of the demonstration; everything lies in 1403. */
export const DAYS = {
  setUp: day(1, 28),
  runStart: day(2, 1),
  classStart: day(2, 1),
  certified: day(2, 19),
  enrolled: day(2, 20),
  cohortsStart: day(2, 22),
  runEnd: day(6, 31),
  cohortsClosed: day(6, 28),
} as const

/** The waves: opened with the first sessions and before the last ones, closed before the groups are. */
export const SURVEYS = {
  BASELINE: { opens: DAYS.cohortsStart, answered: day(2, 30), closes: day(2, 31) },
  ENDLINE: { opens: day(6, 1), answered: day(6, 26), closes: day(6, 27) },
} as const

/** The quarter that the full load has closed: the first one of the run. */
export const SPRING = { quarter: '1403-1', lastDay: day(3, 31) } as const

/** Releases of both loads, and the last one of the full load. */
export const RELEASES = [day(2, 31), day(3, 31), day(4, 28)]
export const FINAL_RELEASE = day(6, 31)

/** What each load knows: the last day recorded, the last day whose sheets are approved, and where the clock stands. */
export const LOADS: Record<DemoLoad, { lastDay: string; approvedTo: string; now: Date }> = {
  snapshot: { lastDay: day(4, 31), approvedTo: day(4, 29), now: instantAt(day(5, 1), '18:30') },
  full: { lastDay: day(6, 31), approvedTo: day(6, 31), now: instantAt(day(7, 1), '09:00') },
}
