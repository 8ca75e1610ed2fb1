import { type CellValue, cellLine } from '@/lib/shared/cell'
import { foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'

/** The words under which a sheet may name its columns, in every language of the product. */
export type ColumnWords<C extends string> = Record<C, readonly string[]>
/** A row of a sheet as it counts them, each column as one clean line; empty where the sheet has no such column. */
export type SheetRow<C extends string> = { row: number; cell: (column: C) => string }

const HEAD_WITHIN = 10

/** The rows under a sheet's header, which is looked for among the first rows; columns in any order, empty rows passed over. */
export function rowsUnderHead<C extends string, E extends string>(
  grid: readonly (readonly CellValue[])[],
  words: ColumnWords<C>,
  { needed, missing }: { needed: readonly NoInfer<C>[]; missing: E },
): Result<SheetRow<C>[], E> {
  const columns = Object.keys(words) as C[]
  const heads = grid.slice(0, HEAD_WITHIN).map((cells) => columnsOf(cells, columns, words))
  const at = heads.findIndex((found) => needed.every((column) => found[column] >= 0))
  if (at < 0) return fail(missing)
  const found = heads[at]!
  const rows = grid.slice(at + 1).map((cells, i) => ({
    row: at + 2 + i,
    cell: (column: C) => (found[column] < 0 ? '' : cellLine(cells[found[column]])),
  }))
  return ok(rows.filter(({ cell }) => columns.some((column) => cell(column) !== '')))
}

function columnsOf<C extends string>(
  cells: readonly CellValue[],
  columns: readonly C[],
  words: ColumnWords<C>,
): Record<C, number> {
  const folded = cells.map((cell) => foldText(cellLine(cell)))
  const find = (column: C) => {
    const names = new Set(words[column].map(foldText))
    return folded.findIndex((text) => names.has(text))
  }
  return Object.fromEntries(columns.map((column) => [column, find(column)])) as Record<C, number>
}
