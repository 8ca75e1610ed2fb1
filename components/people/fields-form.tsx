'use client'

import { type ReactNode, useActionState, useState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

type Option = { value: string; label: string }
export type FormField =
  | {
      kind: 'text'
      name: string
      label: string
      hint?: string
      mark?: string
      start?: string
      required?: boolean
      /** Dates, numbers and codes run left to right in both languages. */
      ltr?: boolean
      inputMode?: 'text' | 'numeric' | 'tel'
      suggestions?: string[]
    }
  | {
      kind: 'select'
      name: string
      label: string
      hint?: string
      mark?: string
      start?: string
      options: Option[]
    }
  | { kind: 'checks'; name: string; label: string; hint?: string; start?: string[]; options: Option[] }
  | { kind: 'check'; name: string; label: string; required?: boolean }

type Answer = ActionResult<unknown> | null
export type FieldsFormProps = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  fields: FormField[]
  hidden?: Record<string, string>
  submit: string
  words: { error: string; success: string; done?: string }
  look?: ButtonLook
  idPrefix?: string
  columns?: 1 | 2 | 3
  children?: ReactNode
}

/** A form that posts to a server action. What was typed stays when it is refused; fields say what is wrong with them. */
export function FieldsForm({
  action,
  fields,
  hidden = {},
  submit,
  words,
  look = 'primary',
  idPrefix = '',
  columns = 1,
  children,
}: FieldsFormProps) {
  const [typed, setTyped] = useState<{ round: number; form: FormData | null }>({ round: 0, form: null })
  const [answer, post, busy] = useActionState<Answer, FormData>(async (before, form) => {
    const result = await action(before, form)
    setTyped(({ round }) => ({ round: round + 1, form: result.ok ? null : form }))
    return result
  }, null)
  const refused = answer && !answer.ok ? answer : null
  const grid = columns === 3 ? 'sm:grid-cols-2 lg:grid-cols-3' : columns === 2 ? 'sm:grid-cols-2' : ''
  return (
    <form action={post} className="grid gap-4" noValidate>
      {refused ? (
        <Notice kind="error" kindLabel={words.error} live>
          {refused.says ?? refused.code}
        </Notice>
      ) : null}
      {answer?.ok && words.done ? (
        <Notice kind="success" kindLabel={words.success} live>
          {saidWith(answer.data) ?? words.done}
        </Notice>
      ) : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* Emptied by the browser after each answer, so the boxes are made anew with what was typed. Boxes of a row stand on
          one line whether or not a hint is above them; once something is said below them, their heads do. */}
      <div key={typed.round} className={`grid gap-4 ${refused ? 'items-start' : 'items-end'} ${grid}`}>
        {fields.map((field) => (
          <OneField
            key={field.name}
            field={field}
            id={`${idPrefix}${field.name}`}
            typed={typed.form}
            error={refused?.fieldSays?.[field.name]}
          />
        ))}
      </div>
      {children}
      <div>
        <Button type="submit" look={look} aria-disabled={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

/** A sentence that came with an answer, such as a warning. */
function saidWith(data: unknown): string | null {
  const says = typeof data === 'object' && data !== null && 'says' in data ? data.says : null
  return typeof says === 'string' ? says : null
}

type OneProps = { field: FormField; id: string; typed: FormData | null; error?: string }

function OneField({ field, id, typed, error }: OneProps) {
  const kept = (start: string | undefined) => (typed ? String(typed.get(field.name) ?? '') : (start ?? ''))
  if (field.kind === 'select') {
    const { kind: _, start, ...rest } = field
    return <Select {...rest} id={id} error={error} defaultValue={kept(start)} />
  }
  if (field.kind === 'check')
    return (
      <div className="sm:col-span-full">
        <label className="flex min-h-10 items-center gap-3">
          <input
            type="checkbox"
            name={field.name}
            required={field.required}
            defaultChecked={typed?.has(field.name)}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            className="size-5 shrink-0 accent-turquoise"
          />
          {field.label}
        </label>
        {error ? (
          <p id={`${id}-error`} className="text-sm font-medium text-pomegranate">
            {error}
          </p>
        ) : null}
      </div>
    )
  if (field.kind === 'checks') return <Checks field={field} id={id} typed={typed} error={error} />
  const { kind: _, start, ltr, suggestions, ...rest } = field
  return (
    <>
      <Field
        {...rest}
        id={id}
        error={error}
        defaultValue={kept(start)}
        autoComplete="off"
        list={suggestions ? `${id}-list` : undefined}
        {...(ltr ? { dir: 'ltr' as const, className: 'rtl:text-end' } : {})}
      />
      {suggestions ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
    </>
  )
}

function Checks({ field, id, typed, error }: OneProps & { field: Extract<FormField, { kind: 'checks' }> }) {
  const on = new Set(typed ? typed.getAll(field.name).map(String) : field.start)
  return (
    <fieldset className="sm:col-span-full" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="text-sm font-semibold">{field.label}</legend>
      {field.hint ? <p className="text-sm text-ink-2">{field.hint}</p> : null}
      <div className="mt-1 flex flex-wrap gap-x-5">
        {field.options.map(({ value, label }) => (
          <label key={value} className="flex min-h-10 items-center gap-2">
            <input
              type="checkbox"
              name={field.name}
              value={value}
              defaultChecked={on.has(value)}
              className="size-5 shrink-0 accent-turquoise"
            />
            {label}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="text-sm font-medium text-pomegranate">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
