import { hasLocale } from 'next-intl'
import { getRequestConfig, getTranslations } from 'next-intl/server'
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale, type Words } from '@/lib/shared/locale'
import { type Messages, readMessages } from './messages'

const loaded = new Map<Locale, Messages>()

/** The catalogue of a language, read once. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale)
  if (known && process.env.NODE_ENV === 'production') return known
  const messages = await readMessages(locale)
  loaded.set(locale, messages)
  return messages
}

/** The translator of the whole catalogue for a page: `const t = await wordsOf(locale)`, then `t('public.title')`. */
export async function wordsOf(locale: Locale): Promise<Words> {
  return (await getTranslations({ locale })) as unknown as Words
}

/** The first segment of the address, proved to be a language. */
export function localeOf(value: string): Locale {
  return isLocale(value) ? value : DEFAULT_LOCALE
}

// next-intl reads the default export of this file.
export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale
  const locale = hasLocale(LOCALES, asked) ? asked : DEFAULT_LOCALE
  return { locale, messages: await messagesOf(locale), timeZone: 'Asia/Tehran' }
})
