import type { Locale } from '@/lib/shared/locale'
import { messagesOf } from './i18n'

/** The sentences of the error codes a screen can meet; only those, because they travel to the browser. */
export async function errorSentences(locale: Locale, codes: RegExp): Promise<Record<string, string>> {
  const { errors } = await messagesOf(locale)
  return Object.fromEntries(Object.entries(errors ?? {}).filter(([code]) => codes.test(code))) as Record<
    string,
    string
  >
}
