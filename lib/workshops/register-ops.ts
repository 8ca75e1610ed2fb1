import type { RegisterState, SheetValues } from './register'
import type { Mark } from './register-view'
import type { RegisterOp } from './schema'

export function sameMark(a: Mark | null, b: Mark | null): boolean {
  if (a === null || b === null) return a === b
  return a.code === b.code && a.late === b.late && a.early === b.early && a.reason === b.reason
}

/** What an operation is about; a later operation about the same thing replaces an unsent earlier one. */
export function subject(op: RegisterOp): string {
  if (op.kind === 'mark' || op.kind === 'unmark') return `person:${op.person}`
  return op.kind === 'guest' ? `guest:${op.guest}` : op.kind
}

export function markOp(id: string, person: string, mark: Mark | null): RegisterOp {
  if (mark === null) return { id, kind: 'unmark', person }
  return {
    id,
    kind: 'mark',
    person,
    code: mark.code,
    late: mark.late,
    early: mark.early,
    reason: mark.reason,
  }
}

/** Queue an operation, unless the server already holds exactly that and nothing about it is under way. */
export function queue(state: RegisterState, op: RegisterOp): RegisterOp[] {
  const rest = state.pending.filter((p) => subject(p) !== subject(op))
  const underWay = state.sent?.ops.some((p) => subject(p) === subject(op)) ?? false
  return !underWay && alreadySaved(state.saved, op) ? rest : [...rest, op]
}

/** Does the server hold what this operation would say? "Count later" is always told. */
export function alreadySaved(saved: SheetValues, op: RegisterOp): boolean {
  switch (op.kind) {
    case 'mark':
      return sameMark(saved.marks[op.person] ?? null, { ...op, reason: op.reason ?? null })
    case 'unmark':
      return (saved.marks[op.person] ?? null) === null
    case 'head':
      return op.count !== null && saved.head === op.count
    case 'details':
      return (
        (op.topic === undefined || (op.topic ?? '') === saved.topic) &&
        (op.note === undefined || (op.note ?? '') === saved.note) &&
        (op.mismatch === undefined || (op.mismatch ?? '') === saved.mismatch)
      )
    case 'guest':
      return saved.guests.some((g) => g.id === op.guest)
  }
}
