import type { Grid } from '@/lib/shared/cell'
import { columnsOf, fieldOf, findHeader } from './roster-columns'

/**
 * The tables that stand side by side on one sheet, as lists are laid out to save paper: a header that names the very
 * same columns once more opens the next. Each is given with the other's cells empty, so that rows keep their numbers.
 */
export function blocksOf(rows: Grid): Grid[] {
  const header = findHeader(rows)
  if (!header.ok) return [rows]
  const at = header.value.row
  const titles = rows[at] ?? []
  const seen = new Set<string>()
  const start = titles.findIndex((title) => {
    const field = fieldOf(title)
    if (field !== null && seen.has(field)) return true
    if (field !== null) seen.add(field)
    return false
  })
  if (start < 0) return [rows]
  const [left, right] = [titles.slice(0, start), titles.slice(start)]
  const named = (part: typeof titles) => part.flatMap((title) => fieldOf(title) ?? []).join()
  const again = right.slice(0, left.length)
  if (!columnsOf(left) || named(left) !== named(again)) return [rows]
  const below = (cut: (row: Grid[number]) => Grid[number]) =>
    rows.map((row, index) => (index < at ? row : cut(row)))
  const rest = below((row) => row.map((cell, column) => (column < start ? null : cell)))
  return [below((row) => row.slice(0, start)), ...blocksOf(rest)]
}
