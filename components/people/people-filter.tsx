import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'

type Option = { value: string; label: string }
type Props = {
  action: string
  run: string
  values: { q: string; county: string; place: string; status: string }
  counties: Option[]
  places: Option[]
  states: Option[]
  words: Record<'label' | 'search' | 'county' | 'place' | 'status' | 'all' | 'find' | 'clear', string>
}

/** Search and filters as a plain form: they live in the address, so a view can be kept and sent. */
export function PeopleFilter({ action, run, values, counties, places, states, words }: Props) {
  const all = { value: '', label: words.all }
  const filtered = Object.values(values).some(Boolean)
  return (
    <search aria-label={words.label} className="print:hidden">
      <form
        action={action}
        className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(14rem,2fr)_1fr_1fr_1fr_auto]"
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
          />
        </div>
        <Select id="county" label={words.county} defaultValue={values.county} options={[all, ...counties]} />
        <Select id="place" label={words.place} defaultValue={values.place} options={[all, ...places]} />
        <Select id="status" label={words.status} defaultValue={values.status} options={[all, ...states]} />
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
