'use client'

import { useActionState } from 'react'
import { AnswerNotice } from '@/components/ui/answer-notice'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'

export type SignWords = Record<'sign' | 'signHint' | 'return' | 'reason' | 'error' | 'fallback', string>
type Answer = ActionResult<{ place: string }>
type Props = {
  releaseId: string
  base: string
  maySign: boolean
  words: SignWords
  errors: Record<string, string>
  locale: Locale
  decide: (before: Answer | null, form: FormData) => Promise<Answer>
}

/** The second person's answer to a prepared release: sign it, or send it back with a reason. */
export function SignForm({ releaseId, base, maySign, words, errors, locale, decide }: Props) {
  const [result, act, busy] = useActionState(decide, null)
  const hidden = (decision: string) => (
    <>
      <input type="hidden" name="releaseId" value={releaseId} />
      <input type="hidden" name="base" value={base} />
      <input type="hidden" name="decision" value={decision} />
    </>
  )
  return (
    <div className="grid gap-4">
      <AnswerNotice
        result={result}
        errors={errors}
        errorLabel={words.error}
        fallback={words.fallback}
        locale={locale}
      />
      {maySign ? (
        <form action={act} className="grid gap-2">
          {hidden('SIGN')}
          <p className="text-sm text-ink-2">{words.signHint}</p>
          <div>
            <Button type="submit" look="done" disabled={busy}>
              {words.sign}
            </Button>
          </div>
        </form>
      ) : null}
      <form action={act} className="grid max-w-md gap-2">
        {hidden('RETURN')}
        <TextArea id="reason" label={words.reason} required maxLength={500} rows={2} />
        <div>
          <Button type="submit" look="plain" disabled={busy}>
            {words.return}
          </Button>
        </div>
      </form>
    </div>
  )
}
