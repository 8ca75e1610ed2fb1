import { type CellValue, cellLine, type Grid } from '@/lib/shared/cell'
import { fail, ok, type Result } from '@/lib/shared/result'
import { namesakeKey } from './duplicate'
import { blocksOf } from './roster-blocks'
import { columnsOf, findHeader, type RosterColumns, type RosterField } from './roster-columns'
import { type RowKind, rowKind, titlesOf } from './roster-layout'
import {
  type PersonCells,
  type RosterFinding,
  type RosterRules,
  type RosterValue,
  readPerson,
} from './roster-person'
import { PlaceFinder, type RosterPlace } from './roster-place'

export type RosterStatus = 'accepted' | 'warning' | 'ask' | 'rejected' | 'unchanged'

/** The verdict on one row; `row` counts from 1 as the sheet does, `code` is the first that decided the status. */
export type RosterVerdict = {
  sheet: string
  row: number
  /** Which of the tables side by side on the sheet, counted from 0. */
  block: number
  status: RosterStatus
  code: string | null
  codes: string[]
  findings: RosterFinding[]
  value: RosterValue | null
}

/**
 * What the register already holds. `byNationalId` is asked with the place of the row; `byFold` with a namesakeKey,
 * and answers `same-run-open` only for a person without a national id enrolled in this run.
 */
export type ExistingPeople = {
  byNationalId: (id: string, placeId: string) => 'none' | 'same-run-open' | 'same-run-elsewhere' | 'other'
  byFold: (key: string) => boolean | 'same-run-open'
}

export type RosterContext = {
  places: readonly RosterPlace[]
  rules: RosterRules
  /** The first session day (ISO): ages are counted on it, births after it lie in the future. */
  onDay: string
  existing: ExistingPeople
}

export type RosterSheet = { name: string; rows: Grid }
export type RosterReading = {
  rows: RosterVerdict[]
  /** Rows that are no people, so that nothing vanishes unseen. Blank rows are not listed. */
  skipped: { sheet: string; row: number; kind: Exclude<RowKind, 'person' | 'blank'> }[]
  headers: { sheet: string; row: number; columns: RosterColumns }[]
}

/** Reads the roster on one sheet. no-header: no row names the columns. */
export function readRoster(grid: Grid, context: RosterContext): Result<RosterReading, 'no-header'> {
  return readRosterSheets([{ name: '', rows: grid }], context)
}

/** Reads every sheet that has a header, as one file: a person twice on two sheets is twice in the file. */
export function readRosterSheets(
  sheets: readonly RosterSheet[],
  context: RosterContext,
): Result<RosterReading, 'no-header'> {
  const reading: RosterReading = { rows: [], skipped: [], headers: [] }
  const places = new PlaceFinder(context.places)
  const seen: Seen = { ids: new Map(), keys: new Map() }
  const tables = sheets.flatMap(({ name, rows }) =>
    blocksOf(rows).map((block, n) => ({ name, rows: block, block: n })),
  )
  for (const { block, ...sheet } of tables) {
    const header = findHeader(sheet.rows)
    if (!header.ok) continue
    const { row: headerRow, columns } = header.value
    reading.headers.push({ sheet: sheet.name, row: headerRow + 1, columns })
    for (const { row, cells } of peopleOf(sheet, headerRow, columns, places, reading)) {
      const person = readPerson(cells, { ...context, places })
      const place = { sheet: sheet.name, row, block }
      reading.rows.push(verdictOf(place, person.value, person.findings, context.existing, seen))
    }
  }
  return reading.headers.length > 0 ? ok(reading) : fail('no-header')
}

/** The keys a caller must look up before reading for good: run once with an empty register, look up, run again. */
export function keysOf(reading: RosterReading): { nationalIds: string[]; namesakes: string[] } {
  const values = reading.rows.flatMap((row) => (row.value ? [row.value] : []))
  return {
    nationalIds: [...new Set(values.flatMap((value) => value.nationalId ?? []))],
    namesakes: [...new Set(values.map(namesakeKey))],
  }
}

type PersonRow = { row: number; cells: PersonCells }

function peopleOf(
  sheet: RosterSheet,
  headerRow: number,
  header: RosterColumns,
  places: PlaceFinder,
  reading: RosterReading,
): PersonRow[] {
  let columns = header
  const titles = titlesOf(sheet.rows, headerRow)
  const above = sheet.rows
    .slice(0, headerRow)
    .flatMap(
      (cells) => placeNamed(cells, places) ?? places.within(cells.slice(0, 60).map(cellLine).join(' ')) ?? [],
    )
  const tab = sheet.name.replace(/^\p{N}+\s*[-–._)]?\s*/u, '')
  let section = above.at(-1) ?? (tab !== '' && places.find(tab, '').ok ? tab : '')
  const people: (PersonRow & { section: string })[] = []
  sheet.rows.slice(headerRow + 1).forEach((cells, offset) => {
    const row = headerRow + offset + 2
    const kind = rowKind(cells, columns, titles)
    if (kind === 'person') people.push({ row, cells: pick(cells, columns), section })
    else if (kind !== 'blank') reading.skipped.push({ sheet: sheet.name, row, kind })
    if (kind === 'header') columns = columnsOf(cells, sheet.rows[row - 2]) ?? columns
    // A line with nothing but the name of a place heads the people below it.
    if (kind === 'note') section = placeNamed(cells, places) ?? section
  })
  return filledDown(people, places, tab)
}

// «محله: آذین» in a line of its own, above the table or between its people.
function placeNamed(cells: readonly CellValue[], places: PlaceFinder): string | undefined {
  return cells
    .slice(0, 60)
    .map(cellLine)
    .flatMap((text) => [text, text.replace(/^[^:：]*[:：]\s*/u, '')])
    .find((text) => text !== '' && text.length <= 80 && places.find(text, '').ok)
}

function pick(row: readonly CellValue[], columns: RosterColumns): PersonCells {
  const cells: PersonCells = {}
  for (const [field, column] of Object.entries(columns) as [RosterField, number][])
    cells[field] = row[column] ?? null
  return cells
}

// A county or place written once over a block holds for the rows below it, where most rows of the file do so.
// Workbooks with a sheet a county name it on the tab only.
function filledDown(
  people: readonly (PersonRow & { section: string })[],
  places: PlaceFinder,
  tab: string,
): PersonRow[] {
  const said = (cells: PersonCells, field: RosterField) => cellLine(cells[field])
  const inBlocks = people.filter(({ cells }) => said(cells, 'place') === '').length * 2 > people.length
  let [county, place] = [tab, '']
  return people.map(({ row, cells, section }) => {
    county = said(cells, 'county') || county
    place = said(cells, 'place') || place
    if (said(cells, 'place') !== '') {
      const enough = said(cells, 'county') !== '' || places.find(said(cells, 'place'), '').ok
      return { row, cells: enough ? cells : { ...cells, county } }
    }
    if (section !== '') return { row, cells: { ...cells, place: section } }
    return { row, cells: inBlocks ? { ...cells, place, county: county === tab ? '' : county } : cells }
  })
}

type Seen = { ids: Map<string, number>; keys: Map<string, { row: number; value: RosterValue }[]> }

function verdictOf(
  place: Pick<RosterVerdict, 'sheet' | 'row' | 'block'>,
  read: RosterValue | null,
  findings: RosterFinding[],
  existing: ExistingPeople,
  seen: Seen,
): RosterVerdict {
  const known = read ? compare(read, existing, seen, findings) : 'new'
  const deciding = (['rejected', 'ask', 'warning'] as const).find((level) =>
    findings.some((f) => f.level === level),
  )
  const status = known === 'unchanged' && deciding !== 'rejected' ? 'unchanged' : (deciding ?? 'accepted')
  const value = status === 'rejected' ? null : read
  if (value) remember(value, place.row, seen)
  const code = status === 'unchanged' ? null : (findings.find((f) => f.level === deciding)?.code ?? null)
  const codes = [...new Set(findings.map((f) => f.code))]
  return { sheet: place.sheet, row: place.row, block: place.block, status, code, codes, findings, value }
}

// Adds what the register and the rows above say about a person.
function compare(
  value: RosterValue,
  existing: ExistingPeople,
  seen: Seen,
  findings: RosterFinding[],
): 'new' | 'unchanged' {
  const key = namesakeKey(value)
  const namesakes = seen.keys.get(key) ?? []
  const twinRow = value.nationalId
    ? seen.ids.get(value.nationalId)
    : namesakes.find(({ value: other }) => sameWithoutId(value, other))?.row
  if (twinRow !== undefined) {
    const field = value.nationalId ? 'nationalId' : 'first'
    findings.push({ code: 'duplicate-in-file', level: 'rejected', field, values: { row: twinRow } })
    return 'new'
  }
  const byId = value.nationalId ? existing.byNationalId(value.nationalId, value.placeId) : 'none'
  if (byId === 'same-run-open') return 'unchanged'
  if (byId === 'same-run-elsewhere')
    findings.push({ code: 'E-ENR-01', level: 'rejected', field: 'nationalId' })
  const byFold = existing.byFold(key)
  if (!value.nationalId && byFold === 'same-run-open') return 'unchanged'
  if (byId === 'none' && (byFold !== false || namesakes.length > 0))
    findings.push({ code: 'W-PER-07', level: 'warning', field: 'first' })
  return 'new'
}

function sameWithoutId(a: RosterValue, b: RosterValue): boolean {
  return b.nationalId === null && a.birth === b.birth && a.mobile === b.mobile && a.placeId === b.placeId
}

function remember(value: RosterValue, row: number, seen: Seen): void {
  if (value.nationalId) seen.ids.set(value.nationalId, row)
  const key = namesakeKey(value)
  const namesakes = seen.keys.get(key)
  if (namesakes) namesakes.push({ row, value })
  else seen.keys.set(key, [{ row, value }])
}
