import { expect, it } from 'vitest'
import { registerData, registerPdf } from '@/lib/server/pdf/register'
import {
  markerCells,
  PRINT,
  readSheetCode,
  rowHeight,
  rowLetters,
  sheetCode,
} from '@/lib/workshops/paper-print'
import { sampleRegister } from '@/tests/support/sample-register'
import { facts, words } from './words'

const names = [
  'پروین کاکه‌خانی',
  'فاطمه زهرا محمدی‌نیا',
  'سیده زینب خلیلی',
  'Anna (آنا) #let x = 1',
  'گل‌بهار «علی‌پور»',
]
const print = (people: number) => sampleRegister(people, { names })

it('is one tagged page in Persian for up to thirty people, and one more for each thirty after', () => {
  for (const [people, pages] of [
    [25, 1],
    [30, 1],
    [31, 2],
    [0, 1],
  ] as const) {
    const pdf = registerPdf(print(people), words)
    expect(facts(pdf)).toEqual({ isPdf: true, pages, tagged: true, language: 'fa' })
  }
})

it('gives the template ready texts: Persian digits, names held apart, nothing as markup', () => {
  const data = registerData(print(31), words)
  expect(data.title).toBe('حضور و غیاب نشست ۷ · محلهٔ آذین')
  expect(data.facts).toContainEqual(['روز', 'شنبه ۱۸ مهر ۱۴۰۵'])
  expect(data.facts).toContainEqual(['ساعت شروع', '۰۹:۳۰'])
  expect(data.facts).toContainEqual(['گروه', '\u2068WA-1405-01\u2069'])
  expect(data.pages.map(({ rows, label }) => [rows.length, label])).toEqual([
    [30, 'صفحهٔ ۱ از ۲'],
    [1, 'صفحهٔ ۲ از ۲'],
  ])
  expect(data.pages[0]!.rows[3]).toEqual({
    row: '۴',
    name: '\u2068Anna (آنا) #let x = 1\u2069',
    sign: null,
  })
  const signed = {
    ...print(1),
    people: [{ ...print(1).people[0]!, name: 'گلی', symbol: 'FISH', colour: 'RED' }],
  }
  expect(facts(registerPdf(signed, words))).toMatchObject({ isPdf: true, tagged: true })
  expect(registerData(signed, words).pages[0]!.rows[0]!.sign).toMatchObject({ alt: 'ماهی سرخ' })
  expect(data.words.noNames).toBe('نام یا مشکل شخصی کسی را ننویسید.')
  const texts = [data.title, data.run, ...data.facts.flat(), ...Object.values(data.words).flat()]
  expect(texts.filter((text) => /[0-9]/.test(text))).toEqual(['\u2068WA-1405-01\u2069'])
})

it('carries a code that says the session and nothing about anybody', () => {
  const { sessionId, people } = print(25)
  const code = sheetCode(sessionId, 1, people)
  expect(code).toMatch(/^T2\.AZorPE1ef2CBkqO0xdbn-A\.1\.[\w-]{50}$/)
  expect(readSheetCode(code)).toEqual({
    sessionId,
    page: 1,
    rows: people.map(({ personId }) => rowLetters(sessionId, personId)),
  })
  for (const other of ['', 'T1.AZorPE1ef2CBkqO0xdbn-A.25.1', `${code}A`, 'https://example.org'])
    expect(readSheetCode(other)).toBeNull()
  const back = Buffer.from(code.split('.')[1]!, 'base64url').toString('hex')
  expect(back).toBe(print(1).sessionId.replaceAll('-', ''))
})

it('has the four markers of ArUco MIP 36h12 and rows that fit between them', () => {
  const bits = ([0, 1, 2, 3] as const).map((id) =>
    markerCells(id).map((row) => row.map((black) => (black ? '#' : '.')).join('')),
  )
  expect(bits.map((rows) => rows.length)).toEqual([8, 8, 8, 8])
  for (const rows of bits) {
    expect(rows[0]).toBe('########')
    expect(rows[7]).toBe('########')
    expect(rows.every((row) => row.startsWith('#') && row.endsWith('#'))).toBe(true)
  }
  const number = (rows: string[]) =>
    Number.parseInt(
      rows
        .slice(1, 7)
        .map((row) => row.slice(1, 7))
        .join('')
        .replaceAll('#', '0')
        .replaceAll('.', '1'),
      2,
    )
  expect(bits.map(number)).toEqual([0xd2b63a09d, 0x6001134e5, 0x1206fbe72, 0xff8ad6cb4])
  for (let rows = 1; rows <= PRINT.rows.most; rows++)
    expect(PRINT.rows.top + rows * rowHeight(rows)).toBeLessThanOrEqual(PRINT.rows.bottom)
})
