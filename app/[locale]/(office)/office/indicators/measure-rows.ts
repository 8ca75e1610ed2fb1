import type { IndicatorRow } from '@/components/indicators/targets-table'
import type { Measure } from '@/db/queries/indicators/measures'
import type { Unit } from '@/lib/indicators/catalogue'
import type { CompletionRule } from '@/lib/rules/completion'
import type { Locale, Words } from '@/lib/shared/locale'
import { ruleText } from './present'

const MINUTES_PER_HOUR = 60

/** A value as components take it: hours in minutes, everything else as it is. */
export const shownIn = (unit: Unit, value: number | null): number | null =>
  value === null || unit !== 'hours' ? value : value * MINUTES_PER_HOUR

/** An indicator of the catalogue as a line of a table; without a value it says why. */
export function measureRow(
  measure: Measure,
  rule: CompletionRule,
  t: Words,
  locale: Locale,
  href: string,
): IndicatorRow {
  const { code, unit, state, value, target, planned, quarterTarget, provisional } = measure
  const plain = t(`indicators.names.${code}`)
  const name = provisional ? t('indicator-catalogue.provisionalName', { name: plain }) : plain
  return {
    code,
    name:
      code === 'R-11'
        ? t('indicator-catalogue.ruledName', { name, rule: ruleText('shortRule', rule, t, locale) })
        : name,
    actual: shownIn(unit, value),
    target: shownIn(unit, target),
    planned: shownIn(unit, planned),
    quarterTarget: shownIn(unit, quarterTarget),
    unit,
    href,
    ...(state === 'measured' ? {} : { missing: t(`indicator-catalogue.state.${state}`) }),
  }
}
