import { type CellValue, cellLine, type Grid } from '@/lib/shared/cell'
import { latinDigits } from '@/lib/shared/number'
import { foldText } from '@/lib/shared/persian-text'
import { columnsOf, type RosterColumns, type RosterField } from './roster-columns'

export type RowKind = 'person' | 'blank' | 'header' | 'sum' | 'signature' | 'note'

const IDENTITY: readonly RosterField[] = [
  'full',
  'lastFirst',
  'first',
  'last',
  'father',
  'nationalId',
  'birth',
  'mobile',
  'phone',
]
const HEADS: readonly RosterField[] = ['index', 'full', 'lastFirst', 'first', 'last']
const SUM = /^(جمع|مجموع|جمعا|جمعاً|تعداد|کل|سرجمع|نقل از صفحه|total|sum)(?=$|[\s:：=(\u200c])/iu
const SIGNED = /^(محل |نام و )*(امضا|امضاء|امضای|مهر و)(?=$|[\s:：\u200c])/u
// Words of the lines below a table. Some are also surnames, so they count only where no digits make a person of the row.
const OFFICE =
  /^(تهیه|تنظیم|تایید|تأیید|تصویب|گواهی|رئیس|رییس|مدیر|مسئول|مسؤول|کارشناس|رابط|ناظر|دبیر|معاون|تاریخ|شماره|توضیح|توضیحات|ملاحظات|نکته|یادآوری|پیوست|با تشکر|با احترام|اینجانب)(?=$|[\s:：‌])/u
const WIDEST = 60

/** The words of a header and of the storey above it: a row of nothing else repeats them on a new page. */
export function titlesOf(grid: Grid, headerRow: number): ReadonlySet<string> {
  const cells = [...(grid[headerRow - 1] ?? []), ...(grid[headerRow] ?? [])]
  return new Set(cells.map((cell) => foldText(cellLine(cell))).filter((title) => title !== ''))
}

/** What a row below the header is, by what stands in it. Only a `person` row gets a verdict. */
export function rowKind(
  row: readonly CellValue[],
  columns: RosterColumns,
  titles: ReadonlySet<string>,
): RowKind {
  const filled = row
    .slice(0, WIDEST)
    .map(cellLine)
    .filter((text) => text !== '')
  if (filled.length === 0) return 'blank'
  const said = (field: RosterField) => {
    const column = columns[field]
    return column === undefined ? '' : cellLine(row[column])
  }
  const id = latinDigits(said('nationalId')).replace(/\D/g, '')
  if (id.length < 8) {
    if (columnsOf(row) || filled.every((text) => titles.has(foldText(text)))) return 'header'
    const born = /^[\d/\-. ]{4,}$/.test(latinDigits(said('birth')))
    // «کارشناس» is a level of education too; beside a birth date only the first cells can turn a row into a sum.
    // «کل محمدی» is a surname where a number and a first name stand before it.
    const surname = said('index') !== '' && said('first') !== '' ? said('last') : ''
    const heads = HEADS.map(said)
    const telling = (born ? heads : filled.filter((text) => text !== said('education'))).filter(
      (text) => text !== surname,
    )
    if (telling.some((text) => SUM.test(text))) return 'sum'
    if (telling.some((text) => SIGNED.test(text) || (!born && OFFICE.test(text)))) return 'signature'
  }
  const identity = IDENTITY.filter((field) => said(field) !== '').length
  // Forms come with row numbers, county and place already printed in rows nobody has filled in.
  if (identity === 0)
    return filled.length === 1 && !/^\d+$/.test(latinDigits(said('index'))) ? 'note' : 'blank'
  return identity === 1 && filled.length === 1 ? 'note' : 'person'
}
