import type { AbsenceReason, SessionState } from './codes'
import { markOp, queue, sameMark } from './register-ops'
import type { Mark, RegisterPerson, RegisterView } from './register-view'
import type { RegisterOp } from './schema'

export type Guest = { id: string; name: string }

/** Everything on a sheet that a tap or a word can change. */
export type SheetValues = {
  marks: Record<string, Mark | null>
  head: number | null
  topic: string
  note: string
  mismatch: string
  guests: Guest[]
}

/** What one change replaced; enough to take it back. */
export type Step =
  | { kind: 'marks'; before: Record<string, Mark | null> }
  | { kind: 'head'; head: number | null; later: boolean }
  | { kind: 'guest'; id: string }

export type Word = 'topic' | 'note' | 'mismatch'

/** What two people say differently: of somebody, of how many were there, or in words. */
export type Dispute =
  | { personId: string; name: string; mine: Mark | null; theirs: Mark | null }
  | { about: 'head'; mine: number | null; theirs: number | null }
  | { about: Word; mine: string; theirs: string }

/**
 * The register in the facilitator's hand. `saved` is what the server is known to hold, `now` what she sees,
 * `pending` the difference as operations, `sent` a batch whose fate is not known yet.
 */
export type RegisterState = {
  sessionId: string
  version: number
  status: SessionState
  locked: boolean
  netMinutes: number
  people: readonly RegisterPerson[]
  saved: SheetValues
  now: SheetValues
  /** She chose "I will count later": the session carries a flag. */
  later: boolean
  pending: RegisterOp[]
  sent: { ops: RegisterOp[]; baseVersion: number } | null
  disputes: Dispute[]
  /** `saved` is also what she saw when she made what is pending; not so for a draft brought back to a newer sheet. */
  seen: boolean
  /** Somebody else has saved this sheet meanwhile: marks she did not touch may be older than the register's. */
  stale: boolean
  history: Step[]
}

export type RegisterAction =
  | { type: 'digit'; digit: number; fresh: boolean }
  | { type: 'erase' }
  | { type: 'step'; by: 1 | -1 }
  | { type: 'later' }
  | { type: 'allPresent' }
  | { type: 'tap'; person: string }
  | { type: 'late'; person: string; minutes: number }
  | { type: 'early'; person: string; minutes: number }
  | { type: 'reason'; person: string; reason: AbsenceReason }
  | { type: 'excuse'; person: string }
  | { type: 'clear'; person: string }
  | { type: 'details'; topic?: string; note?: string; mismatch?: string }
  | { type: 'guest'; name: string }
  | { type: 'dropGuest'; id: string }
  | { type: 'undo' }

const HEAD_MAX = 500
const HISTORY_MAX = 50
export const PRESENT: Mark = { code: 'PRESENT', late: 0, early: 0, reason: null }
export const ABSENT: Mark = { code: 'ABSENT', late: 0, early: 0, reason: null }

/** A register as it opens: exactly what is stored, nothing presumed (decision 0.1). */
export function openRegister(view: RegisterView): RegisterState {
  const values: SheetValues = {
    marks: Object.fromEntries(view.people.map((p) => [p.personId, p.mark])),
    head: view.headCount,
    topic: view.topic ?? '',
    note: view.note ?? '',
    mismatch: view.mismatch ?? '',
    guests: view.guests,
  }
  return {
    sessionId: view.sessionId,
    version: view.version,
    status: view.status,
    locked: view.lockedCode !== null || view.status === 'CANCELLED' || view.status === 'APPROVED',
    netMinutes: view.netMinutes,
    people: view.people,
    saved: values,
    now: values,
    later: false,
    pending: [],
    sent: null,
    disputes: [],
    seen: true,
    stale: false,
    history: [],
  }
}

export const attends = (mark: Mark | null | undefined): boolean =>
  mark?.code === 'PRESENT' || mark?.code === 'LATE' || mark?.code === 'LEFT_EARLY'

export const isAbsent = (mark: Mark | null | undefined): boolean =>
  mark?.code === 'ABSENT' || mark?.code === 'EXCUSED'

/** Minutes missed must leave something of the session (E-ATT-02). */
export function minutesFit(state: RegisterState, late: number, early: number): boolean {
  return late >= 0 && early >= 0 && (late + early === 0 || late + early < state.netMinutes)
}

/** One tap: nobody stays unmarked, a tap on somebody present makes her absent, the next one takes it back. */
export function nextByTap(mark: Mark | null): Mark {
  return attends(mark) ? ABSENT : PRESENT
}

/** One change of the register. Ids come from outside: this file knows neither clock nor chance. */
export function act(state: RegisterState, action: RegisterAction, newId: () => string): RegisterState {
  if (state.locked) return state
  const mark = 'person' in action ? (state.now.marks[action.person] ?? null) : null
  switch (action.type) {
    case 'digit': {
      const head = (action.fresh ? 0 : (state.now.head ?? 0)) * 10 + action.digit
      return head > HEAD_MAX ? state : setHead(state, head, false, newId)
    }
    case 'erase': {
      const head = state.now.head === null || state.now.head < 10 ? null : Math.floor(state.now.head / 10)
      return setHead(state, head, false, newId)
    }
    case 'step': {
      const head = (state.now.head ?? 0) + action.by
      return head < 0 || head > HEAD_MAX ? state : setHead(state, head, false, newId)
    }
    case 'later':
      return setHead(state, null, true, newId)
    case 'allPresent': {
      const unmarked = state.people.filter((p) => !state.now.marks[p.personId])
      return setMarks(state, Object.fromEntries(unmarked.map((p) => [p.personId, PRESENT])), newId)
    }
    case 'tap':
      return setMarks(state, { [action.person]: nextByTap(mark) }, newId)
    case 'late':
      return setMinutes(state, action.person, action.minutes, attends(mark) ? mark!.early : 0, newId)
    case 'early':
      return setMinutes(state, action.person, attends(mark) ? mark!.late : 0, action.minutes, newId)
    case 'reason': {
      const absent = isAbsent(mark) ? mark! : ABSENT
      const reason = absent.reason === action.reason ? null : action.reason
      return setMarks(state, { [action.person]: { ...absent, reason } }, newId)
    }
    case 'excuse': {
      const code = mark?.code === 'EXCUSED' ? 'ABSENT' : 'EXCUSED'
      const reason = isAbsent(mark) ? mark!.reason : null
      return setMarks(state, { [action.person]: { ...ABSENT, code, reason } }, newId)
    }
    case 'clear':
      return setMarks(state, { [action.person]: null }, newId)
    case 'details':
      return setDetails(state, action, newId)
    case 'guest':
      return addGuest(state, action.name, newId)
    case 'dropGuest':
      return dropGuest(state, action.id)
    case 'undo':
      return undo(state, newId)
  }
}

function setMarks(state: RegisterState, changes: Record<string, Mark | null>, newId: () => string) {
  const known = Object.entries(changes).filter(
    ([person, mark]) => person in state.now.marks && !sameMark(state.now.marks[person] ?? null, mark),
  )
  if (known.length === 0) return state
  const before = Object.fromEntries(known.map(([person]) => [person, state.now.marks[person] ?? null]))
  const now = { ...state.now, marks: { ...state.now.marks, ...Object.fromEntries(known) } }
  let next: RegisterState = { ...state, now, history: remember(state, { kind: 'marks', before }) }
  for (const [person, mark] of known) next = { ...next, pending: queue(next, markOp(newId(), person, mark)) }
  return next
}

function setMinutes(state: RegisterState, person: string, late: number, early: number, newId: () => string) {
  if (!minutesFit(state, late, early)) return state
  const code = late > 0 ? 'LATE' : early > 0 ? 'LEFT_EARLY' : 'PRESENT'
  return setMarks(state, { [person]: { code, late, early, reason: null } }, newId)
}

function setHead(state: RegisterState, head: number | null, later: boolean, newId: () => string) {
  if (head === state.now.head && later === state.later) return state
  const last = state.history.at(-1)
  // Typing "22" is one change for the person who takes it back, not two.
  const history =
    last?.kind === 'head'
      ? state.history
      : remember(state, { kind: 'head', head: state.now.head, later: state.later })
  const next = { ...state, later, now: { ...state.now, head }, history }
  const told = { id: newId(), kind: 'head', count: head } as const
  const unsaid = head === null && !later && state.saved.head === null && !state.sent
  const pending = unsaid ? state.pending.filter((op) => op.kind !== 'head') : queue(next, told)
  return { ...next, pending }
}

type Details = { topic?: string; note?: string; mismatch?: string }

function setDetails(state: RegisterState, change: Details, newId: () => string): RegisterState {
  const now = {
    ...state.now,
    topic: (change.topic ?? state.now.topic).slice(0, 200),
    note: (change.note ?? state.now.note).slice(0, 1000),
    mismatch: (change.mismatch ?? state.now.mismatch).slice(0, 300),
  }
  const op: RegisterOp = { id: newId(), kind: 'details' }
  const inQueue = state.pending.find((p) => p.kind === 'details')
  for (const field of ['topic', 'note', 'mismatch'] as const) {
    const touched = change[field] !== undefined || inQueue?.[field] !== undefined
    if (touched) op[field] = now[field].trim() === '' ? null : now[field].trim()
  }
  const next = { ...state, now }
  return { ...next, pending: queue(next, op) }
}

function addGuest(state: RegisterState, typed: string, newId: () => string): RegisterState {
  const name = typed.trim().replace(/\s+/g, ' ').slice(0, 60)
  if (name.length < 2) return state
  const guest = newId()
  const next: RegisterState = {
    ...state,
    now: { ...state.now, guests: [...state.now.guests, { id: guest, name }] },
    history: remember(state, { kind: 'guest', id: guest }),
  }
  return { ...next, pending: queue(next, { id: newId(), kind: 'guest', guest, name }) }
}

/** A guest can be taken away only while the server has not heard of her. */
function dropGuest(state: RegisterState, id: string): RegisterState {
  if (!state.pending.some((op) => op.kind === 'guest' && op.guest === id)) return state
  return {
    ...state,
    now: { ...state.now, guests: state.now.guests.filter((g) => g.id !== id) },
    pending: state.pending.filter((op) => !(op.kind === 'guest' && op.guest === id)),
    history: state.history.filter((s) => !(s.kind === 'guest' && s.id === id)),
  }
}

function remember(state: RegisterState, step: Step): Step[] {
  return [...state.history, step].slice(-HISTORY_MAX)
}

/** Taking back is a change like any other: it makes operations, so it also works after a save. */
function undo(state: RegisterState, newId: () => string): RegisterState {
  const step = state.history.at(-1)
  if (!step) return state
  const history = state.history.slice(0, -1)
  if (step.kind === 'guest') return { ...dropGuest(state, step.id), history }
  if (step.kind === 'head') {
    return { ...setHead({ ...state, history: [] }, step.head, step.later, newId), history }
  }
  return { ...setMarks({ ...state, history: [] }, step.before, newId), history }
}
