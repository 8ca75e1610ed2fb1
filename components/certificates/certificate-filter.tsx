import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'

type Option = { value: string; label: string }
type Props = {
  action: string
  run: string
  values: { q: string; county: string; state: string }
  /** Something is asked for, here or in the address alone. */
  filtered: boolean
  counties: Option[]
  states: Option[]
  words: Record<'label' | 'search' | 'county' | 'state' | 'all' | 'find' | 'clear', string>
}

/** Search by number and filters, as a plain form: they live in the address. */
export function CertificateFilter({ action, run, values, filtered, counties, states, words }: Props) {
  const all = { value: '', label: words.all }
  return (
    <search aria-label={words.label}>
      <form
        action={action}
        className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(14rem,2fr)_1fr_1fr_auto]"
      >
        <input type="hidden" name="run" value={run} />
        <div className="col-span-2 lg:col-span-1">
          <Field
            id="q"
            type="search"
            label={words.search}
            defaultValue={values.q}
            autoComplete="off"
            maxLength={60}
            dir="ltr"
            className="rtl:text-end"
          />
        </div>
        <Select id="county" label={words.county} defaultValue={values.county} options={[all, ...counties]} />
        <Select id="state" label={words.state} defaultValue={values.state} options={[all, ...states]} />
        <div className="flex gap-2">
          <Button type="submit">{words.find}</Button>
          {filtered ? (
            <LinkButton href={`${action}?run=${run}`} look="quiet">
              {words.clear}
            </LinkButton>
          ) : null}
        </div>
      </form>
    </search>
  )
}
