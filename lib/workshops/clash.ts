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
  /** The county of its group; null for the class. */
  countyId: string | null
  /** A facilitator or a participant of the planned ones takes part in it. */
  shared: boolean
}
export type Wanted = Span & { day: string; netMinutes: number }
export type Room = { venue: string | null; countyId: string | null }

/**
 * E-SES-02 where a wanted session lies in the time of another with the same people or at the same venue, E-SES-11 where
 * somebody's day would be longer than the rule allows. Rooms of one name in two counties are two rooms.
 */
export function checkClash(
  wanted: readonly Wanted[],
  others: readonly OtherSession[],
  room: Room,
  dayMaxMinutes: number,
): Result<true, 'E-SES-02' | 'E-SES-11'> {
  const venue = foldText(room.venue ?? '')
  const sameRoom = (other: OtherSession) =>
    venue !== '' &&
    foldText(other.venue ?? '') === venue &&
    (room.countyId === null || other.countyId === null || other.countyId === room.countyId)
  const against = others.filter((other) => other.shared || sameRoom(other))
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
