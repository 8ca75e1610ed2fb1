import { sentenceOf } from '@/lib/server/said'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { CodeValues } from '@/lib/shared/result'

const OF_A_FIELD = new Set(['E-GEN-01', 'bad-name'])

/** The sentence of something found in a row, with its column where the sentence alone does not tell. */
export function findingSentence(
  t: Words,
  locale: Locale,
  { code, field, values }: { code: string; field?: string; values?: CodeValues },
): string {
  const sentence = codeSentence(t, locale, code, values)
  const label = `people.preview.field.${field}`
  return OF_A_FIELD.has(code) && t.has(label)
    ? t('people.preview.inField', { field: t(label), sentence })
    : sentence
}

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
