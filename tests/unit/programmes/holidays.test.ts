import { describe, expect, it } from 'vitest'
import { pastedGrid, readHolidays } from '@/lib/programmes/holidays'

const read = (text: string, year = 1405) =>
  readHolidays(pastedGrid(text), year).map(({ day, fa, en, code }) => [day, fa, en, code])

describe('the holidays of a year', () => {
  it('are read from a pasted list, however its cells are parted and its dates written', () => {
    expect(
      read(
        'تاریخ\tنام\tEnglish\n۱۴۰۵/۱/۱\tنوروز\tNowruz\n1405-01-02;نوروز;Nowruz\n۳ فروردین ۱۴۰۵، نوروز\n\n1405/03/14 | رحلت امام خمینی',
      ),
    ).toEqual([
      ['2026-03-21', 'نوروز', 'Nowruz', null],
      ['2026-03-22', 'نوروز', 'Nowruz', null],
      ['2026-03-23', 'نوروز', '', null],
      ['2026-06-04', 'رحلت امام خمینی', '', null],
    ])
  })
  it('say of each row what is wrong with it', () => {
    expect(
      read('۱۴۰۵/۱۳/۱,نوروز\n1404/01/01,نوروز\n1405/01/01,نوروز\n۱۴۰۵/۱/۱,نوروز دوم\n1405/01/02,').map(
        (row) => row[3],
      ),
    ).toEqual(['not-a-day', 'other-year', null, 'day-twice', 'no-name'])
  })
  it('come from a sheet too, with a number before each row and days the program formatted', () => {
    const grid = [
      ['ردیف', 'تاریخ', 'مناسبت'],
      [1, '1405/01/01', 'نوروز'],
      [2, { excelDate: '2026-03-22' }, 'نوروز'],
    ]
    expect(readHolidays(grid, 1405).map(({ day, code }) => [day, code])).toEqual([
      ['2026-03-21', null],
      ['2026-03-22', null],
    ])
  })
})
