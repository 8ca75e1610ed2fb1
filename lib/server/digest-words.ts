import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DigestSentences } from '@/lib/reports/digest'
import type { Locale } from '@/lib/shared/locale'

const read = new Map<Locale, DigestSentences>()

/** The sentences of the weekly message, for a process that is not Next. */
export async function digestWords(locale: Locale): Promise<DigestSentences> {
  const known = read.get(locale)
  if (known) return known
  const file = join(process.cwd(), 'messages', locale, 'digest.json')
  const { mail } = JSON.parse(await readFile(file, 'utf8')) as { mail: DigestSentences }
  read.set(locale, mail)
  return mail
}
