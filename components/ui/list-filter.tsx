import { Button } from './button'
import { Field } from './field'
import { LinkButton } from './link-button'
import { Select } from './select'

type Option = { value: string; label: string }
type Props = {
  /** The list's own address: the form goes there with its answers behind it. */
  action: string
  /** What the list keeps whatever is filtered: the run, the tab. */
  kept: Record<string, string>
  /** `code`: numbers and letters that read from left to right are looked for, not names. */
  search: { label: string; value: string | undefined; code?: boolean }
  /** One box for each, with «all» before its own options. */
  choices?: { id: string; label: string; value: string | undefined; options: Option[] }[]
  words: Record<'label' | 'all' | 'find' | 'clear', string>
  /** The address of the list without any filter; null where nothing is filtered. */
  clearHref: string | null
}

/** Search and filters of a list as a plain form: they live in the address, so a view can be kept and sent. */
export function ListFilter({ action, kept, search, choices = [], words, clearHref }: Props) {
  return (
    <search aria-label={words.label} className="block print:hidden">
      <form action={action} className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="col-span-2 sm:min-w-56 lg:min-w-72">
          <Field
            id="q"
            type="search"
            label={search.label}
            defaultValue={search.value ?? ''}
            autoComplete="off"
            maxLength={60}
            {...(search.code ? { dir: 'ltr', className: 'rtl:text-end' } : {})}
          />
        </div>
        {choices.map(({ id, label, value, options }) => (
          <Select
            key={id}
            id={id}
            label={label}
            defaultValue={value ?? ''}
            options={[{ value: '', label: words.all }, ...options]}
          />
        ))}
        <div className="flex gap-2">
          <Button type="submit">{words.find}</Button>
          {clearHref ? (
            <LinkButton href={clearHref} look="quiet">
              {words.clear}
            </LinkButton>
          ) : null}
        </div>
      </form>
    </search>
  )
}
