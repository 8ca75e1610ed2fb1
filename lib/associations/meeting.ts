import { type Fail, fail } from '@/lib/shared/result'
import { LEVELS, type Level, type Mode } from './kinds'

export type Seats = { level: Level; inPerson: number; online: number }

/** The levels of which somebody came, in their order. */
export const seated = (seats: readonly Seats[]): Seats[] =>
  LEVELS.flatMap((level) => seats.filter((one) => one.level === level && one.inPerson + one.online > 0))

/** E-SA-14: nobody came, or somebody came in a way the meeting was not held in. */
export function attendanceRefusal(mode: Mode, seats: readonly Seats[]): Fail<'E-SA-14'> | null {
  const room = seats.reduce((all, one) => all + one.inPerson, 0)
  const online = seats.reduce((all, one) => all + one.online, 0)
  const fits = {
    IN_PERSON: room > 0 && online === 0,
    ONLINE: online > 0 && room === 0,
    HYBRID: room + online > 0,
  }
  return fits[mode] ? null : fail('E-SA-14')
}

export const attended = (seats: readonly Seats[]): { inPerson: number; online: number; all: number } => {
  const inPerson = seats.reduce((sum, one) => sum + one.inPerson, 0)
  const online = seats.reduce((sum, one) => sum + one.online, 0)
  return { inPerson, online, all: inPerson + online }
}
