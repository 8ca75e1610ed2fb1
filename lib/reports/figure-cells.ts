import type { Unit } from '@/lib/indicators/catalogue'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import type { ReportCell } from './document'

/** The translator and the language a report is written in. */
export type Pen = { t: Words; locale: Locale }

/** A figure in the reader's digits, in its own unit (hours as hours); a missing one is a dash. */
export function figureWords(value: number | null, unit: Unit, { t, locale }: Pen): string {
  if (value === null) return t('words.none')
  if (unit === 'hours') return formatNumber(Math.round(value * 10) / 10, locale, { maxDecimals: 1 })
  if (unit === 'share') return formatPercent(value, locale, { decimals: 1 })
  if (unit === 'points') return formatNumber(value, locale, { decimals: 2 })
  return formatNumber(value, locale)
}

/** The same with its unit said, where the number alone would not tell. */
export function figureSaid(value: number | null, unit: Unit, pen: Pen): string {
  const words = figureWords(value, unit, pen)
  if (value === null || unit === 'share' || unit === 'count') return words
  return pen.t(`report.unit.${unit}`, { value: words })
}

export const textCell = (text: string): ReportCell => ({ text })

export function figureCell(value: number | null, unit: Unit, pen: Pen): ReportCell {
  const text = figureWords(value, unit, pen)
  return value === null ? { text } : { text, value, format: unit }
}

export const countCell = (value: number | null, pen: Pen): ReportCell => figureCell(value, 'count', pen)

/** A change, with its sign; that of a share in points of a hundred. */
export function changeWords(value: number, unit: Unit, { t, locale }: Pen): string {
  if (unit === 'share')
    return t('report.pointsOfHundred', {
      value: formatNumber(value * 100, locale, { decimals: 1, sign: 'always' }),
    })
  return formatNumber(value, locale, { decimals: 2, sign: 'always' })
}

export const indicatorName = (code: string, { t }: Pen): string =>
  t.has(`indicators.names.${code}`) ? t(`indicators.names.${code}`) : code
