import { boxLook } from '@/components/ui/field'

/** One of two numbers of a value; what is wrong with them is said once, for both. */
export function NumberBox({
  id,
  label,
  start,
  broken,
}: {
  id: string
  label: string
  start: string
  broken: boolean
}) {
  return (
    <label htmlFor={id} className="flex items-center gap-2">
      {label}
      <span className="w-28">
        <input
          id={id}
          name="value"
          defaultValue={start}
          inputMode="numeric"
          autoComplete="off"
          required
          dir="ltr"
          aria-invalid={broken || undefined}
          className={`${boxLook('office', broken)} rtl:text-end`}
        />
      </span>
    </label>
  )
}
