import { PartsTable } from '@/components/indicators/parts-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import type { Breakdown } from '@/db/queries/indicators/breakdown'
import type { Figure } from '@/db/queries/indicators/figures'
import { type Dimension, partsAddUp } from '@/lib/indicators/breakdown'
import { indicatorOf } from '@/lib/indicators/catalogue'
import type { Locale, Words } from '@/lib/shared/locale'
import { partName } from '../part-names'
import { partUnit, shownValue } from '../present'

type Props = {
  t: Words
  locale: Locale
  /** What the form keeps: run, day and place. */
  kept: Record<string, string>
  name: string
  choices: readonly Dimension[]
  found: Breakdown
  figure: Figure
}

/** An indicator by one or two of what is known, chosen in the address: it works without scripts. */
export function PartsCard({ t, locale, kept, name, choices, found, figure }: Props) {
  const { code, by, lines } = found
  const { unit } = indicatorOf(code)
  const heads = by.map((one) => t(`indicator-catalogue.by.${one}`))
  const options = choices.map((value) => ({ value, label: t(`indicator-catalogue.by.${value}`) }))
  return (
    <Card id="parts" title={t('indicator-catalogue.by.title')}>
      <form
        method="get"
        action="#parts"
        aria-label={t('indicator-catalogue.by.title')}
        className="mb-4 flex flex-wrap items-end gap-3 print:hidden"
      >
        {Object.entries(kept).map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <Select id="by" label={t('indicator-catalogue.by.label')} options={options} defaultValue={by[0]} />
        {choices.length > 1 ? (
          <Select
            id="and"
            label={t('indicator-catalogue.by.and')}
            options={[{ value: '', label: t('indicator-catalogue.by.none') }, ...options]}
            defaultValue={by[1] ?? ''}
          />
        ) : null}
        <Button type="submit" look="plain">
          {t('indicator-catalogue.by.show')}
        </Button>
      </form>
      <PartsTable
        t={t}
        locale={locale}
        caption={t('indicator-catalogue.by.caption', {
          name,
          by: heads.join(t('indicator-catalogue.by.join')),
        })}
        heads={heads}
        name={name}
        unit={unit}
        partUnit={partUnit(code)}
        rows={lines.map((line) => ({
          key: line.parts.map(({ key }) => key).join(' '),
          names: line.parts.map((part, i) => partName(by[i]!, part, t, locale)),
          numerator: line.numerator,
          denominator: line.denominator,
          value: shownValue(code, line.value),
        }))}
        total={{
          numerator: found.numerator,
          denominator: found.denominator,
          value: shownValue(code, found.value),
        }}
        equal={
          partsAddUp(code)
            ? found.numerator === figure.numerator && found.denominator === figure.denominator
            : null
        }
      />
    </Card>
  )
}
