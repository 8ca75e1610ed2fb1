import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { readWorkbook } from '@/lib/server/workbook'
import { inert, rowsToXlsx } from '@/lib/server/workbook/write'
import { orThrow } from '@/lib/shared/result'

const sheet = {
  sheetName: 'ردیف‌های پذیرفته‌نشده: [۱]',
  rtl: true,
  header: ['نام', 'کد ملی', 'تولد', 'دلیل'],
  rows: [
    ['زهرا', '0012345679', { excelDate: '1966-08-13' }, 12],
    ['=HYPERLINK("http://x","y")', '+98', null, '@a'],
  ],
} as const

it('comes back as it was written', async () => {
  const read = orThrow(await readWorkbook(await rowsToXlsx(sheet), 'b.xlsx'))
  expect(read.sheets[0]?.rows).toEqual([sheet.header, ...sheet.rows])
})

it('runs from right to left and calculates nothing', async () => {
  const book = await readXlsx(await rowsToXlsx(sheet), { readStyles: true })
  const written = book.sheets[0]
  expect(written?.view?.rightToLeft).toBe(true)
  expect(written?.freezePane?.rows).toBe(1)
  expect(written?.name).not.toMatch(/[[\]:]/)
  for (const cell of written?.cells?.values() ?? []) expect(cell.formula).toBeUndefined()
  expect(written?.cells?.get('1,1')?.style?.numFmt).toBe('@')
  expect(written?.cells?.get('2,0')?.style?.numFmt).toBe('@')
})

it.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+cmd|x', "'+cmd|x"],
  ['-1+cmd', "'-1+cmd"],
  ['\t=1+1', "'\t=1+1"],
  [' =1', "' =1"],
  ['+98 912 123 4567', '+98 912 123 4567'],
  ['-', '-'],
  ['-5', '-5'],
  ['زهرا', 'زهرا'],
  ['', ''],
])('makes %j inert as %j', (typed, safe) => expect(inert(typed)).toBe(safe))

it('writes an empty list', async () => {
  const bytes = await rowsToXlsx({ sheetName: '', rtl: false, header: ['a'], rows: [] })
  expect(orThrow(await readWorkbook(bytes, 'b.xlsx')).sheets[0]?.rows).toEqual([['a']])
})
