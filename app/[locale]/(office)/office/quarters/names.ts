import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

/** «بهار ۱۴۰۳», "Spring 1403". */
export function quarterName(
  { year, quarter }: { year: number; quarter: number },
  t: Words,
  locale: Locale,
): string {
  return t(`quarters.season.${quarter}`, { year: localDigits(String(year), locale) })
}
