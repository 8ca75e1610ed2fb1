import 'server-only'
import { PEOPLE_COLUMNS, type PeopleList } from '@/lib/reports/people-list'
import type { CellValue } from '@/lib/shared/cell'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { pdfOf } from './compile'

const said = (cell: CellValue, locale: Locale): string => {
  if (typeof cell === 'number') return formatNumber(cell, locale, { maxDecimals: 1 })
  return typeof cell === 'string' ? isolate(cell) : ''
}

/** On paper the hours are enough; minutes and states are for counting with. */
const SHOWN = ['name', 'county', 'place', 'group', 'hours', 'certificate'] as const
const ofPaper = <T>(cells: readonly T[]): T[] => SHOWN.map((key) => cells[PEOPLE_COLUMNS.indexOf(key)]!)

/** What the template of a list with names is given; every text is ready, and names are held apart from what surrounds them. */
export function peopleData(list: PeopleList, t: Words) {
  return {
    lang: list.locale,
    title: list.title,
    run: list.run,
    watermark: list.watermark,
    keep: list.keep,
    facts: list.facts.map(([term, value]) => [term, isolate(value)]),
    columns: [t('report.people.row'), ...ofPaper(list.columns)],
    rows: list.rows.map((row, at) => [
      formatNumber(at + 1, list.locale),
      ...ofPaper(row).map((cell) => said(cell, list.locale)),
    ]),
    empty: t('report.people.empty'),
    page: t('report.pageWord'),
    of: t('report.pageOf'),
  }
}

export const peoplePdf = (list: PeopleList, t: Words): Buffer => pdfOf('people', peopleData(list, t))
