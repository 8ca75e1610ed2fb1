import type { PeopleList } from '@/lib/reports/people-list'
import { dirOf, type Words } from '@/lib/shared/locale'
import { inertSheet, sheetsToXlsx } from './write'

/** A list with names as a workbook: whose copy it is over the header and on every printed page, and what each column holds. */
export function peopleXlsx(list: PeopleList, t: Words): Promise<Uint8Array> {
  const rtl = dirOf(list.locale) === 'rtl'
  const printed = list.watermark
  return sheetsToXlsx(
    [
      {
        sheetName: t('report.file.people'),
        rtl,
        printed,
        above: [[list.watermark], [list.keep]],
        header: list.columns,
        rows: list.rows,
      },
      {
        sheetName: t('report.file.columns'),
        rtl,
        printed,
        header: [t('report.file.column'), t('report.file.meaning')],
        rows: list.dictionary,
      },
      {
        sheetName: t('report.file.about'),
        rtl,
        printed,
        header: [t('report.file.what'), t('report.file.value')],
        rows: list.facts,
      },
    ].map(inertSheet),
  )
}
