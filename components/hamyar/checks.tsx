/** Boxes of which any number may be ticked, in a form that has its button elsewhere. */
export function Checks({
  legend,
  hint,
  name,
  options,
}: {
  legend: string
  hint?: string
  name: string
  options: { value: string; label: string; on: boolean }[]
}) {
  return (
    <fieldset className="grid gap-1">
      <legend className="text-sm font-semibold">{legend}</legend>
      {hint ? <p className="text-sm text-ink-2">{hint}</p> : null}
      <div className="flex flex-wrap gap-x-5">
        {options.map(({ value, label, on }) => (
          <label key={value} className="inline-flex min-h-touch items-center gap-2">
            <input type="checkbox" name={name} value={value} defaultChecked={on} className="size-5" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
