import 'server-only'
import { getLocale } from 'next-intl/server'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { CodeValues } from '@/lib/shared/result'
import { localeOf, wordsOf } from './i18n'

/** The sentence of a code in the language of the page. */
export function sentenceOf(t: Words, code: string, values: CodeValues = {}, locale: Locale = 'fa'): string {
  const known = [`errors.${code}`, `people.code.${code}`].find((key) => t.has(key))
  if (known) return t(known, inLocalDigits(named(t, values), locale))
  // These sentences choose between one and many, so they are given the number itself.
  return t.has(`auth.refused.${code}`)
    ? t(`auth.refused.${code}`, values)
    : t('errors.E-GEN-09', { requestId: code })
}

const WORD = /^[A-Z][A-Z_]+$/

/** A value that is a word of the product is said in the language of the page; a number or what somebody typed never is one. */
const named = (t: Words, values: CodeValues): CodeValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const key = `associations.${name}.${value}`
      return [name, typeof value === 'string' && WORD.test(value) && t.has(key) ? t(key) : value]
    }),
  )

const inLocalDigits = (values: CodeValues, locale: Locale) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value, locale) : value,
    ]),
  )

/** An answer with the sentences of its codes, in the language of the page. */
export async function said<T>(result: ActionResult<T>): Promise<ActionResult<T>> {
  if (result.ok) return result
  const locale = localeOf(await getLocale())
  return saidIn(await wordsOf(locale), locale, result)
}

/** The same in a language that is known. */
export function saidIn<T>(t: Words, locale: Locale, result: ActionResult<T>): ActionResult<T> {
  if (result.ok) return result
  const fields = Object.entries(result.fields ?? {}).map(
    ([field, code]) => [field, sentenceOf(t, code, result.values, locale)] as const,
  )
  const says =
    fields.length > 0 && result.code === 'E-GEN-01'
      ? t('auth.lookAtFields')
      : sentenceOf(t, result.code, result.values, locale)
  return { ...result, says, fieldSays: Object.fromEntries(fields) }
}
