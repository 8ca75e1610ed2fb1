import { attends, isAbsent, type RegisterState } from './register'

export type Counts = { present: number; late: number; absent: number; unmarked: number; total: number }

/** Late comers are told apart; who left early was present. */
export function counts(state: RegisterState): Counts {
  const all = state.people.map((p) => state.now.marks[p.personId] ?? null)
  const late = all.filter((m) => m?.code === 'LATE').length
  return {
    present: all.filter(attends).length - late,
    late,
    absent: all.filter(isAbsent).length,
    unmarked: all.filter((m) => m === null).length,
    total: all.length,
  }
}

export type Balance =
  | { kind: 'unknown' }
  | { kind: 'later' }
  | { kind: 'match'; head: number }
  | { kind: 'differs'; head: number; here: number; explained: boolean }

/** The head count is the second, independent measure: of members there, and of guests, who also stand in the room. */
export function balance(state: RegisterState): Balance {
  const { head, mismatch } = state.now
  if (head === null) return { kind: state.later ? 'later' : 'unknown' }
  const { present, late } = counts(state)
  const here = present + late + state.now.guests.length
  if (head === here) return { kind: 'match', head }
  return { kind: 'differs', head, here, explained: mismatch.trim() !== '' }
}

/** What keeps a sheet from being submitted, in the order a person should deal with it. */
export type Blocker =
  | { kind: 'head' }
  | { kind: 'unmarked'; code: 'E-ATT-03'; n: number; firstPerson: string }
  | { kind: 'mismatch'; code: 'E-ATT-07'; head: number; here: number }
  | { kind: 'uniform'; code: 'W-ATT-05'; status: 'PRESENT' | 'ABSENT' }

export function blockers(state: RegisterState, acknowledged: readonly string[] = []): Blocker[] {
  const found: Blocker[] = []
  const sum = counts(state)
  const weighed = balance(state)
  const first = state.people.find((p) => !state.now.marks[p.personId])
  if (weighed.kind === 'unknown') found.push({ kind: 'head' })
  if (first) found.push({ kind: 'unmarked', code: 'E-ATT-03', n: sum.unmarked, firstPerson: first.personId })
  // While somebody is unmarked the two numbers differ by nature; nobody should have to explain that.
  if (!first && weighed.kind === 'differs' && !weighed.explained) {
    found.push({ kind: 'mismatch', code: 'E-ATT-07', head: weighed.head, here: weighed.here })
  }
  const same = uniformStatus(state)
  if (same && !acknowledged.includes('W-ATT-05'))
    found.push({ kind: 'uniform', code: 'W-ATT-05', status: same })
  return found
}

/** Everybody there, late or not, or nobody at all: both happen, both deserve a second look. */
export function uniformStatus(state: RegisterState): 'PRESENT' | 'ABSENT' | null {
  const all = state.people.map((p) => state.now.marks[p.personId] ?? null)
  if (all.length === 0) return null
  if (all.every(attends)) return 'PRESENT'
  return all.every(isAbsent) ? 'ABSENT' : null
}

/** How many marks and other changes the server has not confirmed. */
export function unsaved(state: RegisterState): number {
  return new Set([...(state.sent?.ops ?? []), ...state.pending].map((op) => op.id)).size
}
