'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import type { ActionResult } from '@/lib/access/answer'

type Props = {
  hidden: Record<'closingId' | 'kind' | 'back', string>
  words: Record<'line' | 'sign' | 'error', string>
  sign: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
}

/** The director's signature under a report: one press, and what it means. */
export function SignReportForm({ hidden, words, sign }: Props) {
  const [answer, act, busy] = useActionState<ActionResult<unknown> | null, FormData>(sign, null)
  return (
    <form action={act} className="grid gap-3">
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      <p className="text-sm text-ink-2">{words.line}</p>
      <div>
        <Button type="submit" look="done" disabled={busy}>
          {words.sign}
        </Button>
      </div>
    </form>
  )
}
