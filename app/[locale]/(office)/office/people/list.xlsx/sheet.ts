import type { PersonLine } from '@/db/queries/people/people-list'
import { inert } from '@/lib/server/workbook/write'
import type { Locale, Words } from '@/lib/shared/locale'

/** The list of people as rows of a file. Of a national id only its end stands in it, with its zeros. */
export function peopleSheet(rows: readonly PersonLine[], t: Words, locale: Locale) {
  const fa = locale === 'fa'
  return {
    sheetName: t('exports.people.sheet'),
    header: [
      t('people.name'),
      t('people.father'),
      t('people.birthYear'),
      t('exports.people.idEnd'),
      t('people.county'),
      t('people.place'),
      t('people.group'),
      t('people.status'),
      t('exports.people.minutes'),
    ],
    rows: rows.map((row) => [
      inert(row.name),
      row.father === null ? null : inert(row.father),
      row.birthYear,
      row.idEnd,
      fa ? row.countyFa : row.countyEn,
      fa ? row.placeFa : row.placeEn,
      row.cohortCode,
      row.status && t(`people.state.${row.status}`),
      row.minutes,
    ]),
  }
}
