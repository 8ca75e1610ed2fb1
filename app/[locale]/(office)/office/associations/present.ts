import type { Tone } from '@/components/ui/badge'
import type { AssociationRow } from '@/db/queries/associations/association-facts'
import type { AFigure } from '@/lib/associations/indicators'
import { STEPS, type Standing, type Step } from '@/lib/associations/kinds'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'

export type Told = { t: Words; locale: Locale }
export const named = (row: { nameFa: string; nameEn: string }, locale: Locale) =>
  locale === 'fa' ? row.nameFa : row.nameEn
export const countyOf = (row: { countyFa: string; countyEn: string }, locale: Locale) =>
  locale === 'fa' ? row.countyFa : row.countyEn

const TONES: Record<Standing, Tone> = {
  CAPACITY_IDENTIFIED: 'hint',
  PLANNED: 'hint',
  SELECTED: 'hint',
  INFORMED: 'hint',
  ESTABLISHED: 'done',
  ACTIVE: 'done',
  INACTIVE: 'late',
  DISSOLVED: 'broken',
}
export const toneOf = (standing: Standing): Tone => TONES[standing]
export const days = (count: number, { t, locale }: Told) =>
  t('associations.days', { count: formatNumber(count, locale) })
export const stepNames = (steps: readonly Step[], { t, locale }: Told) =>
  steps
    .map((step) => t(`associations.step.${step}`))
    .map((name) => (locale === 'fa' ? `«${name}»` : `“${name}”`))
    .join(t('words.listComma'))
export const on = (day: string, { locale }: Told) => formatDay(day, locale, 'long')
export const noticeWords = ({ t }: Told, done?: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  ...(done && { done }),
})

/** The five knots of an association. */
export const knotsOf = ({ done, state }: Pick<AssociationRow, 'done' | 'state'>, { t }: Told) =>
  STEPS.map((step) => ({
    key: step,
    done: done.includes(step),
    label: `${t(`associations.step.${step}`)}: ${t(
      done.includes(step)
        ? 'associations.stepDone'
        : state === 'DISSOLVED'
          ? 'associations.stepNever'
          : 'associations.stepOpen',
    )}`,
  }))

/** A figure, or a part of one, as it is read. */
export function shownValue(
  { code, value, of }: Pick<AFigure, 'code' | 'value' | 'of'>,
  { t, locale }: Told,
): string {
  const number = (n: number) => formatNumber(n, locale)
  if (code === 'A-05') return formatHours(value, locale)
  if (of === null) return number(value)
  const text = t('words.of', { value: number(value), target: number(of) })
  return ['A-03', 'A-09'].includes(code) || of === 0
    ? text
    : `${text} (${formatPercent(value / of, locale, { maxDecimals: 1 })})`
}
