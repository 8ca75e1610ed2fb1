import { fieldOf, type RosterField } from '@/lib/people/roster-columns'
import { type CellValue, cellLine, type Grid } from '@/lib/shared/cell'
import { latinDigits } from '@/lib/shared/number'
import { readMark } from './paper-mark'
import { asDayOf, leavesTheDateAbove, monthNamed, readSessionTitle, type SessionTitle } from './paper-session'

/** Columns that say who a row is about. */
export type PersonColumns = Partial<
  Record<'index' | 'full' | 'first' | 'last' | 'father' | 'nationalId', number>
>
export type SessionColumn = { column: number; title: string; said: SessionTitle; asDay: SessionTitle | null }
export type PaperRow = { row: number; cells: readonly CellValue[] }
/** A table of a sheet: from one header to the next. Rows count from 0. */
export type PaperBlock = {
  header: number
  columns: PersonColumns
  sessions: SessionColumn[]
  rows: PaperRow[]
  /** Titles of columns that hold something and are no session's. */
  unread: { column: number; title: string }[]
}
export type SkippedRow = { row: number; kind: 'header' | 'sum' | 'signature' | 'note' }
export type PaperLayout = { tooLong: boolean; lines: string[]; blocks: PaperBlock[]; skipped: SkippedRow[] }

const PERSON: readonly RosterField[] = ['index', 'full', 'first', 'last', 'father', 'nationalId']
const SUM =
  /^(جمع|مجموع|جمعا|جمعاً|تعداد|کل|سرجمع|نقل|حاضران|حاضرین|غایبان|غایبین|total|sum)(?=$|[\s:：=(\u200c])/iu
const SIGNED =
  /^(محل |نام و )*(امضا|امضاء|امضای|مهر و|تهیه|تنظیم|تایید|تأیید|رئیس|رییس|مدیر|مسئول|کارشناس|تسهیلگر|ناظر|تاریخ|توضیح|توضیحات|ملاحظات|نکته)(?=$|[\s:：\u200c])/u
const EXTRA =
  /امضا|انگشت|جمع|مجموع|تعداد|درصد|ساعت|دقیقه|توضیح|ملاحظ|نمره|تلفن|همراه|موبایل|تولد|محله|شهرستان|تحصیل|جنس|سن|total|sum|sign/iu
const NAMES_SOMEBODY = /نام|مل[یيى]|اسام[یيى]|مشخصات|شهرت|فام[یيى]ل|name|national|nid/i
/** Lines beyond which nobody looks for a register. */
const MOST_LINES = 3000

/** Finds the tables of a sheet, wherever their headers stand, and what each of their columns and rows is. */
export function layoutOf(grid: Grid): PaperLayout {
  if (grid.length > MOST_LINES) return { tooLong: true, lines: [], blocks: [], skipped: [] }
  const headers = grid.flatMap((cells, row) => {
    const columns = personColumns(cells)
    return columns ? [{ row, columns }] : []
  })
  const first = headers[0]?.row ?? grid.length
  const lines = grid.slice(0, first).flatMap((cells) =>
    cells
      .slice(0, 60)
      .map(cellLine)
      .filter((text) => text !== ''),
  )
  const layout: PaperLayout = { tooLong: false, lines, blocks: [], skipped: [] }
  headers.forEach(({ row, columns }, at) => {
    const end = headers[at + 1]?.row ?? grid.length
    const block = blockOf(grid, row, end, columns, at === 0, layout.skipped)
    const before = layout.blocks.at(-1)
    // The same header on a second page says nothing new and may leave the dates out.
    if (before && block.sessions.length === 0) block.sessions = before.sessions
    if (before && at > 0) layout.skipped.push({ row, kind: 'header' })
    layout.blocks.push(block)
  })
  return layout
}

function personColumns(cells: readonly CellValue[]): PersonColumns | null {
  // Asked of every row: most hold nobody's title, and that is seen at one glance.
  if (!cells.slice(0, 60).some(mayTitleNames)) return null
  const columns: PersonColumns = {}
  let others = 0
  cells.slice(0, 60).forEach((cell, column) => {
    const field = fieldOf(cell)
    if (field && !PERSON.includes(field)) others++
    if (!field || !PERSON.includes(field)) return
    const known = field as keyof PersonColumns
    if (columns[known] === undefined) columns[known] = column
  })
  const { first, last, full, nationalId } = columns
  if (first !== undefined && last === undefined && full === undefined) {
    columns.full = first
    delete columns.first
  }
  const named = columns.full !== undefined || columns.last !== undefined || nationalId !== undefined
  if (!named) return null
  const titles = Object.keys(columns).length + others
  return titles > 1 || cells.some((cell) => readSessionTitle(cell) !== null) ? columns : null
}

const mayTitleNames = (cell: CellValue) =>
  typeof cell === 'string' &&
  cell.length <= 80 &&
  NAMES_SOMEBODY.test(cell.normalize('NFKC').replace(/\u0640/g, ''))

function blockOf(
  grid: Grid,
  header: number,
  end: number,
  columns: PersonColumns,
  isFirst: boolean,
  skipped: SkippedRow[],
): PaperBlock {
  const taken = new Set(Object.values(columns))
  const own = grid[header] ?? []
  const storeys = storeysOf(grid, header, end, columns, isFirst)
  const width = Math.max(own.length, ...storeys.map((cells) => cells.length))
  const below = storeys.includes(grid[header + 1] ?? []) ? header + 2 : header + 1
  const rows = rowsOf(grid, below, end, columns, skipped)
  const block: PaperBlock = { header, columns, sessions: [], rows, unread: [] }
  const months = grid.slice(Math.max(0, header - 3), header)
  for (let column = 0; column < width; column++) {
    if (taken.has(column)) continue
    const title = cellLine(own[column])
    const said = titleOf(column, own, storeys)
    if (said && fieldOf(own[column]) === null) {
      const month = said.bare ? monthAbove(months, column) : null
      block.sessions.push({
        column,
        title: title || cellLine(storeys.map((cells) => cells[column]).find((cell) => cellLine(cell) !== '')),
        said,
        asDay: month && said.seq !== null ? asDayOf(month, said.seq) : null,
      })
    } else if (!EXTRA.test(title) && fieldOf(own[column]) === null && holdsMarks(rows, column)) {
      block.unread.push({ column, title })
    }
  }
  return block
}

// Lines that belong to the header: up to two above, and one below where nobody is named in it.
function storeysOf(grid: Grid, header: number, end: number, columns: PersonColumns, isFirst: boolean): Grid {
  const nobody = (cells: readonly CellValue[]) =>
    [columns.full, columns.first, columns.last, columns.nationalId].every(
      (column) => column === undefined || cellLine(cells[column]) === '',
    )
  const above = [header - 1, header - 2]
    .flatMap((row) => (row >= 0 ? [grid[row]!] : []))
    .filter((cells) => isFirst || nobody(cells))
  const below = header + 1 < end ? grid[header + 1]! : null
  const dated = below && nobody(below) && below.some((cell) => isDated(readSessionTitle(cell)))
  return dated ? [...above, below] : above
}

const isDated = (title: SessionTitle | null) => title !== null && !title.bare

function titleOf(column: number, own: readonly CellValue[], storeys: Grid): SessionTitle | null {
  const mine = readSessionTitle(own[column])
  if (!mine && !leavesTheDateAbove(cellLine(own[column]))) return null
  const all = [mine, ...storeys.map((cells) => readSessionTitle(cells[column]))].filter(
    (title) => title !== null,
  )
  const dated = all.find(({ days, pairs }) => days.length + pairs.length > 0)
  const numbered = all.find(({ seq }) => seq !== null)
  if (!dated) return mine ?? numbered ?? null
  return { ...dated, seq: dated.seq ?? numbered?.seq ?? null }
}

// A month written once over its days holds for the columns after it.
function monthAbove(lines: Grid, column: number) {
  for (const cells of lines.toReversed())
    for (let at = Math.min(column, cells.length - 1); at >= 0; at--) {
      const month = monthNamed(cells[at])
      if (month) return month
    }
  return null
}

function rowsOf(
  grid: Grid,
  from: number,
  end: number,
  columns: PersonColumns,
  skipped: SkippedRow[],
): PaperRow[] {
  const rows: PaperRow[] = []
  for (let row = from; row < end; row++) {
    const cells = grid[row] ?? []
    const kind = kindOf(cells, columns)
    if (kind === 'person') rows.push({ row, cells })
    else if (kind !== 'blank') skipped.push({ row, kind })
  }
  return rows
}

function kindOf(
  cells: readonly CellValue[],
  columns: PersonColumns,
): 'person' | 'blank' | SkippedRow['kind'] {
  const said = (field: keyof PersonColumns) => {
    const column = columns[field]
    return column === undefined ? '' : cellLine(cells[column])
  }
  if (latinDigits(said('nationalId')).replace(/\D/g, '').length >= 7) return 'person'
  const numbered = /^\d+$/.test(latinDigits(said('index')))
  const who = [said('index'), said('full'), said('first')]
  const filled = firstFilled(cells)
  const [first = ''] = filled
  if (filled.length === 0) return 'blank'
  // Some of these words are names too: a line with a number of its own is somebody's.
  if (!numbered && [...who, first].some((text) => SUM.test(text))) return 'sum'
  if (!numbered && [...who, first].some((text) => SIGNED.test(text))) return 'signature'
  if (`${said('full')}${said('first')}${said('last')}` !== '') return 'person'
  // A printed row number with nothing beside it is an empty line of the form.
  return filled.length === 1 && said('index') !== '' ? 'blank' : 'note'
}

// The first two cells that hold something: more need not be looked at to tell an empty line.
function firstFilled(cells: readonly CellValue[]): string[] {
  const filled: string[] = []
  for (const cell of cells.slice(0, 60)) {
    const text = cell === null ? '' : cellLine(cell)
    if (text !== '') filled.push(text)
    if (filled.length === 2) break
  }
  return filled
}

function holdsMarks(rows: readonly PaperRow[], column: number): boolean {
  return rows.slice(0, 100).some(({ cells }) => readMark(cells[column]).kind === 'mark')
}

/** The words of a row that say who it is about, for showing it as it was typed. */
export function typedName(cells: readonly CellValue[], columns: PersonColumns): string {
  const said = (column: number | undefined) => (column === undefined ? '' : cellLine(cells[column]))
  const name = [said(columns.full), said(columns.first), said(columns.last)].filter((text) => text !== '')
  return name.join(' ').slice(0, 80)
}

/** True where bare numbers of a header count sessions: each one more than the one before. */
export function countsUp(sessions: readonly SessionColumn[]): boolean {
  const bare = sessions.filter(({ said }) => said.bare).map(({ said }) => said.seq!)
  return bare.every((number, at) => at === 0 || number === bare[at - 1]! + 1)
}

/** «E7»: the place of a cell as the program shows it; row and column count from 0. */
export function cellAddress(row: number, column: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row + 1}`
}
