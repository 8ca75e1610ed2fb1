import type { ReleasedCell } from '@/lib/disclosure/cell'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** What a cell says: a rounded number, a band, or why it says nothing. */
export function shownIn(cell: Pick<ReleasedCell, 'shown'>, least: number, t: Words, locale: Locale): string {
  if (typeof cell.shown === 'number') return formatNumber(cell.shown, locale)
  return t(`disclosure.shown.${cell.shown}`, { min: formatNumber(least, locale) })
}
