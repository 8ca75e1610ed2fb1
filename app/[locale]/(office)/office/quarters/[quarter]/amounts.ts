import { type FigureUnit, figureText } from '@/components/indicators/figure-text'
import { type EntryCode, entryOf, isEntryCode } from '@/lib/indicators/dictionary'
import type { QuarterAmount } from '@/lib/indicators/quarter'
import type { Locale, Words } from '@/lib/shared/locale'
import { shownIn } from '../../indicators/measure-rows'

const unitOf = (code: string): FigureUnit => (isEntryCode(code) ? entryOf(code as EntryCode).unit : 'count')

/** A value of an indicator in the reader's words; without one it says why. */
export function amountText(
  code: string,
  { value }: Pick<QuarterAmount, 'value'>,
  t: Words,
  locale: Locale,
): string {
  const unit = unitOf(code)
  return value === null
    ? t('indicator-catalogue.state.empty')
    : figureText(shownIn(unit, value), unit, t, locale)
}

/** The same with the parts of a rate beside it, so that a small change is seen: «۸۴٫۷٪ (۴٬۸۷۹ از ۵٬۷۵۷)». */
export function amountInFull(code: string, amount: QuarterAmount, t: Words, locale: Locale): string {
  const text = amountText(code, amount, t, locale)
  if (amount.denominator === null || unitOf(code) === 'hours') return text
  const count = (value: number) => figureText(value, 'count', t, locale)
  return `${text} (${t('words.of', { value: count(amount.numerator), target: count(amount.denominator) })})`
}

/** How much more or less it is today: of a share in points of a hundred, as a number with its sign. */
export function differenceText(
  code: string,
  frozen: Pick<QuarterAmount, 'value'>,
  now: Pick<QuarterAmount, 'value'>,
  t: Words,
  locale: Locale,
): string {
  if (frozen.value === null || now.value === null) return t('words.none')
  const unit = unitOf(code)
  const difference = now.value - frozen.value
  const text = figureText(shownIn(unit, Math.abs(difference)), unit, t, locale)
  if (difference === 0) return text
  // What is too small for the digits shown is said in words: «+0.0» would read as no change.
  if (text === figureText(0, unit, t, locale))
    return t(`office-first.slightly.${difference > 0 ? 'more' : 'less'}`)
  return `${difference > 0 ? '+' : '−'}${text}`
}

/** What a row adds, in hours where it is minutes. */
export function partText(code: string, numerator: number, t: Words, locale: Locale): string {
  return figureText(numerator, unitOf(code) === 'hours' ? 'hours' : 'count', t, locale)
}
