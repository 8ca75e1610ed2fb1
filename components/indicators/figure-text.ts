import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'

/** How an indicator's number is to be read: counts, minutes shown as hours, shares 0…1 shown as per cent, points. */
export type FigureUnit = 'count' | 'hours' | 'share' | 'points'

/** A figure in the reader's digits; a missing one is a dash. */
export function figureText(
  value: number | null | undefined,
  unit: FigureUnit,
  t: Words,
  locale: Locale,
): string {
  if (value === null || value === undefined) return t('words.none')
  if (unit === 'hours') return formatHours(value, locale)
  if (unit === 'share') return formatPercent(value, locale, { decimals: 1 })
  if (unit === 'points') return formatNumber(value, locale, { decimals: 2 })
  return formatNumber(value, locale)
}
