import type { Locale } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

/** What people read of a text's code: its year and number, «۱۴۰۵-۱». */
export const textNumber = (version: string, locale: Locale) =>
  localDigits(version.replace(/^[A-Z]+-/, ''), locale)
