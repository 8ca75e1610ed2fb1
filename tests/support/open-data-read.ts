import Papa from 'papaparse'
import type { DataFile } from '@/lib/releases/open-data/address'
import { COLUMNS } from '@/lib/releases/open-data/columns'
import type { Words } from '@/lib/shared/locale'
import { readSheets } from './files-read'
import type { TableRow } from './page-figures'

export const textOf = (bytes: Uint8Array) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

/** The rows of a CSV, by another's reader than the one that wrote it. */
export function csvRows(text: string): TableRow[] {
  const { data, errors } = Papa.parse<TableRow>(text, { header: true, skipEmptyLines: true })
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]))
  return data
}

/** The rows of `figures.json`, all as texts, as the CSV has them. */
export function jsonRows(text: string): TableRow[] {
  const { figures } = JSON.parse(text) as { figures: Record<string, unknown>[] }
  return figures.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? '' : String(value)])),
  )
}

/** The rows of the workbook by a second library, its Persian words led back to the codes by its own dictionary sheet. */
export async function workbookRows(bytes: Uint8Array, t: Words): Promise<TableRow[]> {
  const sheets = await readSheets(bytes)
  const sheet = (name: string) => sheets.find((one) => one.sheet === t(`open-data.sheets.${name}`))!.data
  const [heads = [], ...lines] = sheet('figures')
  const words = new Map<string, string>()
  for (const [kind, code, title] of sheet('dictionary').slice(1)) words.set(`${kind}|${title}`, String(code))
  const column = (name: string) => heads.indexOf(t(`open-data.columns.${name}.title`))
  return lines.map((line) =>
    Object.fromEntries(
      COLUMNS.map(({ name }) => {
        const value = line[column(name)]
        if (value === null || value === undefined) return [name, '']
        if (value instanceof Date) return [name, value.toISOString().slice(0, 10)]
        return [name, words.get(`${name}|${value}`) ?? String(value)]
      }),
    ),
  )
}

export const fileOf = (files: readonly DataFile[], path: string) => {
  const found = files.find((file) => file.path === path)
  if (!found) throw new Error(`no ${path}`)
  return found
}
