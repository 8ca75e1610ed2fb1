import { writeXlsx } from 'hucre/xlsx'
import type { CellValue } from '@/lib/shared/cell'

export type SheetToWrite = {
  sheetName: string
  rtl: boolean
  /** Lines over the header that say what the file is. */
  above?: readonly (readonly string[])[]
  header: readonly string[]
  /** Printed at the head of every page, where a list says whose copy it is. */
  printed?: string
  rows: readonly (readonly CellValue[])[]
  /** Words a column offers (counted from 0); anything else may still be typed. */
  choices?: { column: number; words: readonly string[] }
}

/** Who wrote the file and when. Without days of its own a file says when it was made, and no two are the same. */
export type FileProperties = { title?: string; creator?: string; created?: Date; modified?: Date }

const TEXT = { numFmt: '@' }
const HEAD = { numFmt: '@', font: { bold: true } }
const DAY = { numFmt: 'yyyy-mm-dd' }
const WIDEST = 40

/** An .xlsx of one sheet. */
export const rowsToXlsx = (sheet: SheetToWrite): Promise<Uint8Array> => sheetsToXlsx([sheet])

/**
 * An .xlsx: header rows frozen, right to left where asked. Texts are text cells, so ids keep their zeros and a cell that
 * begins with = + - @ is shown, never calculated, also after somebody edits it. Days are real dates, numbers numbers.
 */
export async function sheetsToXlsx(
  sheets: readonly SheetToWrite[],
  properties: FileProperties = {},
): Promise<Uint8Array> {
  return writeXlsx({ sheets: sheets.map(sheetOf), properties })
}

function sheetOf({ sheetName, rtl, above = [], header, rows, choices, printed }: SheetToWrite) {
  const all = [...above, header, ...rows]
  const heads = above.length + 1
  const width = all.reduce((most, row) => Math.max(most, row.length), 0)
  const cells = new Map<string, { value: ReturnType<typeof written>; style: object }>()
  for (const [y, row] of all.entries())
    for (const [x, cell] of row.entries())
      cells.set(`${y},${x}`, { value: written(cell), style: y < heads ? HEAD : styleOf(cell) })
  return {
    name: safeName(sheetName),
    rows: all.map((row) => Array.from({ length: width }, (_, x) => written(row[x] ?? null))),
    cells,
    columns: Array.from({ length: width }, (_, x) => ({
      width: widthOf(all.slice(above.length), x),
      style: TEXT,
    })),
    view: { rightToLeft: rtl },
    freezePane: { rows: heads },
    ...(printed
      ? { headerFooter: { oddHeader: `&C${printed.replaceAll('&', '&&')}`, oddFooter: '&C&P / &N' } }
      : {}),
    ...(choices && rows.length > 0
      ? {
          dataValidations: [
            {
              type: 'list' as const,
              values: [...choices.words],
              allowBlank: true,
              showErrorMessage: false,
              range: `${letterOf(choices.column)}${heads + 1}:${letterOf(choices.column)}${heads + rows.length}`,
            },
          ],
        }
      : {}),
  }
}

/**
 * A text that somebody else typed, with an apostrophe before what a program could take for a formula: it stays a text
 * when the sheet is saved as CSV and opened again. Numbers and telephones keep their sign; reading takes the mark off.
 */
export function inert(text: string): string {
  return /^[\s]*[=@]|^[\t\r\n]|^\s*[+-](?![\d\s().-]*$)/.test(text) ? `'${text}` : text
}

/** Every text of a sheet so; a name of a place may look like a formula as well as a person's. */
export const inertSheet = <S extends Pick<SheetToWrite, 'rows'>>(sheet: S): S => ({
  ...sheet,
  rows: sheet.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? inert(cell) : cell))),
})

const letterOf = (column: number) => String.fromCharCode(65 + column)

function written(cell: CellValue): string | number | Date | null {
  return cell !== null && typeof cell === 'object' ? new Date(`${cell.excelDate}T00:00:00Z`) : cell
}

function styleOf(cell: CellValue) {
  if (cell !== null && typeof cell === 'object') return DAY
  return typeof cell === 'number' ? {} : TEXT
}

function widthOf(rows: readonly (readonly CellValue[])[], column: number): number {
  const longest = rows.reduce((most, row) => Math.max(most, String(row[column] ?? '').length), 0)
  return Math.min(WIDEST, Math.max(8, longest + 2))
}

// Excel refuses these characters and more than 31 of any.
function safeName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet1'
  )
}
