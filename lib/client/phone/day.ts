import { tehranDay } from '@/lib/shared/tehran'
import { type Line, linesOf, type Pack } from './pack'

const OPEN = ['SCHEDULED', 'HELD', 'RETURNED', 'REOPENED']
const inOrder = (a: Line, b: Line) =>
  `${a.session.dayIso} ${a.session.startTime}` < `${b.session.dayIso} ${b.session.startTime}` ? -1 : 1

/** Her sessions as the home screen has them; `statusOf` knows what she has done on this phone since. */
export function dayOf(
  pack: Pack,
  nowMs: number,
  statusOf: (line: Line) => string,
): { today: Line[]; waiting: Line[]; next: Line[] } {
  const day = tehranDay(new Date(nowMs + pack.offset))
  const lines = linesOf(pack).sort(inOrder)
  return {
    today: lines.filter(({ session }) => session.dayIso === day && session.status !== 'RESCHEDULED'),
    waiting: lines.filter((line) => line.session.dayIso < day && OPEN.includes(statusOf(line))),
    next: lines.filter(({ session }) => session.dayIso > day && session.status === 'SCHEDULED').slice(0, 4),
  }
}
