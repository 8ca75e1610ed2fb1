import { ABSENCE_REASONS, MARK_CODES, type SessionState } from './codes'
import type { RegisterState, SheetValues } from './register'
import { alreadySaved, subject } from './register-ops'
import type { Mark } from './register-view'
import type { RegisterOp } from './schema'

/** Put what is pending on its way. An unanswered batch goes again exactly as it was: its ids make that harmless. */
export function depart(state: RegisterState): RegisterState {
  if (state.sent) return state
  return {
    ...state,
    sent: { ops: state.pending, baseVersion: state.version },
    pending: [],
    history: state.history.filter((step) => step.kind !== 'guest'),
  }
}

/**
 * The server has it: what was sent is now saved; what was tapped meanwhile stays pending. Each save counts one version:
 * a longer step means that somebody else saved too, and then she goes on from her own, so that the server still compares.
 */
export function arrive(state: RegisterState, version: number, status: SessionState): RegisterState {
  const saved = (state.sent?.ops ?? []).reduce(withOp, state.saved)
  const own = (state.sent?.baseVersion ?? state.version) + 1
  const stale = state.stale || version > own
  const at = { version: Math.min(version, own), stale, status, seen: true }
  const next = { ...state, ...at, saved, sent: null, disputes: [] }
  const pending = state.pending.filter((op) => !alreadySaved(saved, op))
  const done = status === 'CANCELLED' || status === 'APPROVED'
  return { ...next, pending: done ? [] : pending, locked: state.locked || done }
}

/** The server said no, and nothing was written: everything is pending again. */
export function comeBack(state: RegisterState): RegisterState {
  const newer = new Set(state.pending.map(subject))
  const returned = (state.sent?.ops ?? []).filter((op) => !newer.has(subject(op)))
  return { ...state, sent: null, pending: [...returned, ...state.pending] }
}

/** What may lie on a shared phone: uuids, codes and numbers. Never a name, never a word she wrote. */
export type Draft = { v: 1; base: number; sent: RegisterOp[]; pending: RegisterOp[]; later: boolean }

const wordless = (ops: RegisterOp[]) => ops.filter((op) => op.kind !== 'details' && op.kind !== 'guest')

export function draftOf(state: RegisterState): Draft | null {
  const sent = wordless(state.sent?.ops ?? [])
  const pending = wordless(state.pending)
  if (sent.length + pending.length === 0) return null
  return { v: 1, base: state.sent?.baseVersion ?? state.version, sent, pending, later: state.later }
}

/**
 * Lay a kept draft over a freshly opened sheet. What the server already holds is dropped. If all that was under way
 * arrived, the sheet's version is hers; otherwise she goes on from the version she knew, and the server judges.
 */
export function resume(state: RegisterState, draft: Draft): { state: RegisterState; restored: number } {
  const known = (op: RegisterOp) => !('person' in op) || op.person in state.now.marks
  const kept = new Map<string, RegisterOp>()
  for (const op of [...draft.sent, ...draft.pending].filter(known)) kept.set(subject(op), op)
  const open = [...kept.values()].filter((op) => !alreadySaved(state.saved, op))
  if (open.length === 0) return { state, restored: 0 }
  if (state.locked) return { state, restored: open.length }
  const arrived =
    draft.sent.length > 0 && draft.sent.filter(known).every((op) => alreadySaved(state.saved, op))
  const now = open.reduce(withOp, state.now)
  const version = arrived ? state.version : draft.base
  const seen = version === state.version
  return {
    state: { ...state, version, now, pending: open, later: draft.later, seen },
    restored: open.length,
  }
}

/** Reads what storage gave back; anything that is not plainly a draft is no draft. */
export function readDraft(found: unknown): Draft | null {
  if (typeof found !== 'object' || found === null) return null
  const { v, base, sent, pending, later } = found as Partial<Draft>
  if (v !== 1 || typeof base !== 'number' || !Array.isArray(sent) || !Array.isArray(pending)) return null
  if (![...sent, ...pending].every(isWordlessOp)) return null
  return { v, base, sent, pending, later: later === true }
}

function isWordlessOp(found: unknown): found is RegisterOp {
  if (typeof found !== 'object' || found === null) return false
  const op = found as Record<string, unknown>
  if (typeof op.id !== 'string') return false
  if (op.kind === 'head') return op.count === null || Number.isInteger(op.count)
  if (op.kind === 'unmark') return typeof op.person === 'string'
  const reasons: readonly unknown[] = [...ABSENCE_REASONS, null, undefined]
  return (
    op.kind === 'mark' &&
    typeof op.person === 'string' &&
    (MARK_CODES as readonly unknown[]).includes(op.code) &&
    Number.isInteger(op.late) &&
    Number.isInteger(op.early) &&
    reasons.includes(op.reason)
  )
}

/** What a sheet says once an operation has its way. */
export function withOp(values: SheetValues, op: RegisterOp): SheetValues {
  switch (op.kind) {
    case 'mark': {
      const mark: Mark = { code: op.code, late: op.late, early: op.early, reason: op.reason ?? null }
      return { ...values, marks: { ...values.marks, [op.person]: mark } }
    }
    case 'unmark':
      return { ...values, marks: { ...values.marks, [op.person]: null } }
    case 'head':
      return { ...values, head: op.count }
    case 'details':
      return {
        ...values,
        topic: op.topic === undefined ? values.topic : (op.topic ?? ''),
        note: op.note === undefined ? values.note : (op.note ?? ''),
        mismatch: op.mismatch === undefined ? values.mismatch : (op.mismatch ?? ''),
      }
    case 'guest': {
      if (values.guests.some((g) => g.id === op.guest)) return values
      return { ...values, guests: [...values.guests, { id: op.guest, name: op.name }] }
    }
  }
}
