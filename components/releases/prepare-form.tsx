'use client'

import { useActionState } from 'react'
import { AnswerNotice } from '@/components/ui/answer-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'

export type PrepareWords = Record<
  'asOf' | 'asOfHint' | 'prepare' | 'acknowledge' | 'error' | 'fallback',
  string
>
type Answer = ActionResult<{ place: string }>
type Props = {
  runId: string
  base: string
  /** The day proposed, in the reader's calendar and digits. */
  proposed: string
  words: PrepareWords
  errors: Record<string, string>
  locale: Locale
  prepare: (before: Answer | null, form: FormData) => Promise<Answer>
}

/** The day a release is as of. Sheets not yet approved are put to the person, who accepts that they stay out. */
export function PrepareForm({ runId, base, proposed, words, errors, locale, prepare }: Props) {
  const [result, act, busy] = useActionState(prepare, null)
  const asksToAccept = result !== null && !result.ok && result.code === 'E-PUB-02'
  return (
    <form action={act} className="grid max-w-md gap-3">
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="base" value={base} />
      <AnswerNotice
        result={result}
        errors={errors}
        errorLabel={words.error}
        fallback={words.fallback}
        locale={locale}
      />
      <Field
        id="asOf"
        label={words.asOf}
        hint={words.asOfHint}
        defaultValue={proposed}
        inputMode="numeric"
        autoComplete="off"
        required
        dir="ltr"
      />
      {asksToAccept ? (
        <label className="flex min-h-10 items-center gap-3">
          <input type="checkbox" name="acknowledge" required className="size-5 accent-turquoise" />
          {words.acknowledge}
        </label>
      ) : null}
      <div>
        <Button type="submit" disabled={busy}>
          {words.prepare}
        </Button>
      </div>
    </form>
  )
}
