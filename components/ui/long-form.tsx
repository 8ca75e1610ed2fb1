'use client'

import { type ReactNode, useActionState, useState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

export type LongField = {
  kind: 'text' | 'area' | 'select'
  name: string
  label: string
  hint?: string
  mark?: string
  start?: string
  most?: number
  rows?: number
  /** Dates and numbers run left to right in both languages. */
  ltr?: boolean
  inputMode?: 'text' | 'numeric'
  options?: { value: string; label: string }[]
}
type Answer = ActionResult<unknown> | null
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  fields: LongField[]
  hidden: Record<string, string>
  submit: string
  size: 'office' | 'field'
  look?: ButtonLook
  idPrefix?: string
  words: { error: string; success: string; done?: string }
  children?: ReactNode
}

/** A form of sentences, in a hand or at a desk. What was typed stays when it is refused; fields say what is wrong with them. */
export function LongForm({
  action,
  fields,
  hidden,
  submit,
  size,
  look = 'primary',
  idPrefix = '',
  words,
  children,
}: Props) {
  const [typed, setTyped] = useState<{ round: number; form: FormData | null }>({ round: 0, form: null })
  const [answer, post, busy] = useActionState<Answer, FormData>(async (_before, form) => {
    const result = await action(_before, form)
    setTyped(({ round }) => ({ round: round + 1, form: result.ok ? null : form }))
    return result
  }, null)
  const refused = answer && !answer.ok ? answer : null
  return (
    <form action={post} className="grid gap-4" noValidate>
      {refused ? (
        <Notice kind="error" kindLabel={words.error} live>
          {refused.says ?? refused.code}
        </Notice>
      ) : null}
      {answer?.ok && words.done ? (
        <Notice kind="success" kindLabel={words.success} live>
          {words.done}
        </Notice>
      ) : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* Emptied by the browser after each answer, so the boxes are made anew with what was typed. */}
      <div key={typed.round} className="grid gap-4">
        {fields.map((field) => (
          <OneField
            key={field.name}
            field={field}
            id={`${idPrefix}${field.name}`}
            start={typed.form ? String(typed.form.get(field.name) ?? '') : (field.start ?? '')}
            error={refused?.fieldSays?.[field.name]}
            size={size}
          />
        ))}
      </div>
      {children}
      <div>
        <Button
          type="submit"
          look={look}
          size={size}
          aria-disabled={busy}
          className={size === 'field' ? 'w-full' : ''}
        >
          {submit}
        </Button>
      </div>
    </form>
  )
}

type OneProps = { field: LongField; id: string; start: string; error?: string; size: 'office' | 'field' }

function OneField({ field, id, start, error, size }: OneProps) {
  const { kind, name, label, hint, mark, most, rows, ltr, inputMode, options } = field
  const shared = { id, name, label, hint, mark, error, size, defaultValue: start }
  if (kind === 'select') return <Select {...shared} options={options ?? []} />
  if (kind === 'area') return <TextArea {...shared} rows={rows ?? 3} maxLength={most} />
  return (
    <Field
      {...shared}
      maxLength={most}
      inputMode={inputMode}
      autoComplete="off"
      {...(ltr ? { dir: 'ltr' as const, className: 'rtl:text-end' } : {})}
    />
  )
}
