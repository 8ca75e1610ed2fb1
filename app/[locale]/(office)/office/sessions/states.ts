/** The tabs of the sheets, by the state of their sessions. */
export const STATES = {
  waiting: 'SUBMITTED',
  returned: 'RETURNED',
  approved: 'APPROVED',
  cancelled: 'CANCELLED',
} as const
