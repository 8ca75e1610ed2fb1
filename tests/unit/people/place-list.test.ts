import { describe, expect, it } from 'vitest'
import { readPlaceList } from '@/lib/people/place-list'
import type { CellValue } from '@/lib/shared/cell'
import { orThrow } from '@/lib/shared/result'

const counties = [
  { id: 'u', nameFa: 'ارومیه' },
  { id: 'k', nameFa: 'خوی' },
]
const read = (rows: CellValue[][], exists: (county: string, fold: string) => boolean = () => false) =>
  orThrow(readPlaceList(rows, { counties, exists }))
const HEADER = ['شهرستان', 'نام محله', 'بافت', 'پهنه']
const one = (...cells: CellValue[]) => {
  const [verdict] = read([HEADER, cells])
  return [verdict?.status, verdict?.code, verdict?.value?.setting, verdict?.value?.zone]
}

describe('lists of neighbourhoods', () => {
  it.each<[CellValue[], unknown[]]>([
    [
      ['ارومیه', 'محلهٔ آذین', 'شهری', 'حاشیه‌نشین'],
      ['accepted', null, 'URBAN', 'MARGINAL'],
    ],
    [
      ['شهرستان اروميه', 'محله ۱۲', 'شهري', 'حاشیه نشین'],
      ['accepted', null, 'URBAN', 'MARGINAL'],
    ],
    [
      ['خوی', 'روستای سبز', 'روستایی', 'روستایی آسیب‌پذیر'],
      ['accepted', null, 'RURAL', 'RURAL_VULNERABLE'],
    ],
    [
      ['خوی', 'محلهٔ نور', 'شهری', 'آسیب‌پذیر شهری'],
      ['accepted', null, 'URBAN', 'URBAN_VULNERABLE'],
    ],
    [
      ['خوی', 'محلهٔ نور', '', 'آسیب پذیر شهری'],
      ['accepted', null, 'URBAN', 'URBAN_VULNERABLE'],
    ],
    [
      ['خوی', 'محلهٔ نور', '', ''],
      ['accepted', null, null, null],
    ],
    [
      ['خوی', 'محلهٔ نور', 'چیزی', ''],
      ['warning', 'unread-value', null, null],
    ],
    [
      ['تبریز', 'محلهٔ نور', '', ''],
      ['rejected', 'unknown-county', undefined, undefined],
    ],
    [
      ['خوی', '', 'شهری', ''],
      ['rejected', 'E-GEN-01', undefined, undefined],
    ],
    [
      ['خوی (مرکز)', 'محلهٔ نور', 'شهری', 'آسیب‌پذیر'],
      ['accepted', null, 'URBAN', 'URBAN_VULNERABLE'],
    ],
    [
      ['شهرستان: خوی', 'روستای نور', 'روستایی', 'آسیب‌پذیر'],
      ['accepted', null, 'RURAL', 'RURAL_VULNERABLE'],
    ],
    [
      ['خوی', 'محلهٔ نور', '', 'آسیب‌پذیر'],
      ['warning', 'unread-value', null, null],
    ],
    [
      ['خوی', 'روستای نور', 'روستایی', 'حاشیه‌نشین'],
      ['rejected', 'zone-mismatch', undefined, undefined],
    ],
    [
      ['خوی', 'محلهٔ نور', 'شهری', 'روستایی آسیب‌پذیر'],
      ['rejected', 'zone-mismatch', undefined, undefined],
    ],
    [
      ['خوی', '=1+1', 'شهری', ''],
      ['rejected', 'bad-name', undefined, undefined],
    ],
  ])('%j', (cells, expected) => expect(one(...cells)).toEqual(expected))

  it('finds the header anywhere and leaves sums and signatures out', () => {
    const rows = [
      ['فهرست'],
      [],
      ['محله', 'ردیف', 'شهرستان'],
      ['محلهٔ آذین', 1, 'ارومیه'],
      ['جمع', 1, null],
      ['امضا'],
    ]
    expect(read(rows).map(({ row, status }) => [row, status])).toEqual([[4, 'accepted']])
    expect(readPlaceList([['محله']], { counties, exists: () => false })).toEqual({
      ok: false,
      code: 'no-header',
    })
  })

  it('fills the county down', () => {
    expect(
      read([HEADER, ['خوی', 'محلهٔ نور'], [null, 'محلهٔ مهر']]).map(({ value }) => value?.countyId),
    ).toEqual(['k', 'k'])
  })

  it('refuses the second of two spellings and knows what is there', () => {
    const twice = read([HEADER, ['خوی', 'محلهٔ نور'], ['خوی', 'محله ي نور'], ['ارومیه', 'محلهٔ نور']])
    expect(twice.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted'])
    expect(twice[1]?.code).toBe('duplicate-in-file')
    const again = read([HEADER, ['خوی', 'محله نور']], (county, fold) => county === 'k' && fold === 'محلهنور')
    expect(again[0]?.status).toBe('unchanged')
  })
})

it('reads titles as offices write them, and one place on two sheets once', () => {
  const titles = ['نام شهرستان', 'محله/روستا', 'شهری/روستایی', 'نوع آسیب‌پذیری']
  const [verdict] = read([titles, ['خوی', 'محلهٔ نور', 'شهری', 'حاشیه نشین']])
  expect(verdict).toMatchObject({ status: 'accepted', value: { setting: 'URBAN', zone: 'MARGINAL' } })
  const seen = new Set<string>()
  const sheet = [
    ['شهرستان محل اجرا', 'نام محل'],
    ['خوی', 'محلهٔ نور'],
  ]
  const list = () => orThrow(readPlaceList(sheet, { counties, exists: () => false }, seen))
  expect(list()[0]?.status).toBe('accepted')
  expect(list()[0]).toMatchObject({ status: 'rejected', code: 'duplicate-in-file' })
})
