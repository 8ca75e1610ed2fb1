'use client'

import { type ReactNode, useActionState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'

type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  hidden?: Record<string, string>
  /** Each way to answer is a button of its own. */
  name: string
  choices: { value: string; label: string; look?: ButtonLook }[]
  error: string
  children?: ReactNode
}

/** A question answered by the button one presses; works without scripts. */
export function ChoiceForm({ action, hidden = {}, name, choices, error, children }: Props) {
  // The action itself, not a function around it: only so does the form work where no script runs.
  const [answer, post, busy] = useActionState<ActionResult<unknown> | null, FormData>(action, null)
  const refused = answer && !answer.ok ? answer : null
  return (
    <form action={post} className="grid gap-4" noValidate>
      {refused ? (
        <Notice kind="error" kindLabel={error} live>
          {Object.values(refused.fieldSays ?? {})[0] ?? refused.says ?? refused.code}
        </Notice>
      ) : null}
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      {children}
      <div className="grid gap-3">
        {choices.map(({ value, label, look = 'plain' }) => (
          <Button
            key={value}
            type="submit"
            name={name}
            value={value}
            look={look}
            size="field"
            aria-disabled={busy}
          >
            {label}
          </Button>
        ))}
      </div>
    </form>
  )
}
