/** A session as its printed register shows it. */
export type RegisterPrint = {
  sessionId: string
  runName: string
  placeName: string
  countyName: string
  groupCode: string
  seq: number
  dayIso: string
  startTime: string
  plannedMinutes: number
  moduleTitle: string | null
  facilitator: string | null
  people: { row: number; name: string; personId: string; symbol?: string | null; colour?: string | null }[]
}

/**
 * The printed register as geometry, in millimetres from the top left of an A4 page. The page is drawn from it and will be
 * read from a photograph by it: whoever changes a figure gives the code of the sheet another version.
 */
export const PRINT = {
  version: 'T2',
  page: { width: 210, height: 297 },
  /** Four markers of the dictionary ArUco MIP 36h12, ids 0 to 3 clockwise from the top left. */
  marker: { size: 12, inset: 9 },
  qr: { x: 9, y: 25, size: 31 },
  rows: { most: 30, top: 66, bottom: 260, tallest: 9 },
  /** Edges of the columns from the right: row number, name, present, late, minutes late, absent, excused, signature. */
  columns: [201, 193, 140, 126, 112, 96, 82, 68, 9],
  circle: 4.2,
  /** Where the head count is written by hand, below the rows. */
  head: { x: 155, y: 262, width: 46, height: 11 },
} as const

const CODES = [0xd2b63a09d, 0x6001134e5, 0x1206fbe72, 0xff8ad6cb4] as const
const BITS = 6

export type MarkerId = 0 | 1 | 2 | 3

/** A marker as rows of cells, true where it is black: a border of one cell round six by six bits. */
export function markerCells(id: MarkerId): boolean[][] {
  const bits = CODES[id].toString(2).padStart(BITS * BITS, '0')
  return Array.from({ length: BITS + 2 }, (_, row) =>
    Array.from({ length: BITS + 2 }, (_, column) => {
      const inside = row > 0 && row <= BITS && column > 0 && column <= BITS
      return !inside || bits[(row - 1) * BITS + column - 1] === '0'
    }),
  )
}

/** How tall a row is where a page has so many. */
export function rowHeight(rows: number): number {
  const { top, bottom, tallest } = PRINT.rows
  return Math.min(tallest, Math.floor(((bottom - top) / Math.max(1, rows)) * 10) / 10)
}

/** What the four circles of a row say, from the right, and the columns they stand in. */
export const BUBBLES = [
  { code: 'PRESENT', column: 2 },
  { code: 'LATE', column: 3 },
  { code: 'ABSENT', column: 5 },
  { code: 'EXCUSED', column: 6 },
] as const
export type BubbleCode = (typeof BUBBLES)[number]['code']

/** Where the middle of a circle lies on a page of so many rows; rows count from 0. */
export function bubblePlace(code: BubbleCode, row: number, rows: number): { x: number; y: number } {
  const { column } = BUBBLES.find((one) => one.code === code)!
  const { columns } = PRINT
  return {
    x: (columns[column] + columns[column + 1]!) / 2,
    y: PRINT.rows.top + (row + 0.5) * rowHeight(rows),
  }
}

const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Two letters that tell a row of this session from the others, and say nothing about anybody. */
export function rowLetters(sessionId: string, personId: string): string {
  let hash = 0x811c9dc5
  for (const letter of `${sessionId}/${personId}`.toLowerCase())
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  hash = (hash ^ (hash >>> 15)) >>> 0
  return URL_SAFE.charAt(hash & 63) + URL_SAFE.charAt((hash >>> 6) & 63)
}

/** What the QR of a page says: the version, the session without dashes in 22 letters, the page, two letters for each row. */
export function sheetCode(sessionId: string, page: number, people: readonly { personId: string }[]): string {
  const bits = [...sessionId.replace(/-/g, '')]
    .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
    .join('')
    .padEnd(132, '0')
  const letters = Array.from({ length: 22 }, (_, at) =>
    URL_SAFE.charAt(Number.parseInt(bits.slice(at * 6, at * 6 + 6), 2)),
  ).join('')
  const rows = people.map(({ personId }) => rowLetters(sessionId, personId)).join('')
  return `${PRINT.version}.${letters}.${page}.${rows}`
}

/** The code of a page as it was read: of which session, which page, and the letters of its rows. */
export type SheetCode = { sessionId: string; page: number; rows: string[] }

/** Reads what `sheetCode` wrote; null for any other code. */
export function readSheetCode(text: string): SheetCode | null {
  const found = /^T2\.([\w-]{22})\.([1-9]\d?)\.((?:[\w-]{2}){0,30})$/.exec(text)
  if (!found) return null
  const hex = [...found[1]!]
    .map((letter) => URL_SAFE.indexOf(letter).toString(2).padStart(6, '0'))
    .join('')
    .slice(0, 128)
    .replace(/.{4}/g, (bits) => Number.parseInt(bits, 2).toString(16))
  const sessionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { sessionId, page: Number(found[2]), rows: found[3]!.match(/../g) ?? [] }
}
