'use client'

import { Field } from '@/components/ui/field'

type PinProps = {
  id: string
  label: string
  value: string
  error?: string
  hint?: string
  onType: (typed: string) => void
}

/** Digits of any script, a keypad under the thumb, nothing readable over a shoulder. */
export function PinField({ id, label, value, error, hint, onType }: PinProps) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      size="field"
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      value={value}
      onChange={(event) => onType(event.target.value)}
    />
  )
}
