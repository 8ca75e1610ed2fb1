import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTranslator } from 'next-intl'
import type { Locale, Words } from '@/lib/shared/locale'

/** The whole catalogue of a language, as pages have it. */
export function wordsIn(locale: Locale): Words {
  const folder = join(process.cwd(), 'messages', locale)
  const messages = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  )
  return createTranslator({ locale, messages }) as unknown as Words
}
