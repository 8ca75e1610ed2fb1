import { momentText } from '@/lib/access/present'
import type { CellValue } from '@/lib/shared/cell'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'

/** Somebody in a list of who has completed. */
export type ListedPerson = {
  name: string
  countyFa: string
  countyEn: string
  placeFa: string
  placeEn: string
  cohortCode: string
  minutes: number
  status: string
  certificate: string | null
}

export type PeopleListFacts = {
  rows: readonly ListedPerson[]
  total: number
  asOf: string
  /** The number of the act in the audit: whoever finds a copy can tell whose it was. */
  number: number
  reader: string
  madeMs: number
  runFa: string
  runEn: string
  isDemo: boolean
}

export const PEOPLE_COLUMNS = [
  'name',
  'county',
  'place',
  'group',
  'hours',
  'minutes',
  'certificate',
  'state',
] as const

/** A list with names in the words of a language; both its files are made of this. */
export type PeopleList = {
  locale: Locale
  title: string
  run: string
  /** Whose copy it is: on every page of it. */
  watermark: string
  keep: string
  facts: [string, string][]
  columns: string[]
  rows: CellValue[][]
  dictionary: [string, string][]
}

export function peopleList(facts: PeopleListFacts, t: Words, locale: Locale): PeopleList {
  const fa = locale === 'fa'
  const number = (value: number) => formatNumber(value, locale)
  const copy = formatNumber(facts.number, locale, { grouping: false })
  return {
    locale,
    title: t('report.people.title'),
    run: fa ? facts.runFa : facts.runEn,
    watermark: t('report.people.watermark', {
      reader: facts.reader,
      day: formatDay(tehranDay(new Date(facts.madeMs)), locale, 'numeric'),
      number: copy,
    }),
    keep: t('report.people.keep'),
    facts: [
      [t('report.fact.run'), fa ? facts.runFa : facts.runEn],
      [t('report.fact.asOf'), formatDay(facts.asOf, locale, 'long')],
      [t('report.people.count'), number(facts.total)],
      ...(facts.rows.length < facts.total
        ? [
            [
              t('exports.about.cut'),
              t('report.people.cut', { rows: number(facts.rows.length), total: number(facts.total) }),
            ] as [string, string],
          ]
        : []),
      [t('report.people.reader'), facts.reader],
      [t('report.people.made'), momentText(facts.madeMs, locale)],
      [t('report.people.number'), copy],
      ...(facts.isDemo ? [[t('report.file.standing'), t('words.demo')] as [string, string]] : []),
    ],
    columns: PEOPLE_COLUMNS.map((key) => t(`report.people.${key}`)),
    rows: facts.rows.map((one) => [
      one.name,
      fa ? one.countyFa : one.countyEn,
      fa ? one.placeFa : one.placeEn,
      one.cohortCode,
      Math.round(one.minutes / 6) / 10,
      one.minutes,
      one.certificate,
      t.has(`people.state.${one.status}`) ? t(`people.state.${one.status}`) : one.status,
    ]),
    dictionary: PEOPLE_COLUMNS.map((key) => [
      t(`report.people.${key}`),
      t(`report.people.dictionary.${key}`),
    ]),
  }
}
