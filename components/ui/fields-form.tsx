'use client'

import type { ReactNode } from 'react'
import type { ActionResult } from '@/lib/access/answer'
import { Button, type ButtonLook } from './button'
import { Field, TextArea } from './field'
import { FormNotice, HiddenInputs } from './form-answer'
import { useKeptAnswer } from './kept-answer'
import { Select } from './select'

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
      maxLength?: number
      suggestions?: string[]
    }
  | {
      kind: 'area'
      name: string
      label: string
      hint?: string
      mark?: string
      start?: string
      rows?: number
      maxLength?: number
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

export type FieldsFormProps = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  fields: FormField[]
  hidden?: Record<string, string>
  submit: string
  words: { error: string; success: string; done?: string }
  look?: ButtonLook
  idPrefix?: string
  /** At a desk, or in a hand: there boxes and button are as large as a finger. */
  size?: 'office' | 'field'
  columns?: 1 | 2 | 3
  /** What stands in the place of the form once it is done. */
  after?: (data: unknown) => ReactNode
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
  size = 'office',
  columns = 1,
  after,
  children,
}: FieldsFormProps) {
  const { answer, post, busy, round, typed } = useKeptAnswer(action)
  const refused = answer && !answer.ok ? answer : null
  if (answer?.ok && after) return after(answer.data)
  const grid = columns === 3 ? 'sm:grid-cols-2 lg:grid-cols-3' : columns === 2 ? 'sm:grid-cols-2' : ''
  return (
    <form action={post} className="grid gap-4" noValidate>
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      {/* Boxes of a row stand on one line whether or not a hint is above them; once something is said below them, their
          heads do. */}
      <div key={round} className={`grid gap-4 ${refused ? 'items-start' : 'items-end'} ${grid}`}>
        {fields.map((field) => (
          <OneField
            key={field.name}
            field={field}
            id={`${idPrefix}${field.name}`}
            typed={typed}
            size={size}
            error={refused?.fieldSays?.[field.name]}
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

type OneProps = {
  field: FormField
  id: string
  typed: FormData | null
  size: 'office' | 'field'
  error?: string
}

function OneField({ field, id, typed, size, error }: OneProps) {
  const kept = (start: string | undefined) => (typed ? String(typed.get(field.name) ?? '') : (start ?? ''))
  if (field.kind === 'select') {
    const { kind: _, start, ...rest } = field
    return <Select {...rest} id={id} size={size} error={error} defaultValue={kept(start)} />
  }
  if (field.kind === 'area') {
    const { kind: _, start, ...rest } = field
    return <TextArea {...rest} id={id} size={size} error={error} defaultValue={kept(start)} />
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
  if (field.kind === 'checks') return <Checks field={field} id={id} typed={typed} size={size} error={error} />
  const { kind: _, start, ltr, suggestions, ...rest } = field
  return (
    <>
      <Field
        {...rest}
        id={id}
        size={size}
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

function Checks({
  field,
  id,
  typed,
  size,
  error,
}: OneProps & { field: Extract<FormField, { kind: 'checks' }> }) {
  const on = new Set(typed ? typed.getAll(field.name).map(String) : field.start)
  return (
    <fieldset className="sm:col-span-full" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="text-sm font-semibold">{field.label}</legend>
      {field.hint ? <p className="text-sm text-ink-2">{field.hint}</p> : null}
      <div className="mt-1 flex flex-wrap gap-x-5">
        {field.options.map(({ value, label }) => (
          <label
            key={value}
            className={`flex items-center gap-2 ${size === 'field' ? 'min-h-touch' : 'min-h-10'}`}
          >
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
