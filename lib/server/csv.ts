import 'server-only'
import { inert } from './workbook/write'

type Cell = string | number | null

/** Rows as a CSV: quoted where needed, a text that a program could take for a formula stays a text. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cellText).join(',')).join('\r\n')
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = inert(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A CSV as an answer that no cache keeps; with the mark by which spreadsheets know that it is UTF-8. */
export function csvAnswer(name: string, text: string): Response {
  return new Response(`\ufeff${text}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="tabavar.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    },
  })
}
