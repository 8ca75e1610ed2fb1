import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { Notice } from './notice'

type Props = {
  result: ActionResult<unknown> | null
  errors: Record<string, string>
  errorLabel: string
  fallback: string
  locale: Locale
}

/** Why an act was refused, in a sentence; nothing when it was not. */
export function AnswerNotice({ result, errors, errorLabel, fallback, locale }: Props) {
  if (!result || result.ok) return null
  const sentence = (errors[result.code] ?? fallback).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = result.values?.[name]
    return typeof value === 'number' ? formatNumber(value, locale) : String(value ?? '')
  })
  return (
    <Notice kind="error" kindLabel={errorLabel} live>
      {sentence}
    </Notice>
  )
}
