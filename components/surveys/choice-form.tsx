'use client'

import { useActionState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { HiddenInputs } from '@/components/ui/form-answer'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'

/** A refusal with what was typed, so that it stays where no script keeps it. */
type Answer = ActionResult<unknown> & { chosen?: Record<string, string> }
type Props = {
  action: (before: unknown, form: FormData) => Promise<Answer>
  hidden?: Record<string, string>
  /** Each way to answer is a button of its own. */
  name: string
  choices: { value: string; label: string; look?: ButtonLook }[]
  error: string
  fields?: { name: string; label: string; hint?: string; longest: number }[]
}

/** A question answered by the button one presses; works without scripts. */
export function ChoiceForm({ action, hidden = {}, name, choices, error, fields = [] }: Props) {
  // The action itself, not a function around it: only so does the form work where no script runs.
  const [answer, post, busy] = useActionState<Answer | null, FormData>(action, null)
  const refused = answer && !answer.ok ? answer : null
  return (
    <form action={post} className="grid gap-4" noValidate>
      {refused ? (
        <Notice kind="error" kindLabel={error} live>
          {Object.values(refused.fieldSays ?? {})[0] ?? refused.says ?? refused.code}
        </Notice>
      ) : null}
      <HiddenInputs values={hidden} />
      <div key={JSON.stringify(answer?.chosen)} className="grid gap-4">
        {fields.map(({ name: field, longest, ...words }) => (
          <Field
            key={field}
            id={field}
            size="field"
            {...words}
            defaultValue={answer?.chosen?.[field] ?? ''}
            autoComplete="off"
            maxLength={longest}
          />
        ))}
      </div>
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
