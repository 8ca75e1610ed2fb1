import type { PartKey } from '@/db/queries/indicators/breakdown'
import type { Dimension } from '@/lib/indicators/breakdown'
import { monthName } from '@/lib/shared/jalali-names'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

/** Jalali year and month as one number: 140302. */
const YEAR = 100

/** What a part of a breakdown is called; what is not known says so. */
export function partName(by: Dimension, { key, fa, en }: PartKey, t: Words, locale: Locale): string {
  const unknown = t('indicator-catalogue.by.unknown')
  if (key === null) return unknown
  switch (by) {
    case 'sex':
      return t(`people.sexes.${key}`)
    case 'education':
      return t(`people.education.${key}`)
    case 'zone':
      return t(`people.preview.zone.${key}`)
    case 'age':
      return t(`indicator-catalogue.age.${key}`)
    case 'head':
      return t(`indicator-catalogue.head.${key}`)
    case 'month':
      return localDigits(`${monthName(Number(key) % YEAR, locale)} ${Math.floor(Number(key) / YEAR)}`, locale)
    default:
      return (locale === 'fa' ? fa : en) ?? unknown
  }
}
