import type { Locale } from './locale'

const MONTHS: Record<Locale, readonly string[]> = {
  fa: ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'],
  en: [
    'Farvardin',
    'Ordibehesht',
    'Khordad',
    'Tir',
    'Mordad',
    'Shahrivar',
    'Mehr',
    'Aban',
    'Azar',
    'Dey',
    'Bahman',
    'Esfand',
  ],
}

const WEEKDAYS: Record<Locale, readonly string[]> = {
  fa: ['شنبه', 'یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه'],
  en: ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
}

const GREGORIAN_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The name of a Jalali month, 1 (Farvardin) to 12. Throws RangeError outside that. */
export function monthName(month: number, locale: Locale): string {
  return nameAt(MONTHS[locale], month - 1)
}

/** The name of a day of the week, 0 (Saturday) to 6 (Friday). Throws RangeError outside that. */
export function weekdayName(day: number, locale: Locale): string {
  return nameAt(WEEKDAYS[locale], day)
}

/** The English name of a Gregorian month, 1 to 12. Throws RangeError outside that. */
export function gregorianMonthName(month: number): string {
  return nameAt(GREGORIAN_MONTHS, month - 1)
}

function nameAt(names: readonly string[], index: number): string {
  const name = names[index]
  if (name === undefined) throw new RangeError(`no name at ${index}`)
  return name
}
