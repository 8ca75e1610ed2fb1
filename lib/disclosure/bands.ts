/** The least numbers behind a percentage: people in all, and people on either side of it. */
export type PercentRule = { base: number; side: number }

/** A share in steps of five out of numbers that are rounded themselves. Never nought or all, and never of few people. */
export function shownPercent(part: number, whole: number, { base, side }: PercentRule): number | null {
  if (whole < base || part < side || whole - part < side) return null
  const step = Math.round((part / whole) * 20) * 5
  return step <= 0 || step >= 100 ? null : step
}

export const ATTENDANCE_BANDS = ['UNDER_50', 'FROM_50', 'FROM_75'] as const
export type AttendanceBand = (typeof ATTENDANCE_BANDS)[number]

/** Attendance of a neighbourhood in three bands; null where nothing has been marked yet. */
export function attendanceBand(attended: number, marked: number): AttendanceBand | null {
  if (marked <= 0) return null
  const share = attended / marked
  return share < 0.5 ? 'UNDER_50' : share < 0.75 ? 'FROM_50' : 'FROM_75'
}

export const OUTCOME_BANDS = ['BETTER', 'NO_CLEAR_CHANGE', 'WORSE'] as const
export type OutcomeBand = (typeof OUTCOME_BANDS)[number]

/**
 * A change of a score between before and after, for the province as a whole and for at least `least` pairs: better or
 * worse only where all of its interval of confidence lies on one side of nought.
 */
export function outcomeBand(
  change: { pairs: number; low: number | null; high: number | null },
  least: number,
): OutcomeBand | null {
  const { pairs, low, high } = change
  if (pairs < least || low === null || high === null) return null
  return low > 0 ? 'BETTER' : high < 0 ? 'WORSE' : 'NO_CLEAR_CHANGE'
}
