'use client'

import { type ReactNode, useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { boxLook, describedBy, Field, FieldFrame } from '@/components/ui/field'
import { FormNotice } from '@/components/ui/form-answer'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'

type Answer = ActionResult<{ sentence: string }> | null
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<{ sentence: string }>>
  field: { kind: 'file' | 'digits'; name: string; label: string; hint: string; accept?: string }
  submit: string
  words: { error: string; success: string }
  children?: ReactNode
}

/** One field and one button; what became of it is said in a sentence above. */
export function SaidForm({ action, field, submit, words, children }: Props) {
  const [answer, post, busy] = useActionState<Answer, FormData>(action, null)
  const { kind, name, label, hint, accept } = field
  return (
    <form action={post} className="grid max-w-xl gap-4">
      {answer?.ok ? (
        <Notice kind="success" kindLabel={words.success} live>
          {answer.data.sentence}
        </Notice>
      ) : null}
      <FormNotice answer={answer} words={words} />
      {kind === 'file' ? (
        <FieldFrame id={name} label={label} hint={hint}>
          <input
            id={name}
            name={name}
            type="file"
            required
            accept={accept}
            aria-describedby={describedBy(name, hint, null)}
            className={`${boxLook('office', false)} py-1.5 file:me-3 file:min-h-8 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink`}
          />
        </FieldFrame>
      ) : (
        <Field
          id={name}
          name={name}
          label={label}
          hint={hint}
          dir="ltr"
          className="rtl:text-end"
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
      {children}
      <div>
        <Button type="submit" aria-disabled={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
