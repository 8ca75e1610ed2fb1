import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasLocale } from 'next-intl'
import { getRequestConfig, getTranslations } from 'next-intl/server'
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale, type Words } from '@/lib/shared/locale'

type Messages = Record<string, Record<string, unknown>>
const loaded = new Map<Locale, Messages>()

/** Every file of messages/<locale>/ is a namespace of its own name. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale)
  if (known && process.env.NODE_ENV === 'production') return known
  const folder = join(process.cwd(), 'messages', locale)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
  const pairs = await Promise.all(
    files.map(async (file) => [file.slice(0, -5), JSON.parse(await readFile(join(folder, file), 'utf8'))]),
  )
  const messages = Object.fromEntries(pairs) as Messages
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
