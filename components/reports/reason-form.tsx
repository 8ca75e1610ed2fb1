'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'

export type ReasonWords = Record<'hint' | 'save' | 'saved' | 'error' | 'success', string>
export type ReasonLine = {
  code: string
  /** The figure and how far it stands from its target, in words. */
  label: string
  reason: string
  /** Who wrote the reason that stands, and when; null while nobody has. */
  written: string | null
}

type Props = {
  closingId: string
  line: ReasonLine
  words: ReasonWords
  save: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
}

/** One figure under its threshold, and why. What was typed stays when it is refused. */
export function ReasonForm({ closingId, line, words, save }: Props) {
  const [typed, setTyped] = useState(line.reason)
  const [answer, act, busy] = useActionState<ActionResult<unknown> | null, FormData>(save, null)
  const refused = answer && !answer.ok ? answer : null
  return (
    <form action={act} className="grid gap-2 border-b border-line pb-4 last:border-b-0 last:pb-0" noValidate>
      <input type="hidden" name="closingId" value={closingId} />
      <input type="hidden" name="code" value={line.code} />
      {answer?.ok ? (
        <Notice kind="success" kindLabel={words.success} live>
          {words.saved}
        </Notice>
      ) : null}
      {refused && !refused.fieldSays?.reason ? (
        <Notice kind="error" kindLabel={words.error} live>
          {refused.says ?? refused.code}
        </Notice>
      ) : null}
      <TextArea
        id={`reason-${line.code}`}
        name="reason"
        label={line.label}
        hint={words.hint}
        error={refused?.fieldSays?.reason}
        rows={3}
        maxLength={1000}
        required
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" look="plain" aria-disabled={busy}>
          {words.save}
        </Button>
        {line.written ? <p className="text-sm text-ink-2">{line.written}</p> : null}
      </div>
    </form>
  )
}
