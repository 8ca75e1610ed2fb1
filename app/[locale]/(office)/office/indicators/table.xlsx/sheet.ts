import type { FigureTable } from '@/db/queries/indicators/figures'
import { indicatorOf } from '@/lib/indicators/catalogue'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { indicatorName, ruleSentence, sortedByName } from '../present'

const PERCENT = 100
const DECIMALS = 100

/** The indicators by row, the run and its counties by column; shares as percentages. What has no value stays empty. */
export function indicatorsSheet(whole: FigureTable, counties: FigureTable, t: Words, locale: Locale) {
  const fa = locale === 'fa'
  const named = counties.places.flatMap(({ place, figures }) =>
    place ? [{ name: fa ? place.nameFa : place.nameEn, figures }] : [],
  )
  const places = fa ? named : sortedByName(named, ({ name }) => [name, ''])
  const cell = (code: Parameters<typeof indicatorOf>[0], value: number | null | undefined) => {
    if (value === null || value === undefined) return null
    const shown = indicatorOf(code).unit === 'share' ? value * PERCENT : value
    return Math.round(shown * DECIMALS) / DECIMALS
  }
  return {
    sheetName: t('exports.indicators.sheet'),
    header: [
      t('exports.indicators.code'),
      t('exports.indicators.name'),
      t('exports.indicators.unit'),
      t('exports.indicators.target'),
      t('exports.indicators.whole'),
      ...places.map(({ name }) => name),
    ],
    rows: [
      ...(whole.places[0]?.figures ?? []).map((figure) => [
        figure.code,
        indicatorName(figure, t),
        t(`exports.indicators.units.${indicatorOf(figure.code).unit}`),
        cell(figure.code, figure.target),
        cell(figure.code, figure.value),
        ...places.map(({ figures }) =>
          cell(figure.code, figures.find((one) => one.code === figure.code)?.value),
        ),
      ]),
      [null, t('exports.indicators.asOf', { day: formatDay(whole.asOf, locale, 'long') })],
      [null, ruleSentence(whole.completion, t, locale)],
    ],
  }
}
