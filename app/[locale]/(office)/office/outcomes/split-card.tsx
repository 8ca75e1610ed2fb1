import { OutcomeTable } from '@/components/surveys/outcome-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import type { OutcomeLine, OutcomeSplit } from '@/db/queries/surveys/outcomes'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { OUTCOME_CODES, type OutcomeCode } from '@/lib/surveys/instruments'
import { outcomeRow, tableWords } from './present'

type Props = {
  t: Words
  locale: Locale
  split: { fewest: number; lines: OutcomeLine[] }
  names: Record<string, string>
  /** What the reader may split by. */
  splits: readonly OutcomeSplit[]
  by: OutcomeSplit
  code: OutcomeCode
  href: (by: OutcomeSplit) => string
  /** What the form that picks an outcome keeps of the address. */
  kept: Record<string, string>
  action: string
}

/**
 * One outcome by county, zone, sex or age; a part with too few pairs says only that, and one that is hidden beside it says why.
 * Sorted by name, never by rank.
 */
export function SplitCard({ t, locale, split, names, splits, by, code, href, kept, action }: Props) {
  const named = (key: string) =>
    names[key] ??
    (by === 'zone'
      ? t(`outcomes.split.zones.${key}`)
      : by === 'sex'
        ? t(`people.sexes.${key}`)
        : t(`outcomes.split.ages.${key}`))
  const few = t('outcomes.split.few', { fewest: formatNumber(split.fewest, locale) })
  const beside = t('outcomes-office.beside')
  const rows = split.lines
    .map(({ key, figures }) => {
      const figure = figures.find((one) => one.code === code)!
      const row = outcomeRow(figure, named(key), t, locale)
      if (figure.change !== null) return { ...row, key }
      return {
        ...row,
        key,
        n: figure.n < split.fewest ? few : row.n,
        band: figure.n < split.fewest ? null : beside,
      }
    })
    .sort((one, other) => one.name.localeCompare(other.name, locale))
  return (
    <Card id="split" title={t('outcomes.split.title')}>
      <TabsAsLinks
        label={t('outcomes.split.label')}
        tabs={splits.map((key) => ({ href: href(key), label: t(`outcomes.split.${key}`) }))}
        current={href(by)}
      />
      <form action={action} className="mb-3 flex flex-wrap items-end gap-2 print:hidden">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Select
          id="code"
          label={t('outcomes.split.pick')}
          defaultValue={code}
          options={OUTCOME_CODES.map((value) => ({ value, label: t(`outcomes.code.${value}`) }))}
        />
        <Button type="submit" look="plain">
          {t('outcomes.split.show')}
        </Button>
      </form>
      {rows.length === 0 ? (
        <p>{t('outcomes.split.none')}</p>
      ) : (
        <OutcomeTable
          rows={rows}
          words={tableWords(t, t(`outcomes.split.${by}`), t(`outcomes.code.${code}`))}
        />
      )}
      <p className="mt-3 max-w-measure text-sm">{t('outcomes.caveat')}</p>
    </Card>
  )
}
