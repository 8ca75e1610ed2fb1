import { sentenceOf } from '@/lib/server/said'
import type { Locale, Words } from '@/lib/shared/locale'
import type { CodeValues } from '@/lib/shared/result'

/** The sentence of a code as a reader of typed registers sees it. */
export function paperSentence(t: Words, locale: Locale, code: string, values: CodeValues = {}): string {
  const own = `paper.code.${code}`
  return t.has(own) ? t(own) : sentenceOf(t, code, values, locale)
}
