import { describe, expect, it } from 'vitest'
import { readRoster } from '@/lib/people/roster'
import type { CellValue } from '@/lib/shared/cell'
import { HEADER, idOf, NOBODY, PLACES, readRows, readSheets, rowOf } from './roster-of'

const short = (rows: CellValue[][], options?: Parameters<typeof readRows>[1]) =>
  readRows(rows, options).rows.map(({ row, status, code }) =>
    [row, status, code].filter((part) => part !== null).join(' '),
  )

describe('rows that are no people', () => {
  it('are left out and listed', () => {
    const reading = readRows([
      ['سازمان'],
      HEADER,
      rowOf(),
      [null, null],
      ['جمع: ۱ نفر'],
      ['', 'جمع کل', '', '', 1, '', ''],
      [null, 'تعداد کل:', 'یک نفر'],
      [...HEADER],
      rowOf({ last: 'مرادی' }),
      ['صفحه ۱ از ۲'],
      ['', 'تهیه کننده: مریم نوری', '', '', 'تأیید: رئیس اداره'],
      ['', 'نام و امضای رابط', 'امضا'],
      ['', 'تاریخ: ۱۴۰۵/۰۷/۰۱', 'شماره: ۱۲/ب'],
      ['', 'امضا', '', '', '', '1405/07/01'],
      ['۷۹', null, null, null, null, null, null, 'ارومیه', 'محلهٔ آذین'],
      ['', '\u200f', ' '],
    ])
    expect(reading.rows.map(({ row, status }) => `${row} ${status}`)).toEqual(['3 accepted', '9 accepted'])
    expect(reading.skipped.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      '5 sum',
      '6 sum',
      '7 sum',
      '8 header',
      '10 note',
      '11 signature',
      '12 signature',
      '13 signature',
      '14 signature',
    ])
  })

  it('are not people with little in their rows', () => {
    expect(short([HEADER, rowOf({ nationalId: null, birth: null, edu: 'کارشناس' })])).toEqual([
      '2 rejected E-GEN-01',
    ])
    expect(short([HEADER, ['1', 'زهرا']])).toEqual(['2 rejected E-GEN-01'])
    expect(short([HEADER, rowOf({ last: 'جمعه‌پور' })])).toEqual(['2 accepted'])
    expect(short([HEADER, rowOf({ last: 'جمع', nationalId: idOf(3) })])).toEqual(['2 accepted'])
    expect(short([HEADER, rowOf({ last: 'کل محمدی', nationalId: null })])).toEqual([
      '2 warning no-national-id',
    ])
    const unborn = rowOf({ last: 'کل محمدی', nationalId: null, birth: null })
    expect(short([HEADER, unborn])).toEqual(['2 rejected E-GEN-01'])
  })
})

describe('tables as offices draw them', () => {
  it('takes a header repeated with other columns', () => {
    const header = ['کدملی', 'نام و نام خانوادگی', 'متولد', 'محله', 'رضایت', 'جنسیت']
    header[2] = 'سال تولد'
    const rows = [HEADER, rowOf(), header, [idOf(55), 'مریم نوری', 1370, 'محله پرواز', 'بله', 'F']]
    const [, second] = readRows(rows).rows
    expect(second).toMatchObject({
      status: 'accepted',
      value: { first: 'مریم', last: 'نوری', birth: '1370', placeId: 'parvaz' },
    })
  })

  it('asks how a joined name of three words is split', () => {
    const header = ['نام و نام خانوادگی', 'کد ملی', 'تاریخ تولد', 'محله', 'جنسیت', 'رضایت']
    const rows = [header, ['فاطمه زهرا باقری', idOf(56), '1370/1/1', 'پرواز', 'ن', 'بلی']]
    expect(readRows(rows).rows[0]).toMatchObject({ status: 'ask', code: 'split-name' })
  })

  it('joins day, month and year', () => {
    const header = ['نام', 'نام خانوادگی', 'روز تولد', 'ماه تولد', 'سال تولد', 'محله', 'جنسیت', 'رضایت']
    const birth = (d: CellValue, m: CellValue, y: CellValue) =>
      readRows([header, ['زهرا', 'اکبری', d, m, y, 'آذین', 'زن', 'بلی']]).rows[0]?.value?.birth
    expect(birth(3, 2, 1360)).toBe('1360/02/03')
    expect(birth('۳', 'مهر', '۱۳۶۰')).toBe('1360/07/03')
    expect(birth(null, null, 1360)).toBe('1360')
    expect(birth(null, 5, 60)).toBe('1360')
  })

  it('prefers the mobile column and falls back on the telephone', () => {
    const header = ['نام', 'نام خانوادگی', 'تلفن', 'موبایل', 'تولد', 'محله', 'جنسیت', 'رضایت']
    const mobile = (phone: CellValue, cell: CellValue) =>
      readRows([header, ['زهرا', 'اکبری', phone, cell, 1360, 'آذین', 'زن', 'بلی']]).rows[0]
    expect(mobile('09130000000', '09120000000')?.value?.mobile).toBe('+989120000000')
    expect(mobile('09130000000', '')?.value?.mobile).toBe('+989130000000')
    expect(mobile('04433445566', '09120000000')?.codes).toEqual(['no-national-id'])
    expect(mobile('04433445566', null)?.codes).toContain('E-PER-03')
  })

  it('fills a county and a place written once over a block', () => {
    const blank = { county: null, place: null }
    const rows = [
      HEADER,
      rowOf({ county: 'خوی', place: 'محلهٔ پرواز' }),
      rowOf({ ...blank, last: 'نوری' }),
      rowOf({ ...blank, last: 'مرادی' }),
      rowOf({ county: 'سردشت', place: 'کانی‌سپی', last: 'صادقی' }),
      rowOf({ ...blank, last: 'قاسمی' }),
      rowOf({ ...blank, last: 'رحیمی' }),
    ]
    const placesOf = readRows(rows).rows.map(({ value }) => value?.placeId)
    expect(placesOf).toEqual(['parvaz', 'parvaz', 'parvaz', 'sepi', 'sepi', 'sepi'])
  })

  it('does not guess the place of one row that lacks it', () => {
    const rows = [HEADER, rowOf(), rowOf({ last: 'نوری' }), rowOf({ place: null, last: 'مرادی' })]
    expect(short(rows)).toEqual(['2 accepted', '3 accepted', '4 rejected E-GEN-01'])
  })

  it('takes the place from a line above its people', () => {
    const header = ['نام', 'نام خانوادگی', 'کد ملی', 'تولد', 'جنسیت', 'رضایت']
    const person = (n: number, last: string) => ['زهرا', last, idOf(n), 1360, 'زن', 'بلی']
    const rows = [header, ['محله پرواز'], person(61, 'نوری'), ['روستای کانی‌سپی'], person(62, 'مرادی')]
    expect(readRows(rows).rows.map(({ value }) => value?.placeId)).toEqual(['parvaz', 'sepi'])
  })

  it('takes the place from the lines above the table', () => {
    const header = ['نام', 'نام خانوادگی', 'کد ملی', 'تولد', 'جنسیت', 'رضایت']
    const rows = [['شهرستان: خوی', 'محله: پرواز'], header, ['زهرا', 'نوری', idOf(63), 1360, 'زن', 'بلی']]
    expect(readRows(rows).rows[0]?.value?.placeId).toBe('parvaz')
  })

  it('keeps a woman whose surname is an office', () => {
    expect(short([HEADER, rowOf({ last: 'ناظر', nationalId: null })])).toEqual(['2 warning no-national-id'])
  })

  it('keeps a woman without an id whose remarks count something', () => {
    const rows = [
      [...HEADER, 'ملاحظات'],
      [...rowOf({ nationalId: null }), 'تعداد فرزند: ۲'],
    ]
    expect(short(rows)).toEqual(['2 warning no-national-id'])
  })

  it('reads all sheets as one file, takes the place from the name of a sheet, and leaves other sheets out', () => {
    const header = ['نام', 'نام خانوادگی', 'کد ملی', 'تولد', 'جنسیت', 'رضایت']
    const person = (n: number, last: string) => ['زهرا', last, idOf(n), 1360, 'زن', 'بلی']
    const reading = readSheets([
      { name: 'راهنما', rows: [['این پرونده را پر کنید']] },
      { name: 'محله پرواز', rows: [header, person(71, 'نوری')] },
      { name: 'آذین', rows: [['عنوان'], header, person(72, 'مرادی'), person(71, 'نوری')] },
    ])
    expect(
      reading.rows.map(({ sheet, row, status, code, value }) => [sheet, row, status, code, value?.placeId]),
    ).toEqual([
      ['محله پرواز', 2, 'accepted', null, 'parvaz'],
      ['آذین', 3, 'accepted', null, 'azin'],
      ['آذین', 4, 'rejected', 'duplicate-in-file', undefined],
    ])
    expect(reading.headers.map(({ sheet, row }) => [sheet, row])).toEqual([
      ['محله پرواز', 1],
      ['آذین', 2],
    ])
  })

  it('says clearly that there is no header', () => {
    const context = { places: PLACES, rules: { minAge: 15 }, onDay: '2026-09-26', existing: NOBODY }
    expect(readRoster([['زهرا', 'اکبری']], context)).toEqual({ ok: false, code: 'no-header' })
    expect(readRoster([], context)).toEqual({ ok: false, code: 'no-header' })
  })
})

describe('the same woman twice in a file', () => {
  it('is refused by her id in any writing, and told the first row', () => {
    const rows = [
      HEADER,
      rowOf({ nationalId: '0000101011' }),
      rowOf({ nationalId: '۰۰۰۰-۱۰۱۰۱۱', last: 'نوری' }),
    ]
    const again = rowOf({ nationalId: '0000101011', last: 'مرادی' })
    const [, second, third] = readRows([...rows, again]).rows
    expect(second).toMatchObject({ status: 'rejected', code: 'duplicate-in-file' })
    for (const verdict of [second, third]) expect(verdict?.findings[0]?.values).toEqual({ row: 2 })
  })

  it('counts only rows that were taken', () => {
    const rows = [HEADER, rowOf({ nationalId: idOf(80), consent: '' }), rowOf({ nationalId: idOf(80) })]
    expect(short(rows)).toEqual(['2 rejected E-PER-06', '3 accepted'])
  })

  it('is a warning under another id, and refused when nothing at all differs', () => {
    expect(short([HEADER, rowOf(), rowOf()])).toEqual(['2 accepted', '3 warning W-PER-07'])
    const none = { nationalId: null }
    expect(short([HEADER, rowOf(none), rowOf(none)])).toEqual([
      '2 warning no-national-id',
      '3 rejected duplicate-in-file',
    ])
    const other = rowOf({ ...none, mobile: '09120000001' })
    expect(readRows([HEADER, rowOf(none), other]).rows[1]?.codes).toEqual(['no-national-id', 'W-PER-07'])
  })
})
