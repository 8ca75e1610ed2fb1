import 'server-only'
import { createTranslator } from 'next-intl'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import type { Locale, Words } from '@/lib/shared/locale'
import { messagesOf } from '../i18n'

/** The words of both languages, also where there is no request of Next's to take one from: files speak both. */
export async function bothWords(): Promise<BothWords> {
  const [fa, en] = await Promise.all([translator('fa'), translator('en')])
  return { fa, en }
}

/** One for each catalogue: a translator keeps what it has read of its sentences. */
const made = new WeakMap<object, Words>()

async function translator(locale: Locale): Promise<Words> {
  const messages = await messagesOf(locale)
  const known = made.get(messages)
  if (known) return known
  const t = createTranslator({ locale, messages, timeZone: 'Asia/Tehran' }) as unknown as Words
  made.set(messages, t)
  return t
}
