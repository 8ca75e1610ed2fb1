/** What an uploaded office file may cost. Bytes, rows, columns and milliseconds. */
export const WORKBOOK_LIMITS = {
  bytes: 5 * 1024 * 1024,
  unpackedBytes: 60 * 1024 * 1024,
  /** Packed more tightly than sheets are: only files made to exhaust a server are. */
  ratio: 300,
  ratioFrom: 1024 * 1024,
  entries: 2000,
  sheets: 60,
  rows: 20_000,
  columns: 200,
  parseMs: 20_000,
  heapMb: 512,
  /** Files parsed at the same time; the rest wait. */
  parallel: 2,
} as const

export type WorkbookLimits = Record<keyof typeof WORKBOOK_LIMITS, number>

export type WorkbookCode =
  | 'file-too-large'
  | 'file-not-what-it-says'
  | 'file-unpacks-too-large'
  | 'file-too-many-rows'
