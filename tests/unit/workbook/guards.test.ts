import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '@/lib/server/workbook'
import { WORKBOOK_LIMITS } from '@/lib/server/workbook/limits'
import { parseInWorker } from '@/lib/server/workbook/parse-in-worker'
import { readDirectory } from '@/lib/server/workbook/zip-directory'
import { orThrow } from '@/lib/shared/result'
import { sheetOf, workbookParts, zipOf } from './zip-of'

const utf8 = (text: string) => new TextEncoder().encode(text)
const refusal = async (bytes: Uint8Array, name = 'a.xlsx') => {
  const result = await readWorkbook(bytes, name)
  return result.ok ? 'taken' : result.code
}
const MB = 1024 * 1024
const noise = (bytes: number) =>
  Uint8Array.from({ length: bytes }, (_, i) => (i * 7919 + (i >> 8) * 104729) & 255)
const plain = workbookParts(sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>'))

describe('file-too-large', () => {
  it('is said before anything is looked at', async () => {
    expect(await refusal(new Uint8Array(5 * MB + 1))).toBe('file-too-large')
    expect(await refusal(new Uint8Array(5 * MB))).toBe('file-not-what-it-says')
  })
})

describe('file-not-what-it-says', () => {
  it('takes the plain workbook the refused ones are made of', async () =>
    expect(await refusal(zipOf(plain))).toBe('taken'))

  it.each([
    [
      'an old .xls',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
      'a.xlsx',
    ],
    ['an old .xls by name', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), 'a.xls'],
    ['text called .xlsx', utf8('نام,کد\n'), 'a.xlsx'],
    ['a workbook called .csv', zipOf(plain), 'a.csv'],
    ['a page called .csv', utf8('<html><table><tr><td>1</td></tr></table>'), 'a.csv'],
    ['a PDF called .csv', utf8('%PDF-1.7\n%x'), 'a.csv'],
    ['bytes called .csv', Uint8Array.from([1, 2, 0, 3]), 'a.csv'],
    ['a file without a name', utf8('a,b'), ''],
    ['a zip of something else', zipOf([{ name: 'word/document.xml', data: '<a/>' }]), 'a.xlsx'],
    ['no content types', zipOf(plain.slice(1)), 'a.xlsx'],
    ['encrypted parts', zipOf(plain.map((part) => ({ ...part, flags: 1 }))), 'a.xlsx'],
    ['an unknown packing', zipOf(plain.map((part) => ({ ...part, method: 99 }))), 'a.xlsx'],
    ['a part named twice', zipOf([...plain, ...plain.slice(4)]), 'a.xlsx'],
    ['a cut-off file', zipOf(plain).slice(0, -30), 'a.xlsx'],
    ['entities', zipOf(workbookParts('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')), 'a.xlsx'],
    [
      'entities far down',
      zipOf(workbookParts(`<!--${' '.repeat(9000)}--><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>`)),
      'a.xlsx',
    ],
    ['an empty file', new Uint8Array(0), 'a.xlsx'],
  ])('%s', async (_name, bytes, fileName) =>
    expect(await refusal(bytes, fileName)).toBe('file-not-what-it-says'),
  )

  it('is said of a workbook behind a password', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: 'a', rows: [['b']] }],
      encryption: { password: 'c', spinCount: 10 },
    })
    expect(await refusal(locked)).toBe('file-not-what-it-says')
  })
})

describe('file-unpacks-too-large', () => {
  const bomb = (part: { data: Uint8Array; claimed?: number }) =>
    zipOf([...plain.slice(0, 4), { name: 'xl/worksheets/sheet1.xml', ...part }])

  it('is said of what the directory claims, without unpacking', () => {
    const many = zipOf([...plain, { name: 'xl/media/a.bin', data: noise(1000), claimed: 61 * MB }])
    expect(readDirectory(many)).toEqual({ ok: false, code: 'file-unpacks-too-large' })
    const parts = Array.from({ length: 13 }, (_, i) => ({
      name: `xl/media/${i}`,
      data: noise(30_000),
      claimed: 5 * MB,
      method: 0,
    }))
    expect(readDirectory(zipOf([...plain, ...parts]))).toEqual({ ok: false, code: 'file-unpacks-too-large' })
    expect(readDirectory(zipOf([...plain, ...parts.slice(0, 11)])).ok).toBe(true)
    const tight = zipOf([...plain, { name: 'xl/media/a.bin', data: new Uint8Array(8 * MB) }])
    expect(readDirectory(tight)).toEqual({ ok: false, code: 'file-unpacks-too-large' })
  })

  it('is said of a bomb that claims to be small', async () => {
    expect(await refusal(bomb({ data: new Uint8Array(70 * MB), claimed: 1000 }))).toBe(
      'file-unpacks-too-large',
    )
  })

  it('is said when parsing takes too long, and the next file is served', async () => {
    const entries = orThrow(readDirectory(zipOf(plain)))
    const task = { kind: 'xlsx', bytes: zipOf(plain), entries } as const
    expect(await parseInWorker(task, { ...WORKBOOK_LIMITS, parseMs: 1 })).toEqual({
      ok: false,
      code: 'file-unpacks-too-large',
    })
    expect((await parseInWorker(task)).ok).toBe(true)
  })

  it('is said when parsing eats its memory, and the process lives', async () => {
    const text = `${'a,'.repeat(150)}b\n`.repeat(8000)
    const result = await parseInWorker({ kind: 'csv', text }, { ...WORKBOOK_LIMITS, heapMb: 12 })
    expect(result).toEqual({ ok: false, code: 'file-unpacks-too-large' })
  })
})

describe('file-too-many-rows', () => {
  const cell = (ref: string) =>
    sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row><row><c r="${ref}"><v>1</v></c></row>`)

  it('is said of a cell far down or far across, whatever lies between', async () => {
    expect(await refusal(zipOf(workbookParts(cell('A20001'))))).toBe('file-too-many-rows')
    expect(await refusal(zipOf(workbookParts(cell('XFD1048576'))))).toBe('file-too-many-rows')
    expect(await refusal(zipOf(workbookParts(cell('GS2'))))).toBe('file-too-many-rows')
    expect(await refusal(zipOf(workbookParts(cell('GR20000'))))).toBe('taken')
  }, 60_000)

  it('is said of the sheets together', async () => {
    const rows = Array.from({ length: 11_000 }, () => ['a'])
    const sheets = ['یک', 'دو'].map((name) => ({ name, rows }))
    expect(await refusal(await writeXlsx({ sheets: sheets.slice(1) }))).toBe('taken')
    expect(await refusal(await writeXlsx({ sheets }))).toBe('file-too-many-rows')
  }, 60_000)

  it('is said of too many sheets before they are read', async () => {
    const sheet = (n: number) => `<sheet name="S${n}" sheetId="${n}" r:id="r1"/>`
    const parts = plain.map((part) => ({
      ...part,
      data: String(part.data).replace(
        /<sheet .*?\/>/,
        Array.from({ length: 61 }, (_, n) => sheet(n + 1)).join(''),
      ),
    }))
    expect(await refusal(zipOf(parts))).toBe('file-too-many-rows')
  })

  it('is said of a long or wide CSV', async () => {
    expect(await refusal(utf8('a,b\n'.repeat(20_001)), 'a.csv')).toBe('file-too-many-rows')
    expect(await refusal(utf8('a,b\n'.repeat(20_000)), 'a.csv')).toBe('taken')
    expect(await refusal(utf8(`${'a,'.repeat(200)}b\n`), 'a.csv')).toBe('file-too-many-rows')
  }, 60_000)
})

it('leaves the server free while it parses', async () => {
  const rows = Array.from({ length: 6000 }, (_, i) => Array.from({ length: 12 }, (_, x) => `مقدار ${i} ${x}`))
  const bytes = await writeXlsx({ sheets: [{ name: 'a', rows }] })
  let beats = 0
  let running = true
  const beat = () => {
    beats += 1
    if (running) setImmediate(beat)
  }
  setImmediate(beat)
  const results = await Promise.all([1, 2, 3].map(() => readWorkbook(bytes, 'a.xlsx')))
  running = false
  expect(results.every((result) => result.ok)).toBe(true)
  // Parsed on this thread it would be a handful of turns of the event loop.
  expect(beats).toBeGreaterThan(300)
}, 120_000)
