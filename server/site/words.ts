import { createTranslator } from 'next-intl'
import { MODULE_CODES, wordsFile } from '@/lib/programmes/materials'
import { readMessages } from '@/lib/server/messages'
import type { Locale, Words } from '@/lib/shared/locale'

/** What the pages of a language are written with: the translator, and the names of the modules by their number. */
export type SiteWords = { t: Words; modules: Record<number, string> }

export async function siteWords(locale: Locale): Promise<SiteWords> {
  const messages = await readMessages(locale)
  const t = createTranslator({
    locale,
    messages,
    timeZone: 'Asia/Tehran',
    // A page with a hole where a word should be is not published.
    onError: (error) => {
      throw error
    },
  }) as unknown as Words
  const modules = MODULE_CODES.map((code, at) => [at + 1, messages[wordsFile(code)]?.title])
  return { t, modules: Object.fromEntries(modules) as Record<number, string> }
}
