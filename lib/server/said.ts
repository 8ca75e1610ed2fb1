import 'server-only'
import { getLocale } from 'next-intl/server'
import type { ActionResult } from '@/lib/access/answer'
import type { Words } from '@/lib/shared/locale'
import type { CodeValues } from '@/lib/shared/result'
import { localeOf, wordsOf } from './i18n'

/** The sentence of a code in the language of the page. */
export function sentenceOf(t: Words, code: string, values: CodeValues = {}): string {
  const known = [`errors.${code}`, `auth.refused.${code}`].find((key) => t.has(key))
  return known ? t(known, values) : t('errors.E-GEN-09', { requestId: code })
}

/** An answer with the sentences of its codes. */
export async function said<T>(result: ActionResult<T>): Promise<ActionResult<T>> {
  if (result.ok) return result
  const t = await wordsOf(localeOf(await getLocale()))
  const fields = Object.entries(result.fields ?? {}).map(
    ([field, code]) => [field, sentenceOf(t, code, result.values)] as const,
  )
  const says =
    fields.length > 0 && result.code === 'E-GEN-01'
      ? t('auth.lookAtFields')
      : sentenceOf(t, result.code, result.values)
  return { ...result, says, fieldSays: Object.fromEntries(fields) }
}
