type Rules = Record<string, number | boolean | string>

/** The numbers that the sentence of a locked sheet speaks of: hours to correct it, days to record it late. */
export function lockedValues(rules: Rules): { h: number; d: number } {
  return {
    h: Number(rules.ATTENDANCE_EDIT_WINDOW_HOURS ?? 0),
    d: Number(rules.SESSION_BACKDATE_MAX_DAYS ?? 0),
  }
}
