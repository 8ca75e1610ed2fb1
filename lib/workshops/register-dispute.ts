import type { Dispute, RegisterState, SheetValues, Word } from './register'
import { markOp, queue, sameMark, subject } from './register-ops'
import { comeBack } from './register-sync'
import type { Mark, RegisterReceipt } from './register-view'
import type { RegisterOp } from './schema'

type Conflict = Extract<RegisterReceipt, { status: 'conflict' }>
type Touched = { disputes: Dispute[]; settled: Set<string> }

const WORDS = ['topic', 'note', 'mismatch'] as const

/** What a dispute is about: a person's id, or the place on the sheet. */
export const disputeKey = (dispute: Dispute): string =>
  'about' in dispute ? dispute.about : dispute.personId

/**
 * Somebody else saved meanwhile. What she did not touch becomes theirs, what both say is settled,
 * and only a real difference is put before her: not where she changed exactly what is stored.
 */
export function collide(before: RegisterState, conflict: Conflict): RegisterState {
  const state = comeBack(before)
  const found: Touched = { disputes: [], settled: new Set() }
  const marked = collideMarks(state, conflict, found)
  const both = conflict.heads ? collideSheet(marked, conflict.heads, found) : marked
  return {
    ...both,
    version: conflict.version,
    pending: both.pending.filter((op) => !found.settled.has(subject(op))),
    disputes: found.disputes,
    seen: true,
    stale: true,
    history: [],
  }
}

function collideMarks(state: RegisterState, { theirs }: Conflict, found: Touched): RegisterState {
  const marks = { ...state.now.marks }
  const savedMarks = { ...state.saved.marks }
  for (const { personId, name, mark } of theirs) {
    if (!(personId in marks)) continue
    const mine = marks[personId] ?? null
    const known = state.seen && sameMark(state.saved.marks[personId] ?? null, mark)
    savedMarks[personId] = mark
    if (!state.pending.some((op) => subject(op) === `person:${personId}`)) marks[personId] = mark
    else if (sameMark(mine, mark)) found.settled.add(`person:${personId}`)
    else if (!known) found.disputes.push({ personId, name, mine, theirs: mark })
  }
  return { ...state, saved: { ...state.saved, marks: savedMarks }, now: { ...state.now, marks } }
}

type Stored = NonNullable<Conflict['heads']>

function collideSheet(state: RegisterState, heads: Stored, found: Touched): RegisterState {
  const now = { ...state.now }
  const saved = { ...state.saved }
  saved.head = heads.head
  if (!state.pending.some((op) => op.kind === 'head')) now.head = heads.head
  else if (now.head === heads.head) found.settled.add('head')
  else if (!state.seen || state.saved.head !== heads.head)
    found.disputes.push({ about: 'head', mine: now.head, theirs: heads.head })
  const told = state.pending.find((op) => op.kind === 'details')
  let open = 0
  for (const word of WORDS) {
    const theirs = heads[word] ?? ''
    const mine = now[word].trim()
    saved[word] = theirs
    if (told?.[word] === undefined) now[word] = theirs
    else if (mine !== theirs) {
      open += 1
      if (!state.seen || state.saved[word] !== theirs) found.disputes.push({ about: word, mine, theirs })
    }
  }
  if (told && open === 0) found.settled.add('details')
  return { ...state, saved, now, later: now.head === null && state.later }
}

export type Choices = Record<string, 'mine' | 'theirs'>

/** Her decision. "Mine" is a new operation, because it is a new decision on a newer sheet. */
export function settle(state: RegisterState, choices: Choices, newId: () => string): RegisterState {
  if (state.disputes.some((dispute) => !choices[disputeKey(dispute)])) return state
  let next: RegisterState = { ...state, disputes: [] }
  const words: Partial<Record<Word, string>> = {}
  for (const dispute of state.disputes) {
    const mine = choices[disputeKey(dispute)] === 'mine'
    if (!('about' in dispute))
      next = settleMark(next, dispute.personId, mine ? dispute.mine : dispute.theirs, newId)
    else if (dispute.about === 'head')
      next = settleHead(next, mine ? dispute.mine : dispute.theirs, mine, newId)
    else words[dispute.about] = mine ? dispute.mine : dispute.theirs
  }
  return Object.keys(words).length > 0 ? settleWords(next, words, newId) : next
}

function settleMark(state: RegisterState, person: string, chosen: Mark | null, newId: () => string) {
  const next = { ...state, now: { ...state.now, marks: { ...state.now.marks, [person]: chosen } } }
  return { ...next, pending: queue(next, markOp(newId(), person, chosen)) }
}

function settleHead(state: RegisterState, head: number | null, mine: boolean, newId: () => string) {
  const rest = state.pending.filter((op) => op.kind !== 'head')
  const told: RegisterOp = { id: newId(), kind: 'head', count: head }
  const later = head === null && state.later
  return { ...state, later, now: { ...state.now, head }, pending: mine ? [...rest, told] : rest }
}

/** One operation for the words that are still hers; what she left to the other is not told again. */
function settleWords(state: RegisterState, words: Partial<Record<Word, string>>, newId: () => string) {
  const told = state.pending.find((op) => op.kind === 'details')
  const now: SheetValues = { ...state.now, ...words }
  const op: RegisterOp = { id: newId(), kind: 'details' }
  for (const word of WORDS) {
    const text = now[word].trim()
    if (told?.[word] !== undefined && text !== state.saved[word]) op[word] = text === '' ? null : text
  }
  const rest = state.pending.filter((one) => one.kind !== 'details')
  const any = WORDS.some((word) => op[word] !== undefined)
  return { ...state, now, pending: any ? [...rest, op] : rest }
}
