import type { FigureRow } from '@/db/queries/indicators/figure-rows'
import { DICTIONARY } from '@/lib/indicators/dictionary'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { partName } from './part-names'
import { targetSentence } from './target-sentence'

/** The heads of the file of figures, in the words of a language. */
export const figureHead = (t: Words): string[] =>
  [
    'code',
    'name',
    'date',
    'jalali',
    'by',
    'part',
    'partName',
    'numerator',
    'denominator',
    'value',
    'unit',
    'target',
    'state',
  ].map((key) => t(`exports.figures.${key}`))

/**
 * A figure as a row of a file: code, date, breakdown and value as they are counted, nothing rounded. Minutes stay minutes in
 * the parts of the fraction; a value is in its unit (hours, a share of one, points).
 */
export function figureCells(row: FigureRow, t: Words, locale: Locale): (string | number | null)[] {
  const { y, m, d } = jalaliOf(row.date)
  return [
    row.code,
    t(`indicators.names.${row.code}`),
    row.date,
    jalaliText(y, m, d),
    row.by ?? t('exports.figures.whole'),
    row.part,
    row.by === null
      ? null
      : partName(row.by, { key: row.part, code: null, fa: row.partFa, en: row.partEn }, t, locale),
    row.numerator,
    row.denominator,
    row.value,
    row.unit,
    row.target,
    t(`exports.figures.states.${row.state}`),
  ]
}

const FACTS = [
  'code',
  'fa',
  'en',
  'aims',
  'definition',
  'numerator',
  'denominator',
  'unit',
  'splits',
  'source',
  'frequency',
  'target',
] as const

export const dictionaryHead = (t: Words): string[] =>
  FACTS.map((key) => t(`indicator-catalogue.facts.${key}`))

/** The catalogue as rows: what each code of the file means. `fa` and `en` are the words of both languages. */
export function dictionaryRows(t: Words, fa: Words, en: Words): (string | null)[][] {
  return DICTIONARY.map(({ code, aims, ratio, unit, splits, frequency }) => [
    code,
    fa(`indicators.names.${code}`),
    en(`indicators.names.${code}`),
    aims.join(' '),
    t(`indicator-catalogue.${code}.definition`),
    t(`indicator-catalogue.${code}.numerator`),
    ratio ? t(`indicator-catalogue.${code}.denominator`) : null,
    t(`indicator-catalogue.units.${unit}`),
    splits.map((split) => t(`indicator-catalogue.splitName.${split}`)).join(t('words.listComma')),
    t(`indicator-catalogue.${code}.from`),
    t(`indicator-catalogue.frequency.${frequency}`),
    targetSentence(code, t),
  ])
}
