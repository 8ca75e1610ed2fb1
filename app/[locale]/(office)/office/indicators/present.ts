import type { BreakdownRow } from '@/components/indicators/breakdown-table'
import type { FigureUnit } from '@/components/indicators/figure-text'
import type { MonthRow } from '@/components/indicators/monthly-panel'
import type { IndicatorRow } from '@/components/indicators/targets-table'
import type { WeaveRow } from '@/components/indicators/weave'
import type { Figure, PlaceFigures } from '@/db/queries/indicators/figures'
import type { MonthLine } from '@/db/queries/workshops/month-panel'
import type { WeaveLine } from '@/db/queries/workshops/weave'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import { type CompletionRule, minutesNeeded } from '@/lib/rules/completion'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'

const MINUTES_PER_HOUR = 60

/** A value as components take it: hours in minutes, everything else as it is. */
export function shownValue(code: IndicatorCode, value: number | null): number | null {
  if (value === null) return null
  return indicatorOf(code).unit === 'hours' ? value * MINUTES_PER_HOUR : value
}

/** The unit of numerator and denominator where the indicator is a rate or a mean. */
export function partUnit(code: IndicatorCode): FigureUnit {
  const { unit } = indicatorOf(code)
  return unit === 'share' ? 'count' : unit
}

export function indicatorName(figure: Pick<Figure, 'code' | 'provisional'>, t: Words): string {
  const name = t(`indicators.names.${figure.code}`)
  return figure.provisional ? t('indicator-catalogue.provisionalName', { name }) : name
}

/** A line of the targets; completion carries its rule wherever it is shown. */
export function targetRow(
  figure: Figure,
  rule: CompletionRule,
  t: Words,
  locale: Locale,
  href: string,
): IndicatorRow {
  const { code } = figure
  const name = indicatorName(figure, t)
  return {
    code,
    name:
      code === 'R-11'
        ? t('indicator-catalogue.ruledName', { name, rule: ruleText('shortRule', rule, t, locale) })
        : name,
    actual: shownValue(code, figure.value),
    target: shownValue(code, figure.target),
    planned: shownValue(code, figure.planned),
    quarterTarget: shownValue(code, figure.quarterTarget),
    unit: indicatorOf(code).unit,
    href,
    ...(figure.value === null ? { missing: t('indicator-catalogue.state.empty') } : {}),
  }
}

/** The rule by which completion is counted, in a sentence that stands beside every such figure. */
export function ruleSentence(rule: CompletionRule, t: Words, locale: Locale): string {
  return ruleText('rule', rule, t, locale)
}

export function ruleText(kind: 'rule' | 'shortRule', rule: CompletionRule, t: Words, locale: Locale): string {
  if (rule.mode === 'SHARE_OF_SESSIONS') {
    return t(`indicator-catalogue.${kind}.sessions`, { share: formatPercent(rule.share, locale) })
  }
  return t(`indicator-catalogue.${kind}.minutes`, {
    needed: formatHours(minutesNeeded(rule), locale),
    of: formatHours(rule.plannedMinutes, locale),
  })
}

export function monthRows(months: readonly MonthLine[]): MonthRow[] {
  return months.map(({ month, held, netMinutes, rows, attended, creditedMinutes }) => ({
    year: Math.floor(month / 100),
    month: month % 100,
    sessions: held,
    heldMinutes: netMinutes,
    personMinutes: creditedMinutes,
    attendance: rows === 0 ? null : attended / rows,
  }))
}

/** The weave with its knots leading to their sheets. Rows come in the Persian order; English names get their own. */
export function weaveRows(
  lines: readonly WeaveLine[],
  t: Words,
  locale: Locale,
  sheetHref: (sessionId: string) => string,
): WeaveRow[] {
  const rows = lines.map((line) => ({
    placeName: locale === 'fa' ? line.placeFa : line.placeEn,
    countyName: locale === 'fa' ? line.countyFa : line.countyEn,
    held: line.held,
    planned: line.planned,
    knots: line.knots.map((knot) => ({
      state: knot.state,
      module: knot.module,
      href: sheetHref(knot.sessionId),
      label: t('indicator-catalogue.knot', {
        seq: formatNumber(knot.seq, locale),
        day: formatDay(knot.dayIso, locale, 'long'),
        state: t(`weave.${knot.state}`),
      }),
    })),
  }))
  return locale === 'fa' ? rows : sortedByName(rows, ({ countyName, placeName }) => [countyName, placeName])
}

/** Rows come in the Persian order; an English page has its own alphabet. */
export function sortedByName<T>(rows: T[], namesOf: (row: T) => [string, string]): T[] {
  const { compare } = new Intl.Collator('en')
  return rows.toSorted((one, other) => {
    const [a, b] = [namesOf(one), namesOf(other)]
    return compare(a[0], b[0]) || compare(a[1], b[1])
  })
}

/** An indicator in each place, in the order of the reader's alphabet. */
export function breakdownRows(
  code: IndicatorCode,
  places: readonly PlaceFigures[],
  by: 'county' | 'neighbourhood',
  locale: Locale,
  hrefOf: (placeId: string) => string,
): BreakdownRow[] {
  const rows = places.flatMap(({ place, figures }) => {
    const figure = figures.find((one) => one.code === code)
    if (!place || !figure) return []
    const name = locale === 'fa' ? place.nameFa : place.nameEn
    const county = locale === 'fa' ? place.countyFa : place.countyEn
    return [
      {
        key: place.placeId,
        county,
        ...(by === 'neighbourhood' ? { neighbourhood: name } : {}),
        ...parts(figure),
        href: hrefOf(place.placeId),
      },
    ]
  })
  return locale === 'fa' ? rows : sortedByName(rows, (row) => [row.county, row.neighbourhood ?? ''])
}

/** What the tables show of a figure. */
export function parts(figure: Figure): Pick<BreakdownRow, 'value' | 'numerator' | 'denominator' | 'target'> {
  return {
    value: shownValue(figure.code, figure.value),
    target: shownValue(figure.code, figure.target),
    ...(figure.denominator === null ? {} : { numerator: figure.numerator, denominator: figure.denominator }),
  }
}
