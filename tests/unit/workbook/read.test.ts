import { readFileSync } from 'node:fs'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '@/lib/server/workbook'
import { orThrow } from '@/lib/shared/result'
import { sheetOf, workbookParts, zipOf } from './zip-of'

const utf8 = (text: string) => new TextEncoder().encode(text)
const sheetsOf = async (bytes: Uint8Array, name: string) => orThrow(await readWorkbook(bytes, name)).sheets
const rowsOf = async (bytes: Uint8Array, name = 'a.xlsx') => (await sheetsOf(bytes, name))[0]?.rows

describe('reading .xlsx', () => {
  it('keeps text, numbers, days and the place of every row', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'یک',
          rows: [
            [],
            ['0012', '=1+1', 91095093, new Date(Date.UTC(1966, 7, 13)), true, 0.5],
            [],
            ['آخر', null],
          ],
        },
      ],
    })
    expect(await sheetsOf(bytes, 'فهرست.XLSX')).toEqual([
      {
        name: 'یک',
        rows: [
          [null, null, null, null, null, null],
          ['0012', '=1+1', 91095093, { excelDate: '1966-08-13' }, 'TRUE', 0.5],
          [null, null, null, null, null, null],
          ['آخر', null, null, null, null, null],
        ],
      },
    ])
  })

  it('shows what a formula last gave, and nothing where it gave nothing', async () => {
    const row = '<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>مریم</v></c><c r="B1"><f>1+1</f></c></row>'
    expect(await rowsOf(zipOf(workbookParts(sheetOf(row))))).toEqual([['مریم']])
  })

  it('fills what is merged downwards and leaves titles merged across alone', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'a',
          rows: [
            ['عنوان', null, null],
            ['خوی', 'x', null],
            [null, 'y', null],
            [null, 'z', 'w'],
          ],
          merges: [
            { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
            { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
          ],
        },
      ],
    })
    expect(await rowsOf(bytes)).toEqual([
      ['عنوان', null, null],
      ['خوی', 'x', null],
      ['خوی', 'y', null],
      [null, 'z', 'w'],
    ])
  })

  it('reads every sheet that can be seen', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'محله ۱', rows: [['a']] },
        { name: 'فهرست کشویی', rows: [['b']], hidden: true },
        { name: 'محله ۲', rows: [['c']] },
      ],
    })
    expect((await sheetsOf(bytes, 'x.xlsx')).map(({ name }) => name)).toEqual(['محله ۱', 'محله ۲'])
  })

  it('does not count rows that are only formatted', async () => {
    const rows = `<row r="1"><c r="A1"><v>1</v></c></row>${Array.from({ length: 21_000 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" s="0"/></row>`).join('')}`
    expect(await rowsOf(zipOf(workbookParts(sheetOf(rows))))).toEqual([[1]])
  })
})

describe('reading .csv', () => {
  it.each([
    ['comma', 'نام,کد\nزهرا,0012\n'],
    ['semicolon with commas inside', 'نام;کد\n"زهرا, مریم";0012\nالف، ب, ج;0013\n'],
    ['tab', 'نام\tکد\nزهرا\t0012'],
    ['separator named in the first line', 'sep=|\nنام|کد\nزهرا|0012'],
    ['a title above', 'فهرست, تیر ۱۴۰۵\n\nنام;کد;شهر\nزهرا;0012;خوی\nمریم;0013;خوی'],
  ])('finds the separator: %s', async (_name, text) => {
    const rows = (await rowsOf(utf8(text), 'a.csv')) ?? []
    expect(rows.some((row) => row.includes('0012'))).toBe(true)
    expect(rows.some((row) => row[0] === 'نام' && row[1] === 'کد')).toBe(true)
  })

  it('reads UTF-8 with and without BOM, UTF-16 and windows-1256', async () => {
    const text = 'نام,شهر\r\nپگاه ژاله,خوي'
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...[...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ])
    const table = new Map(
      Array.from({ length: 256 }, (_, byte) => [
        new TextDecoder('windows-1256').decode(Uint8Array.of(byte)),
        byte,
      ]),
    )
    // windows-1256 has Arabic ي and no Persian ی.
    const arabic = text.replaceAll('ی', 'ي')
    const old = Uint8Array.from([...arabic], (letter) => table.get(letter) ?? 63)
    const swapped = (pairs: Uint8Array) => Uint8Array.from(pairs, (_, at) => pairs[at ^ 1] ?? 0)
    const bare = utf16.slice(2)
    for (const bytes of [utf8(text), utf8(`\ufeff${text}`), utf16, swapped(utf16), bare, swapped(bare), old])
      expect(await rowsOf(bytes, 'a.csv')).toEqual([
        ['نام', 'شهر'],
        ['پگاه ژاله', 'خوي'],
      ])
  })

  it('keeps formulas as text', async () => {
    expect(await rowsOf(utf8('a,=cmd|x\n+1,@b'), 'a.csv')).toEqual([
      ['a', '=cmd|x'],
      ['+1', '@b'],
    ])
  })
})

it('keeps the field files as they are', async () => {
  const bytes = new Uint8Array(
    readFileSync(new URL('../../fixtures/roster/participants.xlsx', import.meta.url)),
  )
  const rows = (await rowsOf(bytes, 'participants.xlsx')) ?? []
  expect(rows).toHaveLength(88)
  expect(rows[3]?.[0]).toBe('ردیف')
  expect(rows[20]?.[4]).toBe(91095093)
  expect(rows[32]?.[5]).toEqual({ excelDate: '1966-08-13' })
  expect(rows[40]?.[2]).toMatch(/^=HYPERLINK/)
})
