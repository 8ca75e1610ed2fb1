import { cleanText } from './persian-text'

/** What one cell of an office file holds: text, a number, a day the program had formatted as a date, or nothing. */
export type CellValue = string | number | { excelDate: string } | null

/** Rows of cells, as they stand in the sheet: row 1 of the sheet is index 0. */
export type Grid = readonly (readonly CellValue[])[]

/** A cell as text, exactly as typed; numbers without exponent or grouping, dates as ISO days. */
export function cellText(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell)
  return cell.excelDate
}

const LONGEST_LINE = 300

/** A cell as one clean line for reading: no apostrophe before it, and no more of a long text than anybody typed. */
export function cellLine(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return ''
  return cleanText(cellText(cell).slice(0, LONGEST_LINE)).replace(/^['’`´]+\s*/, '')
}
