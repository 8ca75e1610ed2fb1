import { type CellValue, cellLine } from '@/lib/shared/cell'
import { typedNumber } from '@/lib/shared/number'
import { foldText } from '@/lib/shared/persian-text'
import { type Fail, fail, ok, type Result } from '@/lib/shared/result'
import { type DeliveryMode, SERVICE_DOMAINS, type ServiceDomain } from './kinds'
import { type ColumnWords, rowsUnderHead } from './sheet'

/** A kind of service follows its agreements: active nowhere, in some counties, in all of them. */
export function deliveryMode(activeCounties: number, counties: number): DeliveryMode {
  if (activeCounties === 0) return 'STATE'
  return activeCounties < counties ? 'PARTLY_DEVOLVED' : 'DEVOLVED'
}

/** W-CD-04: more kinds of service than there are said to be. Null: the catalogue fits. */
export function overTotal(catalogued: number, total: number): Fail<'W-CD-04'> | null {
  return catalogued > total ? fail('W-CD-04', { total }) : null
}

/** A code of the catalogue as people write it: «ch-01» is «CH-01». */
export const serviceCode = (typed: string) => cellLine(typed).toUpperCase()
export const isServiceCode = (code: string) => /^[A-Z]{1,4}-?\d{1,4}$/.test(code)

export const CATALOGUE_COLUMNS = ['code', 'titleFa', 'domain', 'sinceYear'] as const
export type CatalogueColumn = (typeof CATALOGUE_COLUMNS)[number]
export type CatalogueRow = { code: string; titleFa: string; domain: ServiceDomain; sinceYear: number | null }
export type RowFault = { row: number; column: CatalogueColumn; code: 'E-GEN-01' | 'E-CD-21' }
export type CatalogueSheet = { rows: CatalogueRow[]; faults: RowFault[] }

/** The words under which a sheet may name its columns and its domains, in every language of the product, folded. */
export type CatalogueWords = {
  columns: ColumnWords<CatalogueColumn>
  domains: Record<ServiceDomain, readonly string[]>
}

/**
 * Reads a sheet of kinds of services. E-CD-24: no header with code, title and domain. Every fault is told with its row as the
 * sheet counts it.
 */
export function readCatalogue(
  grid: readonly (readonly CellValue[])[],
  words: CatalogueWords,
): Result<CatalogueSheet, 'E-CD-24'> {
  const rows = rowsUnderHead(grid, words.columns, {
    needed: ['code', 'titleFa', 'domain'],
    missing: 'E-CD-24',
  })
  if (!rows.ok) return rows
  const sheet: CatalogueSheet = { rows: [], faults: [] }
  const seen = new Set<string>()
  for (const { row, cell } of rows.value) readRow(cell, words, seen, row, sheet)
  return ok(sheet)
}

function readRow(
  cell: (column: CatalogueColumn) => string,
  words: CatalogueWords,
  seen: Set<string>,
  row: number,
  sheet: CatalogueSheet,
): void {
  const code = serviceCode(cell('code'))
  const titleFa = cell('titleFa')
  const domain = SERVICE_DOMAINS.find((one) =>
    [one, ...words.domains[one]].some((word) => foldText(word) === foldText(cell('domain'))),
  )
  const sinceYear = cell('sinceYear') === '' ? null : typedNumber(cell('sinceYear'))
  const faults: RowFault[] = []
  const wrong = (column: CatalogueColumn, why: RowFault['code'] = 'E-GEN-01') =>
    faults.push({ row, column, code: why })
  if (!isServiceCode(code)) wrong('code')
  else if (seen.has(code)) wrong('code', 'E-CD-21')
  if (titleFa.length < 2 || titleFa.length > 120) wrong('titleFa')
  if (!domain) wrong('domain')
  if (cell('sinceYear') !== '' && !isSinceYear(sinceYear)) wrong('sinceYear')
  seen.add(code)
  sheet.faults.push(...faults)
  if (faults.length === 0 && domain) sheet.rows.push({ code, titleFa, domain, sinceYear })
}

export const isSinceYear = (year: number | null): boolean =>
  year !== null && Number.isInteger(year) && year >= 1300 && year <= 1500

/** A sheet is taken as a whole. E-CD-26: the first row that is wrong, and how many are. E-CD-24: there is none. */
export function wholeSheet({ rows, faults }: CatalogueSheet): Result<CatalogueRow[], 'E-CD-24' | 'E-CD-26'> {
  const wrong = new Set(faults.map(({ row }) => row))
  if (wrong.size > 0) return fail('E-CD-26', { row: Math.min(...wrong), count: wrong.size })
  return rows.length === 0 ? fail('E-CD-24') : ok(rows)
}
