import 'server-only'
import type { PeopleList } from '@/lib/reports/people-list'
import type { CellValue } from '@/lib/shared/cell'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { pdfOf } from './compile'

const said = (cell: CellValue, locale: Locale): string => {
  if (typeof cell === 'number') return formatNumber(cell, locale, { maxDecimals: 1 })
  return typeof cell === 'string' ? isolate(cell) : ''
}

/** What the template of a list with names is given; every text is ready, and names are held apart from what surrounds them. */
export function peopleData(list: PeopleList, t: Words) {
  return {
    lang: list.locale,
    title: list.title,
    run: list.run,
    watermark: list.watermark,
    keep: list.keep,
    facts: list.facts.map(([term, value]) => [term, isolate(value)]),
    columns: [t('report.people.row'), ...list.columns],
    rows: list.rows.map((row, at) => [
      formatNumber(at + 1, list.locale),
      ...row.map((cell) => said(cell, list.locale)),
    ]),
    empty: t('report.people.empty'),
    page: t('report.pageWord'),
    of: t('report.pageOf'),
  }
}

export const peoplePdf = (list: PeopleList, t: Words): Buffer => pdfOf('people', peopleData(list, t))
