import { readdirSync, readFileSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import type { Locale, Words } from '@/lib/shared/locale'

/** The whole catalogue of a language, as pages have it. */
export function wordsIn(locale: Locale): Words {
  const folder = new URL(`../../../messages/${locale}/`, import.meta.url)
  const messages = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]),
  )
  return createTranslator({ locale, messages }) as unknown as Words
}
