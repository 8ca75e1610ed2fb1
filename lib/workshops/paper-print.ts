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
  people: { row: number; name: string; symbol?: string | null; colour?: string | null }[]
}

/**
 * The printed register as geometry, in millimetres from the top left of an A4 page. The page is drawn from it and will be
 * read from a photograph by it: whoever changes a figure gives the code of the sheet another version.
 */
export const PRINT = {
  version: 'T1',
  page: { width: 210, height: 297 },
  /** Four markers of the dictionary ArUco MIP 36h12, ids 0 to 3 clockwise from the top left. */
  marker: { size: 12, inset: 9 },
  rows: { most: 30, top: 66, bottom: 260, tallest: 9 },
  /** Edges of the columns from the right: row number, name, present, late, minutes late, absent, excused, signature. */
  columns: [201, 193, 140, 126, 112, 96, 82, 68, 9],
  circle: 4.2,
} as const

const CODES = [0xd2b63a09d, 0x6001134e5, 0x1206fbe72, 0xff8ad6cb4] as const
const BITS = 6

/** A marker as rows of cells, true where it is black: a border of one cell round six by six bits. */
export function markerCells(id: 0 | 1 | 2 | 3): boolean[][] {
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

const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** What the QR of a page says: the version, the session without dashes in 22 letters, rows on the page, the page. */
export function sheetCode(sessionId: string, rows: number, page: number): string {
  const bits = [...sessionId.replace(/-/g, '')]
    .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
    .join('')
    .padEnd(132, '0')
  const letters = Array.from({ length: 22 }, (_, at) =>
    URL_SAFE.charAt(Number.parseInt(bits.slice(at * 6, at * 6 + 6), 2)),
  ).join('')
  return `${PRINT.version}.${letters}.${rows}.${page}`
}
