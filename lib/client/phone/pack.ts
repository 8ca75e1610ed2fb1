import { tehranDay } from '@/lib/shared/tehran'
import type { PackGroup, PackSession, Pull } from '@/lib/sync/pack'

/** What an account carries: her groups as the office last told them, and how its clock differs from the phone's. */
export type Pack = {
  horizon: string
  /** Milliseconds to add to the phone's clock. A phone that runs wrong still opens the right day's sheet. */
  offset: number
  pulledAt: number
  account: Pull['account']
  groups: PackGroup[]
}

/** Lays a pull over what was there: groups in it are whole, groups no longer hers are gone. */
export function mergePull(before: Pack | null, pull: Pull, nowMs: number): Pack {
  const fresh = new Map(pull.groups.map((group) => [group.cohortId, group]))
  const kept = (before?.groups ?? []).filter((group) => !fresh.has(group.cohortId))
  const hers = [...kept, ...fresh.values()].filter((group) => pull.assigned.includes(group.cohortId))
  return {
    horizon: pull.horizon,
    offset: Date.parse(pull.clock.nowIso) - nowMs,
    pulledAt: nowMs,
    account: pull.account,
    groups: hers.sort((a, b) => (a.code < b.code ? -1 : 1)),
  }
}

export type Line = { group: PackGroup; session: PackSession }

export const linesOf = (pack: Pack): Line[] =>
  pack.groups.flatMap((group) => group.sessions.map((session) => ({ group, session })))

export function lineOf(pack: Pack, sessionId: string): Line | null {
  return linesOf(pack).find(({ session }) => session.sessionId === sessionId) ?? null
}

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
