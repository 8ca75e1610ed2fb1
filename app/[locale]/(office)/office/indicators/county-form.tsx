import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { NamedPlace } from '@/db/queries/programmes/run-setup'
import { asOfParam } from '@/lib/indicators/as-of'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'
import type { AskedRun } from './asked'

type Props = {
  t: Words
  locale: Locale
  at: AskedRun
  counties: NamedPlace[]
  /** The county asked for, and the name it has in the address. */
  chosen: { name: 'place' | 'county'; id: string | undefined }
  /** What else the address keeps. */
  kept?: Record<string, string>
}

/** The run, the county and the day, in the address: it works without scripts. */
export function CountyForm({ t, locale, at, counties, chosen, kept = {} }: Props) {
  const fa = locale === 'fa'
  return (
    <form
      method="get"
      aria-label={t('quality.filters')}
      className="grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap"
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {at.runs.length > 1 ? (
        <Select
          id="run"
          label={t('quality.run')}
          defaultValue={at.run.code}
          options={at.runs.map((one) => ({ value: one.code, label: fa ? one.nameFa : one.nameEn }))}
        />
      ) : null}
      <Select
        id={chosen.name}
        label={t('quality.county')}
        defaultValue={chosen.id ?? ''}
        options={[
          { value: '', label: t('quality.all') },
          ...counties.map((one) => ({ value: one.id, label: fa ? one.fa : one.en })),
        ]}
      />
      <Field
        id="asOf"
        label={t('quality.asOf')}
        defaultValue={localDigits(asOfParam(at.asOf).replaceAll('-', '/'), locale)}
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        className="text-center sm:w-32"
      />
      <Button type="submit" look="plain" className="col-span-2">
        {t('quality.show')}
      </Button>
    </form>
  )
}
