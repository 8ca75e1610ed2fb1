import { LateParts } from '@/components/charts/late'
import type { BreakdownRow } from '@/components/indicators/breakdown-table'
import { figureText } from '@/components/indicators/figure-text'
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
  /** Of places, where the parts are some: their targets and the addresses of their rows, by key. */
  places: readonly BreakdownRow[]
  /** The target of the whole. */
  whole: number | null
}

/** An indicator by one or two of what is known, chosen in the address: it works without scripts. */
export function PartsCard({ t, locale, kept, name, choices, found, figure, places, whole }: Props) {
  const { code, by, lines } = found
  const { unit } = indicatorOf(code)
  const heads = by.map((one) => t(`indicator-catalogue.by.${one}`))
  const caption = t('indicator-catalogue.by.caption', {
    name,
    by: heads.join(t('indicator-catalogue.by.join')),
  })
  const drawn = by.length === 1 ? chartRows(found, t, locale) : []
  const placed = new Map(places.map(({ key, target, href }) => [key, { target, href }]))
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
      {drawn.length > 1 && drawn.some(({ value }) => value !== 0) ? (
        <div className="mb-4">
          <LateParts
            locale={locale}
            label={caption}
            rows={drawn}
            {...(unit === 'share' ? { most: 1 } : {})}
          />
        </div>
      ) : null}
      <PartsTable
        t={t}
        locale={locale}
        caption={caption}
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
          ...placed.get(line.parts[0]?.key ?? ''),
        }))}
        total={{
          numerator: found.numerator,
          denominator: found.denominator,
          value: shownValue(code, found.value),
          target: whole,
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

/** The same lines as the table's, where they have a value: a part and its number, drawn by the table's order. */
function chartRows({ code, by, lines }: Breakdown, t: Words, locale: Locale) {
  const { unit } = indicatorOf(code)
  return lines.flatMap((line) => {
    const value = shownValue(code, line.value)
    if (value === null) return []
    const name = partName(by[0]!, line.parts[0]!, t, locale)
    const shown = figureText(value, unit, t, locale)
    return [{ name, value, shown, said: t('report.said.part', { name, value: shown }) }]
  })
}
