import type { Tone } from '@/components/ui/badge'
import type { GroupRow } from '@/db/queries/hamyar/group-facts'
import type { RuleSetRow } from '@/db/queries/hamyar/reference'
import type { Shortfall } from '@/lib/hamyar/compliance'
import { type GroupState, WAY } from '@/lib/hamyar/kinds'
import type { RuleSet } from '@/lib/hamyar/rule-set'
import { sentenceOf } from '@/lib/server/said'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

export type Told = { t: Words; locale: Locale }
export const named = (row: { nameFa: string; nameEn: string }, locale: Locale) =>
  locale === 'fa' ? row.nameFa : row.nameEn
export const countyOf = (row: GroupRow, locale: Locale) => (locale === 'fa' ? row.countyFa : row.countyEn)
export const tradeOf = (row: GroupRow, locale: Locale) => (locale === 'fa' ? row.tradeFa : row.tradeEn)

export const stateTone = (state: GroupState): Tone =>
  state === 'DISSOLVED'
    ? 'broken'
    : state === 'SUSPENDED'
      ? 'late'
      : WAY.indexOf(state as (typeof WAY)[number]) >= 4
        ? 'done'
        : 'hint'

/** The conditions of a rule set in one line. */
export function conditionsOf(set: RuleSet, { t, locale }: Told): string {
  const n = (value: number) => formatNumber(value, locale)
  return [
    t('hamyar.conditions.size', { min: n(set.minSize), max: n(set.maxSize) }),
    t('hamyar.conditions.age', { min: n(set.minAge), max: n(set.maxAge) }),
    t('hamyar.conditions.literate', { part: n(set.literatePart), whole: n(set.literateWhole) }),
    ...(set.coverage ? [t('hamyar.conditions.coverage')] : []),
  ].join(' · ')
}

/** What falls short in the reader's words, with by how many people. */
export const shortfallViews = (found: readonly Shortfall[], { t, locale }: Told) =>
  found.map(({ code, values, line, by }) => ({
    key: code,
    says: sentenceOf(t, code, values, locale),
    by: t(`hamyar.by.${line === 'WORKER' ? 'worker' : 'people'}`, { count: formatNumber(by, locale) }),
  }))

export const setName = (set: RuleSetRow, locale: Locale) => `${set.code} · ${named(set, locale)}`
export const days = (count: number, { t, locale }: Told) =>
  t('hamyar.days', { count: formatNumber(count, locale) })
export const yesNo = (t: Words) => [
  { value: '', label: t('hamyar.choose') },
  { value: 'yes', label: t('hamyar.yes') },
  { value: 'no', label: t('hamyar.no') },
]
export const chosen = (value: boolean) => (value ? 'yes' : 'no')
