import type { LeaveCohort } from '@/lib/programmes/schema'
import type { MarkCode } from '@/lib/workshops/codes'
import type { DemoPlace } from './places'

/** Sessions of a cohort and people in it. */
export const SESSIONS = 30
export const PEOPLE = 25
const LATE_MINUTES = 30

export type DemoMark = { code: MarkCode; late: number } | null
export type DemoExit = {
  session: number
  status: 'WITHDRAWN' | 'NO_SHOW'
  reason: LeaveCohort['reason']
}
type Profile = 'FULL' | 'REGULAR' | 'IRREGULAR' | 'DROPOUT' | 'NO_SHOW'

const LAST_OF: Record<DemoPlace['type'], readonly number[]> = {
  A: [6, 20, 22, 24],
  B: [5, 18, 21, 24],
  C: [4, 16, 20, 24],
}
const PROFILES: Profile[] = ['FULL', 'REGULAR', 'IRREGULAR', 'DROPOUT', 'NO_SHOW']
const EXIT_REASONS: LeaveCohort['reason'][] = ['RELOCATION', 'WORK', 'CARE_DUTY', 'HEALTH', 'NO_INTEREST']

export function profileOf(type: DemoPlace['type'], p: number): Profile {
  const at = LAST_OF[type].findIndex((last) => p <= last)
  return PROFILES[at === -1 ? 4 : at]!
}

const PRESENT: DemoMark = { code: 'PRESENT', late: 0 }
const ABSENT: DemoMark = { code: 'ABSENT', late: 0 }

/** What person `p` of cohort `c` does in each of the thirty sessions (index 0 is the first); null: no longer there. */
export function marksOf(place: DemoPlace, p: number): DemoMark[] {
  const { c, type } = place
  const upTo = (present: number, absent: number) =>
    Array.from({ length: SESSIONS }, (_, i) =>
      i < present ? PRESENT : i < present + absent ? ABSENT : (null as DemoMark),
    )
  switch (profileOf(type, p)) {
    case 'FULL':
      return upTo(SESSIONS, 0)
    case 'REGULAR':
      return regular(c, p)
    case 'IRREGULAR': {
      const k = 15 + ((c + p) % 8)
      const reached = (s: number) => Math.floor((s * k) / SESSIONS)
      return Array.from({ length: SESSIONS }, (_, i) => (reached(i + 1) > reached(i) ? PRESENT : ABSENT))
    }
    case 'DROPOUT':
      return upTo(daysBeforeDropout(c, p), 3)
    case 'NO_SHOW':
      return upTo(0, 4)
  }
}

function regular(c: number, p: number): DemoMark[] {
  const marks: DemoMark[] = Array.from({ length: SESSIONS }, () => PRESENT)
  const missed = 1 + ((c + 2 * p) % 6)
  for (let k = 0; k < missed; k++)
    marks[(3 * p + c + 5 * k) % SESSIONS] = k === 0 && missed >= 3 ? { code: 'EXCUSED', late: 0 } : ABSENT
  const late = (7 * p + 3 * c) % SESSIONS
  if (missed <= 5 && p % 2 === 1 && marks[late] === PRESENT)
    marks[late] = { code: 'LATE', late: LATE_MINUTES }
  return marks
}

const daysBeforeDropout = (c: number, p: number) => 3 + ((2 * c + p) % 10)

/** When and why a person leaves, if she does. */
export function exitOf(place: DemoPlace, p: number): DemoExit | null {
  switch (profileOf(place.type, p)) {
    case 'DROPOUT':
      return {
        session: daysBeforeDropout(place.c, p) + 3,
        status: 'WITHDRAWN',
        reason: EXIT_REASONS[(place.c + p) % 5]!,
      }
    case 'NO_SHOW':
      return { session: 4, status: 'NO_SHOW', reason: 'NO_SHOW' }
    default:
      return null
  }
}
