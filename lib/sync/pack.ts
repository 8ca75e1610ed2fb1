import type { EventKind } from '@/lib/hamyar/desk'
import type { EntryKind } from '@/lib/hamyar/ledger'
import type { Mark } from '@/lib/workshops/register-view'
import type { RescueKey } from './rescue'

/** A mark with the operation that made it, so that the next tap can say what it replaces. */
export type PackMark = Mark & { op: string | null }

/** Somebody of a group as a phone may hold her: never an identifier, a number or an answer. Minutes are whole. */
export type PackPerson = {
  personId: string
  row: number
  name: string
  /** A symbol and a colour she chose, by their codes. */
  symbol: string | null
  colour: string | null
  earnedMinutes: number
  possibleMinutes: number
  mayMissMinutes: number | null
}

/** What one of those said who did not know of each other. */
export type PackWord = { mine: boolean; by: string } & (
  | { kind: 'mark'; mark: Mark | null }
  | { kind: 'head'; count: number | null }
  | { kind: 'text'; text: string }
  | { kind: 'act'; outcome: string }
)

/** A place of a sheet that waits for the office: the word that stands until then comes first. */
export type PackDispute = { place: string; words: PackWord[] }

export type PackSession = {
  sessionId: string
  version: number
  status: string
  seq: number
  moduleCode: string | null
  moduleTitleFa: string | null
  moduleTitleEn: string | null
  dayIso: string
  startTime: string
  netMinutes: number
  headCount: number | null
  topic: string | null
  note: string | null
  mismatch: string | null
  returnReason: string | null
  cancelReason: string | null
  lockedCode: string | null
  makesUp: boolean
  /** What names this session in an SMS (lib/sync/sms-code.ts). */
  smsCode?: string
  /** Who is on this sheet, by person; the marks she has there. */
  marks: Record<string, PackMark | null>
  guests: { id: string; name: string }[]
  /** What stands in the other places of the sheet, by operation. */
  heads: { head: string | null; details: string | null; act: string | null }
  /** By which operation a mark was taken away, of those who have none now: the next tap on her replaces it. */
  taken?: Record<string, string>
  /** Places in which people who did not know of each other said different things: a person's id, `head`, `details:note` … */
  conflicts?: string[]
  /** The same places with what was said there. A phone that took its sheets along before has only their number. */
  disputes?: PackDispute[]
}

/** One group, whole. `seen` is the transaction horizon it was read at. */
export type PackGroup = {
  cohortId: string
  code: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  graceMinutes: number
  people: PackPerson[]
  sessions: PackSession[]
}

/** A hamyar group as its social worker's phone may hold it: its members by name, and what was held with it lately. */
export type PackHamyar = {
  groupId: string
  code: string
  nameFa: string
  members: { memberId: string; name: string }[]
  events: PackEvent[]
}
/** What stands of an event, with the operations that a newer word replaces. */
export type PackEvent = {
  eventId: string
  kind: EventKind
  day: string
  minutes: number | null
  topic: string | null
  gone: boolean
  op: string
  marks: Record<string, { present: boolean | null; op: string }>
}
/** A group's own book in the hand of who keeps it. Amounts are whole rials as digits. */
export type PackBook = { groupId: string; nameFa: string; lines: PackLine[] }
export type PackLine = {
  id: string
  entry: EntryKind
  day: string
  amount: string
  note: string
  /** The line it takes back. */
  reverses: string | null
}

/** The answer to a pull. */
export type Pull = {
  v: 1
  /** To be sent with the next pull. */
  horizon: string
  /** The day and minute at the office, in words a machine reads; a demo run has its own. */
  clock: { nowIso: string; dayIso: string }
  /** All groups assigned today; the phone forgets every other one. */
  assigned: string[]
  /** Those of them in which something was written since. */
  groups: PackGroup[]
  /** The hamyar groups she accompanies and the books she keeps, whole each time: they are few and small. */
  hamyar?: PackHamyar[]
  books?: PackBook[]
  account: { id: string; name: string; programmeFa: string; programmeEn: string }
  /** What a rescue file is sealed to (lib/sync/rescue.ts). */
  rescue?: RescueKey
}
