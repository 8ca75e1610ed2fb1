import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { RunLine } from '@/db/queries/programmes/run-line'
import { asOfParam } from '@/lib/indicators/as-of'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

type Props = { t: Words; locale: Locale; runs: RunLine[]; run: RunLine; asOf: string; placeId?: string }

/** The day and the run that figures are of. A form of the address: it works without scripts. */
export function AsOfForm({ t, locale, runs, run, asOf, placeId }: Props) {
  const shown = localDigits(asOfParam(asOf).replaceAll('-', '/'), locale)
  return (
    <form
      method="get"
      aria-label={t('indicator-catalogue.filter')}
      className="flex flex-wrap items-end gap-2"
    >
      {runs.length > 1 ? (
        <Select
          id="run"
          label={t('indicator-catalogue.run')}
          defaultValue={run.code}
          options={runs.map((one) => ({ value: one.code, label: locale === 'fa' ? one.nameFa : one.nameEn }))}
        />
      ) : null}
      <Field
        id="asOf"
        label={t('indicator-catalogue.asOf')}
        defaultValue={shown}
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        size="office"
        className="w-32 text-center"
      />
      {placeId ? <input type="hidden" name="place" value={placeId} /> : null}
      <Button type="submit" look="plain">
        {t('indicator-catalogue.show')}
      </Button>
    </form>
  )
}
