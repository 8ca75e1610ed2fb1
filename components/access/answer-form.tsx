'use client'

import { type ReactNode, useActionState, useState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { type FormAnswer, FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import { Select } from '@/components/ui/select'

export type FormField = {
  name: string
  label: string
  hint?: string
  type?: 'text' | 'password'
  autoComplete?: string
  inputMode?: 'text' | 'email' | 'tel' | 'numeric'
  /** Numbers, addresses and passwords run left to right in both languages. */
  ltr?: boolean
  options?: { value: string; label: string }[]
  start?: string
}

type Props = {
  action: (before: unknown, form: FormData) => Promise<FormAnswer>
  fields?: FormField[]
  hidden?: Record<string, string>
  submit: string
  words: { error: string; success: string; done?: string }
  look?: ButtonLook
  size?: 'office' | 'field'
  /** In a row of its own line: for one button beside others. */
  inline?: boolean
  idPrefix?: string
  /** What stands above the fields, within the form. */
  before?: ReactNode
  /** What stands in the place of the form once it is done. */
  after?: (data: unknown) => ReactNode
  children?: ReactNode
}

/** A form that posts to a server action: with scripts off by loading the page again, otherwise in its place. */
export function AnswerForm(props: Props) {
  const {
    action,
    fields = [],
    hidden = {},
    submit,
    words,
    look = 'primary',
    size = 'office',
    inline = false,
    idPrefix = '',
    children,
  } = props
  const [answer, post, busy] = useActionState<FormAnswer, FormData>(action, null)
  const refused = answer && !answer.ok ? answer : null
  if (answer?.ok && props.after) return props.after(answer.data)
  return (
    <form action={post} className={inline ? 'grid gap-2' : 'grid gap-4'} noValidate>
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      {props.before}
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          id={`${idPrefix}${field.name}`}
          error={refused?.fieldSays?.[field.name]}
          size={size}
        />
      ))}
      {children}
      <div>
        <Button
          type="submit"
          look={look}
          size={size}
          aria-disabled={busy}
          className={size === 'field' ? 'w-full sm:w-auto' : ''}
        >
          {submit}
        </Button>
      </div>
    </form>
  )
}

function OneField({
  field,
  id,
  error,
  size,
}: {
  field: FormField
  id: string
  error?: string
  size: 'office' | 'field'
}) {
  const { name, label, hint, type = 'text', autoComplete, inputMode, ltr, options, start = '' } = field
  // Kept here, because a form is emptied when its action has answered; passwords are typed again.
  const [value, setValue] = useState(start)
  const shared = { id, name, label, hint, error, size, autoComplete }
  if (options)
    return (
      <Select
        {...shared}
        options={options}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
    )
  const direction = ltr ? { dir: 'ltr' as const, className: 'rtl:text-end' } : {}
  const kept =
    type === 'password'
      ? {}
      : { value, onChange: (event: { target: { value: string } }) => setValue(event.target.value) }
  return (
    <Field
      {...shared}
      {...direction}
      {...kept}
      type={type}
      inputMode={inputMode}
      autoCapitalize="none"
      spellCheck={false}
      required
      aria-required
    />
  )
}
