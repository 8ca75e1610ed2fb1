import { type Fail, fail } from '@/lib/shared/result'
import type { ActivityState, State, VolunteerRole } from './kinds'

export type ShiftAsked = { minutes: number; role: VolunteerRole }
export type ShiftFacts = {
  activity: { day: string; state: ActivityState }
  volunteer: { joinedOn: string; leftOn: string | null }
  /** What she served that day already. */
  dayMinutes: number
  most: number
}
export const LEAST_MINUTES = 5

/**
 * Whether a turn of service can be hers. E-SA-06: of an activity that was not held. E-SA-12: she was no volunteer that day.
 * E-SA-11: shorter or longer than a turn, or than a day with what she served already.
 */
export function shiftRefusal({ minutes }: ShiftAsked, facts: ShiftFacts): Fail | null {
  const { activity, volunteer, dayMinutes, most } = facts
  if (activity.state !== 'HELD') return fail('E-SA-06')
  if (activity.day < volunteer.joinedOn || (volunteer.leftOn !== null && activity.day > volunteer.leftOn))
    return fail('E-SA-12')
  if (!Number.isInteger(minutes) || minutes < LEAST_MINUTES || dayMinutes + minutes > most)
    return fail('E-SA-11', { min: LEAST_MINUTES, max: Math.floor(most / 60) })
  return null
}

/** Whether an activity may be entered: of an established association, from the day it was established. E-SA-06, E-SA-10. */
export function activityRefusal(
  day: string,
  association: { state: State; establishedOn: string | null },
): Fail | null {
  if (association.state !== 'ESTABLISHED' || association.establishedOn === null) return fail('E-SA-06')
  return day < association.establishedOn ? fail('E-SA-10') : null
}

/** A day that has not come is planned; one that has was held, and its beneficiaries are counted. */
export const stateOn = (day: string, today: string): ActivityState => (day > today ? 'PLANNED' : 'HELD')

/** Reads «۲:۳۰», «۲٫۵» or «۲» hours that were typed as minutes; NaN for anything else. */
export function typedHours(text: string, number: (typed: string) => number | null): number {
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const hours = number(text)
  return hours === null ? Number.NaN : Math.round(hours * 60)
}
