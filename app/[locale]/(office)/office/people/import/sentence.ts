import { sentenceOf } from '@/lib/server/said'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { CodeValues } from '@/lib/shared/result'

/** The sentence of a code as a roster's reader sees it: numbers in her digits, foreign text held apart. */
export function codeSentence(t: Words, locale: Locale, code: string, values: CodeValues = {}): string {
  const shown = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'number' ? formatNumber(value, locale) : isolate(String(value)),
    ]),
  )
  const own = `people.code.${code}`
  return t.has(own) ? t(own, shown) : sentenceOf(t, code, shown)
}
