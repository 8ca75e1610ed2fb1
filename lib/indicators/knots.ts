import type { SessionState } from '@/lib/workshops/codes'

/** How a session stands in the weave. */
export type KnotState = 'held' | 'waiting' | 'cancelled' | 'next' | 'ahead'

type Session = { day: string; status: SessionState }

const GONE: readonly SessionState[] = ['CANCELLED', 'RESCHEDULED']
const IN_HAND: readonly SessionState[] = ['SUBMITTED', 'RETURNED', 'REOPENED']

/**
 * The knots of one neighbourhood, given its sessions in the order of their days. What comes after `asOf` lies ahead, and
 * the first that lies ahead is the next one. In public a sheet that is not approved is not known yet.
 */
export function knotStates(
  sessions: readonly Session[],
  { asOf, counting = 'internal' }: { asOf?: string; counting?: 'internal' | 'public' },
): KnotState[] {
  let met = false
  return sessions.map(({ day, status }) => {
    if (GONE.includes(status)) return 'cancelled'
    const past = asOf === undefined || day <= asOf
    if (past && status === 'APPROVED') return 'held'
    if (past && counting === 'internal' && IN_HAND.includes(status)) return 'waiting'
    if (met) return 'ahead'
    met = true
    return 'next'
  })
}

/** Whether a session counts in figures up to a day. */
export function sessionCounts(
  { day, status }: Session,
  { asOf, counting = 'internal' }: { asOf?: string; counting?: 'internal' | 'public' },
): boolean {
  return (
    (asOf === undefined || day <= asOf) &&
    (status === 'APPROVED' || (counting === 'internal' && status === 'SUBMITTED'))
  )
}
