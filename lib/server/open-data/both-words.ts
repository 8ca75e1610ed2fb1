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

async function translator(locale: Locale): Promise<Words> {
  const messages = await messagesOf(locale)
  return createTranslator({ locale, messages, timeZone: 'Asia/Tehran' }) as unknown as Words
}
