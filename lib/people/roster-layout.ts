import { type CellValue, cellText, type Grid } from '@/lib/shared/cell'
import { latinDigits } from '@/lib/shared/number'
import { cleanText, foldText } from '@/lib/shared/persian-text'
import { columnsOf, type RosterColumns, type RosterField } from './roster-columns'

export type RowKind = 'person' | 'blank' | 'header' | 'sum' | 'signature' | 'note'

const IDENTITY: readonly RosterField[] = [
  'full',
  'first',
  'last',
  'father',
  'nationalId',
  'birth',
  'mobile',
  'phone',
]
const SUM = /^(جمع|مجموع|جمع‌کل|جمعا|جمعاً|تعداد|کل|سرجمع|نقل از صفحه|total|sum)(?=$|[\s:：=(])/iu
const SIGNATURE =
  /^(محل )?(نام و )?(امضا|امضاء|امضای|مهر و|تهیه|تنظیم|تایید|تأیید|تصویب|رئیس|رییس|مدیر|مسئول|مسؤول|کارشناس|رابط|ناظر|دبیر|معاون)(?=$|[\s:‌])/u

/** The words of a header and of the storey above it: a row of nothing else repeats them on a new page. */
export function titlesOf(grid: Grid, headerRow: number): ReadonlySet<string> {
  const cells = [...(grid[headerRow - 1] ?? []), ...(grid[headerRow] ?? [])]
  return new Set(cells.map((cell) => foldText(cellText(cell))).filter((title) => title !== ''))
}

/** What a row below the header is, by what stands in it. Only a `person` row gets a verdict. */
export function rowKind(
  row: readonly CellValue[],
  columns: RosterColumns,
  titles: ReadonlySet<string>,
): RowKind {
  const filled = row.map((cell) => cleanText(cellText(cell))).filter((text) => text !== '')
  if (filled.length === 0) return 'blank'
  if (columnsOf(row) || filled.every((text) => titles.has(foldText(text)))) return 'header'
  const said = (field: RosterField) => {
    const column = columns[field]
    return column === undefined ? '' : cleanText(cellText(row[column]))
  }
  // Digits where an id or a birth date belongs make a person of a row, whatever else is written in it.
  const numbered = (['nationalId', 'birth'] as const).some((field) =>
    /^[\d/\-. ]{4,}$/.test(latinDigits(said(field))),
  )
  if (!numbered) {
    if (filled.some((text) => SUM.test(text))) return 'sum'
    // «کارشناس» is a level of education as well as an office.
    if (filled.some((text) => SIGNATURE.test(text) && text !== said('education'))) return 'signature'
  }
  const identity = IDENTITY.filter((field) => said(field) !== '').length
  const others = filled.length - identity
  // Forms come with row numbers, county and place already printed in rows nobody has filled in.
  if (identity === 0)
    return filled.length === 1 && !/^\d+$/.test(latinDigits(said('index'))) ? 'note' : 'blank'
  return identity === 1 && others === 0 ? 'note' : 'person'
}
