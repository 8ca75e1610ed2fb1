import { foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import { overlapping, type Span } from './plan'

/** A session of the same time that shares people or a room with those planned; minutes include the break. */
export type OtherSession = Span & {
  day: string
  /** Net minutes, which count towards somebody's day. */
  netMinutes: number
  /** The place it is known by. */
  name: string
  venue: string | null
  /** A facilitator or a participant of the planned ones takes part in it. */
  shared: boolean
}
export type Wanted = Span & { day: string; netMinutes: number }

/**
 * E-SES-02 where a wanted session lies in the time of another with the same people or at the same venue, E-SES-11 where
 * somebody's day would be longer than the rule allows. A venue is the same however it is spelt.
 */
export function checkClash(
  wanted: readonly Wanted[],
  others: readonly OtherSession[],
  room: string | null,
  dayMaxMinutes: number,
): Result<true, 'E-SES-02' | 'E-SES-11'> {
  const against = others.filter((other) => other.shared || sameRoom(other.venue, room))
  for (const session of wanted) {
    const other = overlapping(session, against)
    if (other) return fail('E-SES-02', { other: other.name })
    const sameDay = [...wanted, ...others.filter(({ shared }) => shared)].filter(
      ({ day }) => day === session.day,
    )
    const minutes = sameDay.reduce((sum, { netMinutes }) => sum + netMinutes, 0)
    if (minutes > dayMaxMinutes) return fail('E-SES-11', { max: dayMaxMinutes })
  }
  return ok(true)
}

/** Whether two venues are one, however they are spelt; what has no venue shares none. */
export function sameRoom(venue: string | null, room: string | null): boolean {
  const folded = foldText(room ?? '')
  return folded !== '' && foldText(venue ?? '') === folded
}
