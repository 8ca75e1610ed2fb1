import type { PackBook, PackGroup, PackHamyar, PackSession, Pull } from '@/lib/sync/pack'
import type { RescueKey } from '@/lib/sync/rescue'

/** What an account carries: her groups as the office last told them, and how its clock differs from the phone's. */
export type Pack = {
  horizon: string
  /** Milliseconds to add to the phone's clock. A phone that runs wrong still opens the right day's sheet. */
  offset: number
  pulledAt: number
  account: Pull['account']
  groups: PackGroup[]
  /** Hamyar groups and books; a pack from before they were told has none. */
  hamyar?: PackHamyar[]
  books?: PackBook[]
  /** What a rescue file is sealed to. */
  rescue: RescueKey | null
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
    rescue: pull.rescue ?? before?.rescue ?? null,
    hamyar: pull.hamyar ?? [],
    books: pull.books ?? [],
    groups: hers.sort((a, b) => (a.code < b.code ? -1 : 1)),
  }
}

export type Line = { group: PackGroup; session: PackSession }

export const linesOf = (pack: Pack): Line[] =>
  pack.groups.flatMap((group) => group.sessions.map((session) => ({ group, session })))

export function lineOf(pack: Pack, sessionId: string): Line | null {
  return linesOf(pack).find(({ session }) => session.sessionId === sessionId) ?? null
}
