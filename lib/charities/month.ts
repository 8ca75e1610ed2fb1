import { monthName } from '@/lib/shared/jalali-names'
import type { Locale } from '@/lib/shared/locale'
import { latinDigits, localDigits } from '@/lib/shared/number'

/** A month (140304) in words. */
export const monthText = (month: number, locale: Locale) =>
  `${monthName(month % 100, locale)} ${localDigits(String(Math.trunc(month / 100)), locale)}`

/** A month as it stands in a sheet, «1403/04». */
export const monthTyped = (month: number) =>
  `${Math.trunc(month / 100)}/${String(month % 100).padStart(2, '0')}`

/** The month somebody typed, in either script; null where it is none. */
export function monthOf(typed: string): number | null {
  const found = /^(1[3-5]\d\d)[/.-](\d{1,2})$/.exec(latinDigits(typed.trim()))
  const month = found ? Number(found[1]) * 100 + Number(found[2]) : 0
  return month % 100 >= 1 && month % 100 <= 12 ? month : null
}
