import type { AbsenceReason, MarkCode, SessionState } from './codes'

/** One person's mark as stored: minutes late and early are whole minutes. */
export type Mark = { code: MarkCode; late: number; early: number; reason: AbsenceReason | null }

/** One row of the register, ready to show. Hours are minutes; `mayMiss` is null where the rule gives no bound. */
export type RegisterPerson = {
  personId: string
  row: number
  name: string
  /** What she is known by who does not read: code words of lib/people/symbol. */
  symbol?: string | null | undefined
  colour?: string | null | undefined
  earnedMinutes: number
  possibleMinutes: number
  mayMissMinutes: number | null
  mark: Mark | null
}

/** Everything the register screen needs, in one answer. */
export type RegisterView = {
  sessionId: string
  version: number
  status: SessionState
  seq: number
  moduleTitle: string | null
  placeName: string
  countyName: string
  dayIso: string
  startTime: string
  netMinutes: number
  graceMinutes: number
  headCount: number | null
  topic: string | null
  note: string | null
  mismatch: string | null
  returnReason: string | null
  /** A draft of it came by SMS: who confirms it reads it first. */
  bySms?: boolean
  cancelReason: string | null
  /** Null when the sheet can be edited, otherwise the code that says why not (E-ATT-04, E-SES-05 …). */
  lockedCode: string | null
  people: RegisterPerson[]
  guests: { id: string; name: string }[]
}

/** Head count, topic, note and the reason of a difference, as stored. */
export type SheetHeads = {
  head: number | null
  topic: string | null
  note: string | null
  mismatch: string | null
}

/** The answer to a save. */
export type RegisterReceipt =
  | {
      status: 'applied' | 'duplicate'
      version: number
      sessionStatus: SessionState
      receipts: { id: string; status: 'applied' | 'duplicate' }[]
    }
  | {
      status: 'conflict'
      code: 'E-GEN-03'
      version: number
      theirs: { personId: string; name: string; mark: Mark | null }[]
      /** What is stored of the sheet itself. */
      heads?: SheetHeads
    }
  | { status: 'refused'; code: string; values?: Record<string, string | number> }
