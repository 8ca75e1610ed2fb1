import type { ReactNode, SelectHTMLAttributes } from 'react'
import { boxLook, describedBy, FieldFrame } from './field'

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'size' | 'children'> & {
  id: string
  label: string
  hint?: ReactNode
  error?: ReactNode
  mark?: string
  size?: 'office' | 'field'
  options: { value: string; label: string; disabled?: boolean }[]
}

/** The native picker: it is the best one on a phone and needs no script. */
export function Select({
  id,
  label,
  hint,
  error,
  mark,
  size = 'office',
  options,
  className = '',
  ...rest
}: Props) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} mark={mark}>
      <select
        id={id}
        name={rest.name ?? id}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        className={`${boxLook(size, Boolean(error))} ${className}`}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
