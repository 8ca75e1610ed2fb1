'use client'

import { useActionState } from 'react'
import { AnswerNotice } from '@/components/ui/answer-notice'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { TextArea } from '@/components/ui/field'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'

export type DecisionWords = Record<
  'approve' | 'return' | 'reopen' | 'reason' | 'reasonHint' | 'error' | 'fallback',
  string
>

type Props = {
  sessionId: string
  version: number
  /** What can be decided in the sheet's state. */
  offers: readonly ('APPROVE' | 'RETURN' | 'REOPEN')[]
  back: string
  words: DecisionWords
  errors: Record<string, string>
  locale: Locale
  decide: (
    before: ActionResult<{ version: number }> | null,
    form: FormData,
  ) => Promise<ActionResult<{ version: number }>>
}

/** Approve, or send back and reopen with a reason. Works with scripts off. */
export function SheetDecision({ sessionId, version, offers, back, words, errors, locale, decide }: Props) {
  const [result, act, busy] = useActionState(decide, null)
  const hidden = (decision: string) => (
    <>
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="decision" value={decision} />
    </>
  )
  const withReason = offers.find((offer) => offer !== 'APPROVE')
  return (
    <Card>
      <div className="grid gap-4">
        <AnswerNotice
          result={result}
          errors={errors}
          errorLabel={words.error}
          fallback={words.fallback}
          locale={locale}
        />
        {offers.includes('APPROVE') ? (
          <form action={act}>
            {hidden('APPROVE')}
            <Button type="submit" look="done" className="w-full" disabled={busy}>
              {words.approve}
            </Button>
          </form>
        ) : null}
        {withReason ? (
          <form action={act} className="grid gap-2">
            {hidden(withReason)}
            <TextArea
              id="reason"
              label={words.reason}
              hint={words.reasonHint}
              required
              maxLength={500}
              rows={2}
            />
            <Button type="submit" look="plain" disabled={busy}>
              {withReason === 'RETURN' ? words.return : words.reopen}
            </Button>
          </form>
        ) : null}
      </div>
    </Card>
  )
}
