import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageBounds, parseBirth } from '@/lib/people/birth-date'
import type { CellValue } from '@/lib/shared/cell'
import { addDays, formatDay, isoOf, jalaliOf, jalaliText } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'

const onDay = orThrow(isoOf(1405, 7, 4))
const textOf = (cell: CellValue) => {
  const birth = parseBirth(cell, onDay)
  return birth.ok ? `${birth.value.text}${birth.value.doubtful ? ' ?' : ''}` : birth.code
}

describe('birth dates as offices write them', () => {
  it.each<[CellValue, string]>([
    ['1385/12/08', '1385/12/08'],
    ['۱۳۸۵/۱۲/۸', '1385/12/08'],
    ['١٣٧٧/٠٥/١٦', '1377/05/16'],
    ['1382-10-16', '1382/10/16'],
    ['1382.10.16', '1382/10/16'],
    ['17/11/1351', '1351/11/17'],
    ['67/1/18', '1367/01/18'],
    ['18/1/67', '1367/01/18'],
    ['13670118', '1367/01/18'],
    [13670118, '1367/01/18'],
    [670118, '1367/01/18'],
    ['050118', '1405/01/18'],
    ['۱۸ فروردین ۱۳۶۷', '1367/01/18'],
    ["'1367/01/18", '1367/01/18'],
    ['1367/01/18 00:00:00', '1367/01/18'],
    ['1367/01/18 هـ.ش', '1367/01/18'],
    ['متولد ۱۳۶۷', '1367'],
    ['1367 شمسی', '1367'],
    ['1367 / 01 / 18', '1367/01/18'],
    ['1380', '1380'],
    [1380, '1380'],
    ['۶۷', '1367'],
    ['1367/00/00', '1367'],
    ['1367/5/0', '1367'],
    [{ excelDate: '1966-08-13' }, '1345/05/22'],
    [{ excelDate: '1367-01-18' }, '1367/01/18'],
    [24332, '1345/05/22'],
    ['24332', '1345/05/22'],
    ['1966-08-13', '1345/05/22'],
    ['1966/8/13', '1345/05/22'],
    ['1966-08-13T00:00:00.000Z', '1345/05/22'],
    ['13/08/1966', '1345/05/22'],
    ['08/13/1966', '1345/05/22'],
    ['13-Aug-1966', '1345/05/22'],
    ['August 13, 1966', '1345/05/22'],
  ])('%j is %s', (cell, text) => expect(textOf(cell)).toBe(text))

  it('asks where there are two readings', () => {
    expect(textOf('05/08/1966')).toBe('1345/05/14 ?')
    expect(textOf('08/08/1966')).toBe('1345/05/17')
    expect(textOf('20/05/30')).toBe('1320/05/30 ?')
    expect(textOf(1988)).toBe('1367 ?')
  })

  it.each<[CellValue, string]>([
    [null, 'E-GEN-01'],
    ['  ', 'E-GEN-01'],
    ['-', 'E-GEN-01'],
    ['1365/07/31', 'E-PER-04'],
    ['1367/12/30', 'E-PER-04'],
    ['1420/01/05', 'E-PER-04'],
    ['1405/07/05', 'E-PER-04'],
    [{ excelDate: '2026-10-01' }, 'E-PER-04'],
    ['1284/01/01', 'E-PER-04'],
    ['1250', 'E-PER-04'],
    ['1406', 'E-PER-04'],
    ['1966-02-30', 'E-PER-04'],
    ['نامعلوم', 'E-PER-04'],
    ['۱۳۶۷/۱/', 'E-PER-04'],
    [123, 'E-PER-04'],
    [-5, 'E-PER-04'],
  ])('%j is %s', (cell, code) => expect(textOf(cell)).toBe(code))

  it('understands every day in every writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 0 }), (shift) => {
        const iso = addDays(onDay, shift)
        const { y, m, d } = jalaliOf(iso)
        const text = jalaliText(y, m, d)
        const writings: CellValue[] = [
          text,
          `${d}/${m}/${y}`,
          formatDay(iso, 'fa', 'long'),
          iso,
          { excelDate: iso },
        ]
        for (const cell of writings)
          expect(parseBirth(cell, onDay)).toMatchObject({ value: { text, iso, doubtful: false } })
      }),
    )
  })
})

it('knows how old she is at least and at most', () => {
  const bounds = (text: string) => ageBounds(orThrow(parseBirth(text, onDay)), onDay)
  expect(bounds('1390/07/04')).toEqual({ atLeast: 15, atMost: 15 })
  expect(bounds('1390')).toEqual({ atLeast: 14, atMost: 15 })
})
