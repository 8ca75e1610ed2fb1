'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'

type Answer = ActionResult<{ shown: string }> | null
type Props = {
  action: (before: unknown, form: FormData) => Promise<Answer>
  personId: string
  field: string
  open: boolean
  words: Record<'summary' | 'show' | 'reason' | 'reasonHint' | 'once' | 'error', string>
}

/** Asks for a reason and then shows a hidden number, once: it is in the answer and nowhere else. */
export function RevealForm({ action, personId, field, open, words }: Props) {
  const [answer, post, busy] = useActionState<Answer, FormData>(action, null)
  const [typed, setTyped] = useState('')
  const refused = answer && !answer.ok ? answer : null
  if (answer?.ok)
    return (
      <p role="status">
        <bdi dir="ltr" className="font-semibold tabular-nums">
          {answer.data.shown}
        </bdi>{' '}
        <span className="text-sm text-ink-2">{words.once}</span>
      </p>
    )
  return (
    <details open={open || refused !== null} className="print:hidden">
      <summary className="inline-flex min-h-10 cursor-pointer items-center font-semibold text-lapis">
        {words.summary}
      </summary>
      <form action={post} className="grid max-w-sm gap-2 pb-2" noValidate>
        {refused && !refused.fieldSays?.reason ? (
          <Notice kind="error" kindLabel={words.error} live>
            {refused.says ?? refused.code}
          </Notice>
        ) : null}
        <input type="hidden" name="personId" value={personId} />
        <input type="hidden" name="field" value={field} />
        <TextArea
          id={`reason-${field}`}
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          error={refused?.fieldSays?.reason}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          rows={2}
          maxLength={300}
        />
        <div>
          <Button type="submit" look="plain" aria-disabled={busy}>
            {words.show}
          </Button>
        </div>
      </form>
    </details>
  )
}
