import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'

const BOX =
  'w-full rounded-lg border bg-surface px-3 text-ink placeholder:text-ink-3 disabled:bg-sunk disabled:text-ink-2'

/** The classes of a box one types in or picks from; shared with Select. */
export function boxLook(size: 'office' | 'field', broken: boolean): string {
  const height = size === 'field' ? 'min-h-touch' : 'min-h-10'
  return `${BOX} ${height} ${broken ? 'border-pomegranate border-2' : 'border-edge'}`
}

type FrameProps = {
  id: string
  label: string
  hint?: ReactNode
  error?: ReactNode
  /** Printed after the label: «دلخواه», or «لازم است». */
  mark?: string
  children: ReactNode
}

/** Label above, hint below it, the error under the box with its sign. Ids tie them together. */
export function FieldFrame({ id, label, hint, error, mark, children }: FrameProps) {
  return (
    <div className="grid content-end gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label} {mark ? <span className="ms-1 font-normal text-ink-2">{mark}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      {children}
      {error ? (
        <p id={`${id}-error`} className="flex gap-2 text-sm font-medium text-pomegranate">
          <span aria-hidden="true">✗</span>
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  )
}

/** What ties a native control to its hint and error. */
export function describedBy(id: string, hint: ReactNode, error: ReactNode): string | undefined {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

type Framed = Omit<FrameProps, 'children'> & { size?: 'office' | 'field' }

/** A labelled native input of any type. */
export function Field({
  id,
  label,
  hint,
  error,
  mark,
  size = 'office',
  className = '',
  ...rest
}: Framed & Omit<InputHTMLAttributes<HTMLInputElement>, 'size'>) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} mark={mark}>
      <input
        id={id}
        name={rest.name ?? id}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        className={`${boxLook(size, Boolean(error))} ${className}`}
        {...rest}
      />
    </FieldFrame>
  )
}

/** A labelled native textarea. */
export function TextArea({
  id,
  label,
  hint,
  error,
  mark,
  size = 'office',
  className = '',
  ...rest
}: Framed & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} mark={mark}>
      <textarea
        id={id}
        name={rest.name ?? id}
        rows={rest.rows ?? 3}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        className={`${boxLook(size, Boolean(error))} py-2 ${className}`}
        {...rest}
      />
    </FieldFrame>
  )
}
