'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  cohorts: { value: string; label: string }[]
  words: Record<'cohort' | 'text' | 'textHint' | 'submit' | 'sent' | 'error' | 'success', string>
}

/** A short form; what was written is gone from the phone once it is sent. */
export function SafeguardForm({ action, cohorts, words }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<unknown> | null, FormData>(action, null)
  // Kept here, because a form is emptied when its action has answered.
  const [text, setText] = useState('')
  if (answer?.ok)
    return (
      <Notice kind="success" kindLabel={words.success} live>
        {words.sent}
      </Notice>
    )
  return (
    <form action={post} className="grid gap-4" autoComplete="off">
      {answer ? (
        <Notice kind="error" kindLabel={words.error} live>
          {answer.says ?? answer.code}
        </Notice>
      ) : null}
      {cohorts.length > 1 ? (
        <Select id="cohortId" label={words.cohort} options={cohorts} size="field" />
      ) : (
        <input type="hidden" name="cohortId" value={cohorts[0]?.value} />
      )}
      <TextArea
        id="text"
        label={words.text}
        hint={words.textHint}
        size="field"
        rows={6}
        minLength={5}
        maxLength={1000}
        required
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button type="submit" look="primary" size="field" className="w-full" aria-disabled={busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
