import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMark } from '@/lib/workshops/paper-mark'
import { cohort, type Grid, IDS, read, readAll } from './paper-world'

const HEAD = ['ردیف', 'نام', 'نام خانوادگی', 'کد ملی']
const FIRST = ['۱', 'پروین', 'کاکه‌خانی', IDS[0]!]
const SECOND = ['۲', 'رقیه', 'پناهی', IDS[1]!]

describe('sheets', () => {
  const places = [
    cohort('محلهٔ آذین', 'ارومیه'),
    cohort('محلهٔ آذین', 'خوی'),
    cohort('روستای کانی‌سپی', 'سردشت'),
  ]
  const page = (...lines: string[]): Grid => [
    ...lines.map((line) => [line]),
    [...HEAD, '1405/07/04'],
    [...FIRST, 'ح'],
  ]
  const place = (name: string, ...lines: string[]) => {
    const [sheet] = readAll({ [name]: page(...lines) }, places)
    return sheet!.cohortId ?? sheet!.code
  }

  it.each([
    ['روستای کانی‌سپی', []],
    ['کانی سپی', []],
    ['كاني‌سپي', []],
    ['روستای کانی سپی (2)', []],
    ['Sheet1', ['لیست حضور و غیاب روستای کانی‌سپی شهرستان سردشت']],
    ['برگه ۱', ['محله: کانی‌سپی']],
    ['سردشت-کانی سپی', []],
  ])('«%s» %j', (name, lines) => {
    expect(place(name, ...lines)).toBe('روستای کانی‌سپی/سردشت')
  })

  it('needs the county where two places share a name', () => {
    expect(place('محلهٔ آذین')).toBe('sheet-place-ambiguous')
    expect(place('محلهٔ آذین', 'حضور و غیاب محلهٔ آذین – خوی')).toBe('محلهٔ آذین/خوی')
    expect(place('آذین (ارومیه)')).toBe('محلهٔ آذین/ارومیه')
    expect(place('آذین خوی')).toBe('محلهٔ آذین/خوی')
  })

  it('takes no other place for it', () => {
    expect(place('محلهٔ پرواز')).toBe('sheet-place-unknown')
    expect(place('روستای آذین', 'ارومیه')).toBe('sheet-place-unknown')
    expect(place('آذین‌پور')).toBe('sheet-place-unknown')
    expect(place('کانی‌سپی', 'حضور و غیاب محلهٔ آذین – خوی')).toBe('sheet-place-ambiguous')
    expect(place('کانی‌سپی', 'محلهٔ آذین')).toBe('sheet-place-ambiguous')
    expect(place('کانی‌سپی', 'انجمن آذین')).toBe('روستای کانی‌سپی/سردشت')
    expect(place('Sheet1')).toBe('sheet-place-unknown')
  })

  it('tells a sheet that repeats another, and counts it once', () => {
    const [first, second] = readAll({ آذین: page(), 'آذین (2)': page() }, [places[0]!])
    expect([first!.repeats, second!.repeats]).toEqual([null, 'آذین'])
    expect([first!.minutes, second!.minutes]).toEqual([120, 0])
  })

  it('refuses a sheet that is no register of one group', () => {
    const rows = Array.from({ length: 1001 }, () => [...FIRST, 'ح'])
    expect(read([[...HEAD, '1405/07/04'], ...rows])).toMatchObject({
      code: 'sheet-too-long',
      minutes: 0,
      rows: [],
    })
  })

  it('never fails whatever is written, and takes only marks that stand in their cells', () => {
    const word = fc.constantFrom(
      'ح',
      'غ',
      'ت۲۰',
      '؟',
      '',
      ...HEAD,
      ...FIRST,
      ...SECOND,
      '1405/07/04',
      'جلسه ۲',
      'مهر',
      'جمع',
      7,
      46292,
      0.5,
    )
    const cell = fc.oneof(word, fc.string(), fc.constant(null), fc.constant({ excelDate: '2026-09-26' }))
    const grid = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 10 })
    fc.assert(
      fc.property(grid, (rows) => {
        const [, sheet] = readAll({ آذین: page(), 'محلهٔ آذین': rows.length > 0 ? rows : [['-']] }, [
          places[0]!,
        ])
        for (const { cells } of sheet?.rows ?? [])
          for (const { mark, typed } of cells)
            if (mark) expect(readMark(typed)).toEqual({ kind: 'mark', mark })
      }),
      { numRuns: 300 },
    )
  })

  it('tells a sheet without a table, and one without sessions', () => {
    const [, note, bare] = readAll({ آذین: page(), یادداشت: [['سلام']], کانی‌سپی: [HEAD, FIRST] }, places)
    expect([note!.code, bare!.code]).toEqual(['no-header', 'no-session-columns'])
  })
})
