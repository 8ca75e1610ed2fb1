import { isoOf } from '@/lib/shared/jalali'

export type HolidayRow = { day: string; fa: string; en: string; source: string }

const TABLE_1403 = 'official calendar of 1403 (general knowledge)'
const SOLAR = 'fixed solar holiday (general knowledge)'
const DEMO_TABLE = `
1/1|نوروز|Nowruz
1/2|نوروز|Nowruz
1/3|نوروز|Nowruz
1/4|نوروز|Nowruz
1/12|روز جمهوری اسلامی|Islamic Republic Day
1/13|روز طبیعت|Nature Day
1/22|عید فطر|Eid al-Fitr
1/23|تعطیل عید فطر|Eid al-Fitr, second day
2/15|شهادت امام جعفر صادق (ع)|Martyrdom of Imam Sadiq
3/14|رحلت امام خمینی|Death of Imam Khomeini
3/15|قیام ۱۵ خرداد|Uprising of 15 Khordad
3/28|عید قربان|Eid al-Adha
4/5|عید غدیر خم|Eid al-Ghadir
4/25|تاسوعا|Tasua
4/26|عاشورا|Ashura
6/4|اربعین|Arbaeen
6/12|رحلت پیامبر (ص) و شهادت امام حسن (ع)|Death of the Prophet, martyrdom of Imam Hasan
6/14|شهادت امام رضا (ع)|Martyrdom of Imam Reza`
const SOLAR_TABLE = `
1/1|نوروز|Nowruz
1/2|نوروز|Nowruz
1/3|نوروز|Nowruz
1/4|نوروز|Nowruz
1/12|روز جمهوری اسلامی|Islamic Republic Day
1/13|روز طبیعت|Nature Day
3/14|رحلت امام خمینی|Death of Imam Khomeini
3/15|قیام ۱۵ خرداد|Uprising of 15 Khordad
11/22|پیروزی انقلاب اسلامی|Victory of the Revolution
12/29|ملی شدن صنعت نفت|Nationalisation of Oil`

function rows(year: number, table: string, source: string): HolidayRow[] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [date = '', fa = '', en = ''] = line.split('|')
      const [month, day] = date.split('/').map(Number)
      const iso = isoOf(year, month ?? 0, day ?? 0)
      return iso.ok ? [{ day: iso.value, fa, en, source }] : []
    })
}

/** The whole table of 1403 and the fixed solar holidays of 1400 to 1410. Lunar holidays are loaded year by year. */
export function holidays(): HolidayRow[] {
  const found = new Map(rows(1403, DEMO_TABLE, TABLE_1403).map((row) => [row.day, row]))
  for (let year = 1400; year <= 1410; year++)
    for (const row of rows(year, SOLAR_TABLE, SOLAR)) if (!found.has(row.day)) found.set(row.day, row)
  return [...found.values()]
}
