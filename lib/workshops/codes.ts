/** What a mark can say of one person in one session, in the order of its stored number (1…5). */
export const MARK_CODES = ['PRESENT', 'LATE', 'LEFT_EARLY', 'ABSENT', 'EXCUSED'] as const
export type MarkCode = (typeof MARK_CODES)[number]

/** Why somebody was absent. Deliberately without a diagnosis: nobody's health is written down here. */
export const ABSENCE_REASONS = ['WORK', 'CHILDCARE', 'TRAVEL', 'PERSONAL'] as const
export type AbsenceReason = (typeof ABSENCE_REASONS)[number]

export const SESSION_STATES = [
  'SCHEDULED',
  'HELD',
  'SUBMITTED',
  'RETURNED',
  'APPROVED',
  'REOPENED',
  'CANCELLED',
  'RESCHEDULED',
] as const
export type SessionState = (typeof SESSION_STATES)[number]

/** The stored number of a mark: its place in MARK_CODES, counted from one. */
export function markNumber(code: MarkCode): number {
  return MARK_CODES.indexOf(code) + 1
}

/** The mark of a stored number, or null where nothing is marked. */
export function markOf(stored: number | null): MarkCode | null {
  return stored === null ? null : (MARK_CODES[stored - 1] ?? null)
}
