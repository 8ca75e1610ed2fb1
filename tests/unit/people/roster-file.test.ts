import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readRosterSheets } from '@/lib/people/roster'
import { readWorkbook } from '@/lib/server/workbook'
import type { CellValue } from '@/lib/shared/cell'
import { orThrow } from '@/lib/shared/result'
import { HEADER, idOf, NOBODY, PLACES, readSheets, rowOf } from './roster-of'

const utf8 = (text: string) => new TextEncoder().encode(text)
const statusesOf = async (bytes: Uint8Array, name: string) => {
  const { sheets } = orThrow(await readWorkbook(bytes, name))
  return readSheets(sheets).rows.map(({ row, status, code }) =>
    [row, status, code].filter((part) => part !== null).join(' '),
  )
}

describe('whole files, from bytes to verdicts', () => {
  it('a CSV of a Persian Excel: semicolons, BOM, a title, ids with apostrophes and in formulas', async () => {
    const text = [
      'فهرست شرکت‌کنندگان;;;;;;',
      'شهرستان: خوی;محله: پرواز;;;;;',
      'كدملي;نام و نام خانوادگي;تاريخ تولد;همراه;جنسيت;رضايت نامه;توضیحات',
      `'${idOf(1)};زهرا اکبری;۱۳۶۰/۲/۳;۰۹۱۲ ۱۲۳ ۴۵ ۶۷;زن;بلی;"با خط، ویرگول ; و "" نقل"`,
      `="${idOf(2)}";"نوری، مریم";60/2/3;9121234567;F;√;`,
      `${Number(idOf(91095093))};مینا مرادی;1360/02/03;;M;خیر;`,
      'جمع;3;;;;;',
    ].join('\r\n')
    expect(await statusesOf(utf8(`\ufeff${text}`), 'فهرست.csv')).toEqual([
      '4 accepted',
      '5 accepted',
      '6 rejected E-PER-06',
    ])
  })

  it('a CSV of an old program: windows-1256', async () => {
    const table = new Map(
      Array.from({ length: 256 }, (_, byte) => [
        new TextDecoder('windows-1256').decode(Uint8Array.of(byte)),
        byte,
      ]),
    )
    const text = `نام,نام خانوادگي,كد ملي,تولد,محله,جنس,رضايت\r\nژاله,چنگيزي,${idOf(3)},1360/2/3,محله پرواز,زن,بلي`
    const bytes = Uint8Array.from([...text], (letter) => table.get(letter) ?? 63)
    expect(await statusesOf(bytes, 'old.csv')).toEqual(['2 accepted'])
  })

  it('a workbook with merged counties, two storeys, formulas and a sheet a neighbourhood', async () => {
    const person = (n: number, first: string) => [first, 'اکبری', idOf(n), 3, 2, 1360, 'زن', 'بلی'] as const
    const bytes = await writeXlsx({
      sheets: [
        { name: 'راهنما', rows: [['کد ملی را ده رقمی بنویسید']] },
        {
          name: 'محله پرواز',
          rows: [
            ['شهرستان', 'مشخصات', null, 'کد ملی', 'تاریخ تولد', null, null, 'جنسیت', 'رضایت'],
            [null, 'نام', 'نام خانوادگی', null, 'روز', 'ماه', 'سال', null, null],
            ['خوی', ...person(11, 'زهرا')],
            [null, ...person(12, 'مریم')],
            ['', '', 'جمع', null, null, null, null, null, null],
          ],
          merges: [
            { startRow: 0, startCol: 0, endRow: 1, endCol: 0 },
            { startRow: 0, startCol: 1, endRow: 0, endCol: 2 },
            { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
          ],
          cells: new Map([['3,1', { value: 'مریم', formula: '"مریم"', formulaResult: 'مریم' }]]),
        },
      ],
    })
    expect(await statusesOf(bytes, 'a.xlsx')).toEqual(['3 accepted', '4 accepted'])
  })
})

const cell: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constantFrom<CellValue>(
    null,
    ...HEADER,
    ...rowOf(),
    'جمع',
    'امضا',
    '=1+1',
    { excelDate: '0000-99-99' },
    Number.NaN,
    1e300,
    -1,
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
)

it('never fails on whatever stands in the cells, and gives each row one verdict at most', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 16 }), { maxLength: 8 }), (rows) => {
      const context = { places: PLACES, rules: { minAge: 15 }, onDay: '2026-09-26', existing: NOBODY }
      const reading = readRosterSheets([{ name: 'x', rows: [HEADER, ...rows] }], context)
      const numbers = reading.ok ? reading.value.rows.map(({ row }) => row) : []
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const verdict of reading.ok ? reading.value.rows : [])
        expect(verdict.value === null).toBe(verdict.status === 'rejected')
    }),
    { numRuns: 500 },
  )
})

it('reads thousands of people, and comes through hostile cells', () => {
  const rowsOf = (rows: CellValue[][]) => readSheets([{ name: '', rows: [HEADER, ...rows] }]).rows
  const people = Array.from({ length: 4000 }, (_, i) => rowOf({ nationalId: idOf(i) }))
  expect(rowsOf(people)).toHaveLength(4000)
  const long = '-'.repeat(100_000)
  const verdicts = rowsOf([
    Array.from({ length: 13 }, () => long),
    rowOf({ place: long, mobile: `${long}0` }),
  ])
  expect(verdicts.filter(({ status }) => status === 'accepted')).toEqual([])
}, 60_000)
