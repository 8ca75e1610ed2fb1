import { type CellValue, cellLine, cellText, type Grid } from '@/lib/shared/cell'
import { fail, ok, type Result } from '@/lib/shared/result'
import { type CreditRules, credit } from './credit'
import {
  cellAddress,
  countsUp,
  layoutOf,
  type PaperBlock,
  type PaperRow,
  type SessionColumn,
  type SkippedRow,
  typedName,
} from './paper-layout'
import { type PaperMark, readMark } from './paper-mark'
import { findMember, type PaperMember } from './paper-people'
import { type PaperPlace, type PlaceCode, placeOfSheet } from './paper-place'
import { type SessionTitle, sessionOf, type TitledSession } from './paper-session'

export type PaperSheet = { name: string; rows: Grid }
export type PaperSession = TitledSession & {
  netMinutes: number
  rules: CreditRules
  /** What is stored of its people already. */
  stored: ReadonlyMap<string, PaperMark>
}
export type PaperCohort = PaperPlace & { members: PaperMember[]; sessions: PaperSession[] }
export type PaperContext = {
  cohorts: readonly PaperCohort[]
  /** The member of a cohort whose national id has these digits. */
  memberOfId: (digits: string, cohort: PaperCohort) => PaperMember | null
  /** Answers a person has given: key of a row → person. */
  choices: ReadonlyMap<string, string>
}

export type CellState = 'new' | 'same' | 'differs' | 'unmarked' | 'doubtful' | 'again'
/** What one cell says. `again`: said elsewhere in the file already; it counts once. */
export type PaperCell = {
  at: string
  sessionId: string
  personId: string
  typed: string
  state: CellState
  code: string | null
  mark: PaperMark | null
  stored: PaperMark | null
  credited: number | null
}
export type PaperVerdict = {
  key: string
  row: number
  name: string
  status: 'accepted' | 'ask' | 'rejected'
  code: string | null
  member: PaperMember | null
  candidates: PaperMember[]
  cells: PaperCell[]
  minutes: number
  unmarked: number
  doubtful: number
}
export type PaperColumn = { at: string; title: string; sessionId: string | null; code: string | null }
export type SheetReading = {
  name: string
  cohortId: string | null
  code: PlaceCode | 'no-header' | 'no-session-columns' | 'sheet-too-long' | null
  /** The sheet that says the same sessions of the same cohort before this one. */
  repeats: string | null
  columns: PaperColumn[]
  rows: PaperVerdict[]
  skipped: (Omit<SkippedRow, 'row'> & { row: number })[]
  minutes: number
  unmarked: number
  doubtful: number
}

// A group has some thirty people; ten pages of each are still a register, a thousand lines are another file.
const MOST_ROWS = 1000

/**
 * Reads registers typed from paper: sheets of neighbourhoods, people in rows, sessions in columns. Nothing is presumed:
 * what is not understood is told with its place. no-header: no sheet has a table of people.
 */
export function readPaper(
  sheets: readonly PaperSheet[],
  context: PaperContext,
): Result<SheetReading[], 'no-header'> {
  const readings = sheets
    .filter(({ rows }) => rows.some((cells) => cells.some((cell) => cellLine(cell) !== '')))
    .map((sheet) => readSheet(sheet, context))
  if (readings.every(({ code }) => code === 'no-header')) return fail('no-header')
  onceEach(readings)
  for (const [at, reading] of readings.entries()) {
    for (const row of reading.rows) sumUp(row)
    reading.minutes = total(reading.rows, 'minutes')
    reading.unmarked = total(reading.rows, 'unmarked')
    reading.doubtful = total(reading.rows, 'doubtful')
    reading.repeats = readings.slice(0, at).find((other) => sharesSession(other, reading))?.name ?? null
  }
  return ok(readings)
}

function readSheet({ name, rows }: PaperSheet, context: PaperContext): SheetReading {
  const { tooLong, lines, blocks, skipped } = layoutOf(rows)
  const reading: SheetReading = {
    name,
    cohortId: null,
    code: null,
    repeats: null,
    columns: [],
    rows: [],
    skipped: skipped.map(({ row, kind }) => ({ row: row + 1, kind })),
    minutes: 0,
    unmarked: 0,
    doubtful: 0,
  }
  if (tooLong) return { ...reading, code: 'sheet-too-long' }
  if (blocks.length === 0) return { ...reading, code: 'no-header' }
  if (blocks.reduce((sum, block) => sum + block.rows.length, 0) > MOST_ROWS)
    return { ...reading, code: 'sheet-too-long' }
  const place = placeOfSheet(name, lines, context.cohorts)
  if (!place.ok) return { ...reading, code: place.code }
  const cohort = place.value
  reading.cohortId = cohort.cohortId
  if (blocks.every(({ sessions }) => sessions.length === 0)) return { ...reading, code: 'no-session-columns' }
  for (const block of blocks) {
    const sessions = sessionsOf(block, cohort, reading)
    for (const row of block.rows) reading.rows.push(verdictOf(row, block, sessions, cohort, name, context))
  }
  return reading
}

type Placed = { column: number; session: PaperSession }

function sessionsOf(block: PaperBlock, cohort: PaperCohort, reading: SheetReading): Placed[] {
  const title = titleReader(block.sessions, cohort.sessions)
  const placed: Placed[] = []
  const tell = (column: number, text: string, sessionId: string | null, code: string | null) =>
    reading.columns.push({ at: cellAddress(block.header, column), title: text, sessionId, code })
  for (const column of block.sessions) {
    const said = title(column)
    const found = said ? sessionOf(said, cohort.sessions) : fail('column-not-read')
    if (found.ok) placed.push({ column: column.column, session: found.value })
    tell(column.column, column.title, found.ok ? found.value.sessionId : null, found.ok ? null : found.code)
  }
  for (const { column, title: text } of block.unread) tell(column, text, null, 'column-not-read')
  return placed
}

// Bare numbers are days of the month named above, or numbers of sessions: whichever fits all of them, and only if one does.
function titleReader(columns: readonly SessionColumn[], sessions: readonly PaperSession[]) {
  const bare = columns.filter(({ said }) => said.bare)
  const fits = (title: (column: SessionColumn) => SessionTitle | null) =>
    bare.every((column) => {
      const said = title(column)
      return said !== null && sessionOf(said, sessions).ok
    })
  const numbers = countsUp(columns)
  const days = bare.length > 0 && fits(({ asDay }) => asDay)
  return ({ said, asDay }: SessionColumn): SessionTitle | null => {
    if (!said.bare) return said
    if (days) return numbers && fits((column) => column.said) ? null : asDay
    return numbers ? said : null
  }
}

function verdictOf(
  { row, cells }: PaperRow,
  block: PaperBlock,
  sessions: readonly Placed[],
  cohort: PaperCohort,
  sheet: string,
  context: PaperContext,
): PaperVerdict {
  const found = findMember(cells, block.columns, cohort.members, (digits) =>
    context.memberOfId(digits, cohort),
  )
  const verdict: PaperVerdict = {
    key: `${sheet}#${row + 1}`,
    row: row + 1,
    name: typedName(cells, block.columns),
    status: 'rejected',
    code: null,
    member: null,
    candidates: [],
    cells: [],
    minutes: 0,
    unmarked: 0,
    doubtful: 0,
  }
  if (found.kind === 'nobody') return { ...verdict, code: found.code }
  const chosen = context.choices.get(verdict.key)
  const member =
    found.kind === 'person' ? found.member : found.candidates.find(({ personId }) => personId === chosen)
  if (found.kind === 'ask') verdict.candidates = found.candidates
  if (!member) return { ...verdict, status: 'ask', code: found.kind === 'ask' ? found.code : null }
  const read = sessions.map(({ column, session }) =>
    cellOf(cells[column], cellAddress(row, column), member, session),
  )
  return { ...verdict, status: 'accepted', member, cells: read }
}

function cellOf(
  cell: CellValue | undefined,
  at: string,
  member: PaperMember,
  session: PaperSession,
): PaperCell {
  const { sessionId, netMinutes, rules } = session
  const stored = session.stored.get(member.personId) ?? null
  const typed = cellText(cell).trim().slice(0, 60)
  const base = { at, sessionId, personId: member.personId, typed, stored, mark: null, credited: null }
  const read = readMark(cell)
  const away = member.away.some(([from, to]) => from <= session.day && session.day <= to)
  const enrolled = !away && member.from <= session.day && (member.to ?? session.day) >= session.day
  if (read.kind === 'empty') return { ...base, state: enrolled ? 'unmarked' : 'again', code: null }
  if (!enrolled) return { ...base, state: 'doubtful', code: 'E-ATT-01' }
  if (read.kind === 'doubtful') return { ...base, state: 'doubtful', code: 'mark-not-read' }
  const { mark } = read
  const missed = mark.late + mark.early
  if (missed > 0 && missed >= netMinutes) return { ...base, state: 'doubtful', code: 'E-ATT-02' }
  const state = stored === null ? 'new' : sameMarks(stored, mark) ? 'same' : 'differs'
  return { ...base, mark, state, code: null, credited: credit(mark, netMinutes, rules) }
}

export function sameMarks(a: PaperMark, b: PaperMark): boolean {
  return a.code === b.code && a.late === b.late && a.early === b.early
}

// One person in one session may be written twice, on two pages or in two sheets: it counts once, and where the two
// disagree neither is believed.
function onceEach(readings: readonly SheetReading[]): void {
  const byMark = new Map<string, PaperCell[]>()
  for (const { rows } of readings)
    for (const cell of rows.flatMap(({ cells }) => cells)) {
      const key = `${cell.personId}|${cell.sessionId}`
      byMark.set(key, [...(byMark.get(key) ?? []), cell])
    }
  for (const cells of byMark.values()) {
    if (cells.length < 2) continue
    const said = cells.filter(({ mark }) => mark !== null)
    const [first] = said
    const agree = said.every(({ mark }) => sameMarks(mark!, first!.mark!))
    const keeper = first ?? cells.find(({ state }) => state === 'unmarked')
    for (const cell of cells) {
      if (cell.mark && !agree) {
        Object.assign(cell, { state: 'doubtful', code: 'two-marks', mark: null, credited: null })
      } else if (cell !== keeper && cell.state !== 'doubtful') {
        Object.assign(cell, { state: 'again', credited: null, mark: null })
      }
    }
  }
}

function sumUp(row: PaperVerdict): void {
  row.minutes = row.cells.reduce((sum, { credited }) => sum + (credited ?? 0), 0)
  row.unmarked = row.cells.filter(({ state }) => state === 'unmarked').length
  row.doubtful = row.cells.filter(({ state }) => state === 'doubtful').length
}

const total = (rows: readonly PaperVerdict[], what: 'minutes' | 'unmarked' | 'doubtful') =>
  rows.reduce((sum, row) => sum + row[what], 0)

function sharesSession(a: SheetReading, b: SheetReading): boolean {
  if (a.cohortId === null || a.cohortId !== b.cohortId) return false
  const ids = new Set(a.columns.map(({ sessionId }) => sessionId).filter((id) => id !== null))
  return b.columns.some(({ sessionId }) => sessionId !== null && ids.has(sessionId))
}
