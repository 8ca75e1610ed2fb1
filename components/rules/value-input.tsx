import { Field } from '@/components/ui/field'
import { NumberBox } from './number-box'

/** What the form needs to know to ask for a value of a rule's kind. */
export type ValueAsk =
  | { kind: 'number'; start: string; decimal: boolean }
  | { kind: 'one'; start: string; options: Option[] }
  | { kind: 'many'; start: string[]; options: Option[] }
  | { kind: 'pair'; start: [string, string]; labels: [string, string] }
type Option = { value: string; label: string }

type Props = {
  ask: ValueAsk
  label: string
  hint: string
  error?: string
  /** What was typed before a refusal. */
  kept: string[] | null
}

/** The native input of a rule's kind: a number, two numbers, one of some, or any of some. */
export function ValueInput({ ask, label, hint, error, kept }: Props) {
  if (ask.kind === 'number')
    return (
      <Field
        id="value"
        label={label}
        hint={hint}
        error={error}
        defaultValue={kept?.[0] ?? ask.start}
        inputMode={ask.decimal ? 'decimal' : 'numeric'}
        autoComplete="off"
        required
        dir="ltr"
        className="max-w-48 rtl:text-end"
      />
    )
  const described = error ? 'value-hint value-error' : 'value-hint'
  return (
    <fieldset className="grid gap-1" aria-describedby={described}>
      <legend className="text-sm font-semibold">{label}</legend>
      <p id="value-hint" className="text-sm text-ink-2">
        {hint}
      </p>
      {ask.kind === 'pair' ? (
        <div className="flex flex-wrap gap-4">
          {ask.labels.map((end, i) => (
            <NumberBox
              key={end}
              id={`value-${i}`}
              label={end}
              start={kept?.[i] ?? ask.start[i]!}
              broken={Boolean(error)}
            />
          ))}
        </div>
      ) : (
        <div className={ask.kind === 'many' ? 'flex flex-wrap gap-x-5' : 'grid'}>
          {ask.options.map((option) => (
            <label key={option.value} className="flex min-h-10 items-center gap-3">
              <input
                type={ask.kind === 'many' ? 'checkbox' : 'radio'}
                name="value"
                value={option.value}
                defaultChecked={(kept ?? [ask.start].flat()).includes(option.value)}
                className="size-5 shrink-0 accent-turquoise"
              />
              {option.label}
            </label>
          ))}
        </div>
      )}
      {error ? (
        <p id="value-error" className="flex gap-2 text-sm font-medium text-pomegranate">
          <span aria-hidden="true">✗</span>
          <span>{error}</span>
        </p>
      ) : null}
    </fieldset>
  )
}
