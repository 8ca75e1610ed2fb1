/** What about the sheets of group sessions deserves a look: a question to people, never a verdict and never a change. */
export const INTEGRITY_KINDS = [
  'SAME_MARKS',
  'SENT_EARLY',
  'ALL_PRESENT',
  'TWO_AT_ONCE',
  'HEAD_COUNT',
] as const
export type IntegrityKind = (typeof INTEGRITY_KINDS)[number]

/** Everything the inbox lists as a flag: also a phone that recorded in bulk, a late and a reopened sheet. */
export const FLAG_KINDS = [...INTEGRITY_KINDS, 'ALIKE', 'LATE', 'REOPENED_SHEET'] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

export const FINDINGS = ['IN_ORDER', 'CORRECTED', 'DOUBTFUL'] as const
export type Finding = (typeof FINDINGS)[number]

export function isFlagKind(value: unknown): value is FlagKind {
  return FLAG_KINDS.some((kind) => kind === value)
}

/** A sheet that counts, as the rules look at it. Instants are milliseconds. */
export type SheetFacts = {
  sessionId: string
  cohortId: string
  seq: number
  startsAt: number
  endsAt: number
  submittedAt: number | null
  /** Who held it: the facilitator that recorded it, else the group's lead. */
  leaderId: string | null
  /** All marks of the sheet in one word; the same marks give the same word. */
  marks: string
  rows: number
  /** Marked as there: present, late or gone early. */
  here: number
  /** Marked otherwise than present. */
  exceptions: number
  guests: number
  headCount: number | null
}

export type Thresholds = {
  allPresentRun: number
  sameMarksLeast: number
  earlyMinutes: number
  headDifference: number
}

/**
 * A flag on a sheet. `facts` names what it rests on: while they stay, it is the same flag; when they change, it is another.
 * `values` are the numbers of its sentence.
 */
export type Flag = {
  kind: FlagKind
  subject: string
  facts: string
  values: Record<string, number>
}

/** All flags of the sheets of a run. The order of the sheets does not matter. */
export function integrityFlags(sheets: readonly SheetFacts[], rules: Thresholds): Flag[] {
  const ordered = sheets.toSorted((a, b) => a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1))
  const cohorts = new Map<string, SheetFacts[]>()
  for (const sheet of ordered) {
    const own = cohorts.get(sheet.cohortId)
    if (own) own.push(sheet)
    else cohorts.set(sheet.cohortId, [sheet])
  }
  return [
    ...[...cohorts.values()].flatMap((own) => [...sameMarks(own, rules), ...allPresent(own, rules)]),
    ...ordered.flatMap((sheet) => [...sentEarly(sheet, rules), ...headCount(sheet, rules)]),
    ...twoAtOnce(ordered),
  ]
}

/** The very same marks as in the session before, though enough people were absent or late for that to be a rare thing. */
function sameMarks(own: readonly SheetFacts[], { sameMarksLeast }: Thresholds): Flag[] {
  return own.flatMap((sheet, at) => {
    const before = own[at - 1]
    if (!before || sheet.marks !== before.marks || sheet.exceptions < sameMarksLeast) return []
    return [
      {
        kind: 'SAME_MARKS',
        subject: sheet.sessionId,
        facts: `${before.sessionId} ${sheet.marks}`,
        values: { seq: sheet.seq, before: before.seq, exceptions: sheet.exceptions, rows: sheet.rows },
      },
    ]
  })
}

/** Handed in before the session was over. */
function sentEarly(sheet: SheetFacts, { earlyMinutes }: Thresholds): Flag[] {
  if (sheet.submittedAt === null) return []
  const minutes = Math.floor((sheet.endsAt - sheet.submittedAt) / 60_000)
  if (minutes <= earlyMinutes) return []
  return [
    {
      kind: 'SENT_EARLY',
      subject: sheet.sessionId,
      facts: `${sheet.submittedAt} ${sheet.endsAt}`,
      values: { seq: sheet.seq, minutes },
    },
  ]
}

/** Everybody there so many times running; a run that goes on is told again when it is as long once more. */
function allPresent(own: readonly SheetFacts[], { allPresentRun }: Thresholds): Flag[] {
  const flags: Flag[] = []
  let times = 0
  let first = ''
  for (const sheet of own) {
    const all = sheet.rows > 0 && sheet.here === sheet.rows
    if (all && times === 0) first = sheet.sessionId
    times = all ? times + 1 : 0
    if (times === 0 || times % allPresentRun !== 0) continue
    flags.push({
      kind: 'ALL_PRESENT',
      subject: sheet.sessionId,
      facts: `${first} ${times}`,
      values: { seq: sheet.seq, times, rows: sheet.rows },
    })
  }
  return flags
}

/** Two sessions of one facilitator that ran at the same time; it stands on the one that began later. */
function twoAtOnce(ordered: readonly SheetFacts[]): Flag[] {
  const flags: Flag[] = []
  const open = new Map<string, SheetFacts[]>()
  for (const sheet of ordered) {
    if (sheet.leaderId === null) continue
    const running = (open.get(sheet.leaderId) ?? []).filter(({ endsAt }) => endsAt > sheet.startsAt)
    for (const other of running)
      flags.push({
        kind: 'TWO_AT_ONCE',
        subject: sheet.sessionId,
        facts: `${other.sessionId} ${other.startsAt} ${sheet.startsAt}`,
        values: { seq: sheet.seq, other: other.seq },
      })
    open.set(sheet.leaderId, [...running, sheet])
  }
  return flags
}

/** The people counted in the room are not the people marked as there, guests included. */
function headCount(sheet: SheetFacts, { headDifference }: Thresholds): Flag[] {
  if (sheet.headCount === null) return []
  const marked = sheet.here + sheet.guests
  if (Math.abs(sheet.headCount - marked) < headDifference) return []
  return [
    {
      kind: 'HEAD_COUNT',
      subject: sheet.sessionId,
      facts: `${sheet.headCount} ${marked}`,
      values: { seq: sheet.seq, head: sheet.headCount, marked },
    },
  ]
}

/** What names a flag: its kind, what it is about, and what it rests on. */
export const flagKey = ({ kind, subject, facts }: Pick<Flag, 'kind' | 'subject' | 'facts'>) =>
  `${kind} ${subject} ${facts}`
