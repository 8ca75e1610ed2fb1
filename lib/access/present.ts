import { formatDay } from '@/lib/shared/jalali'
import type { Locale } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'
import { tehranDay, tehranTime } from '@/lib/shared/tehran'

/** A moment as people say it: the day, and the time of Tehran. */
export function momentText(ms: number, locale: Locale): string {
  const at = new Date(ms)
  return `${formatDay(tehranDay(at), locale, 'long')}${locale === 'fa' ? '، ' : ', '}${localDigits(tehranTime(at), locale)}`
}

/** A sign-in name for people: 0914 123 4567 rather than +98914…; an address stays as it is. */
export function handleText(handle: string, locale: Locale): string {
  const mobile = /^\+98(\d{3})(\d{3})(\d{4})$/.exec(handle)
  return mobile ? localDigits(`0${mobile[1]} ${mobile[2]} ${mobile[3]}`, locale) : handle
}
