import type { FrozenQuarter } from '@/lib/indicators/quarter'
import { minutesNeeded } from '@/lib/rules/completion'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { ReportBlock, ReportSection, ReportTable } from './document'
import { figureWords, indicatorName, type Pen, textCell } from './figure-cells'
import { reasonBelow } from './threshold'

/** A law or decision the run rests on. */
export type ReportBasis = { titleFa: string; titleEn: string; source: string; validTo: string | null }

/** The indicators a report speaks of, in the order of their codes. */
export function codesOf(quarter: FrozenQuarter): string[] {
  const all = [quarter.figures, quarter.outcomes, quarter.community, quarter.quality].flatMap((list) =>
    list.map(({ code }) => code),
  )
  const rank = (code: string) => `${'ROQ'.indexOf(code[0]!)}${code}`
  return [...new Set(all)].sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
}

/** How every figure is counted: the dictionary of the report and of each of its files. */
export function dictionaryTable(quarter: FrozenQuarter, pen: Pen): ReportTable {
  const { t } = pen
  const said = (key: string) => (t.has(key) ? t(key) : null)
  return {
    kind: 'table',
    id: 'dictionary',
    title: t('report.table.dictionary'),
    columns: [
      { key: 'code', label: t('report.column.code'), weight: 0.7 },
      { key: 'indicator', label: t('report.column.indicator'), weight: 1.8 },
      { key: 'definition', label: t('report.column.definition'), weight: 4 },
      { key: 'formula', label: t('report.column.formula'), weight: 2.4 },
      { key: 'from', label: t('report.column.from'), weight: 1.6 },
    ],
    rows: codesOf(quarter).map((code) => {
      const at = `indicator-catalogue.${code}`
      const [numerator, denominator] = [said(`${at}.numerator`), said(`${at}.denominator`)]
      return [
        textCell(code),
        textCell(indicatorName(code, pen)),
        textCell(said(`${at}.definition`) ?? t('words.none')),
        textCell(
          numerator && denominator
            ? t('report.divided', { numerator, denominator })
            : (numerator ?? t('words.none')),
        ),
        textCell(said(`${at}.from`) ?? t('words.none')),
      ]
    }),
  }
}

/** How the figures are counted and by which rules, and that the frozen ones can be counted again. */
export function methodSection(quarter: FrozenQuarter, day: (iso: string) => string, pen: Pen): ReportSection {
  const { t, locale } = pen
  return {
    id: 'method',
    title: t('report.section.method'),
    blocks: [
      { kind: 'text', text: t('report.method.frozen', { day: day(quarter.asOf) }) },
      { kind: 'text', text: completionSentence(quarter, pen) },
      {
        kind: 'text',
        text: t('report.method.threshold', { below: formatPercent(reasonBelow(quarter), locale) }),
      },
      dictionaryTable(quarter, pen),
    ],
  }
}

function completionSentence({ completion }: FrozenQuarter, { t, locale }: Pen): string {
  if (completion.mode === 'SHARE_OF_SESSIONS')
    return t('indicator-catalogue.rule.sessions', { share: formatPercent(completion.share, locale) })
  const hours = (minutes: number) => formatNumber(minutes / 60, locale, { maxDecimals: 1 })
  return t('indicator-catalogue.rule.minutes', {
    needed: hours(minutesNeeded(completion)),
    of: hours(completion.plannedMinutes),
  })
}

export function basesSection(
  bases: readonly ReportBasis[],
  day: (iso: string) => string,
  pen: Pen,
): ReportSection {
  const { t, locale } = pen
  const blocks: ReportBlock[] =
    bases.length === 0
      ? [{ kind: 'text', text: t('report.noBases') }]
      : [
          {
            kind: 'table',
            id: 'bases',
            title: t('report.table.bases'),
            columns: [
              { key: 'title', label: t('report.column.title'), weight: 4 },
              { key: 'source', label: t('report.column.source'), weight: 2 },
              { key: 'validTo', label: t('report.column.validTo'), weight: 1.4 },
            ],
            rows: bases.map((basis) => [
              textCell(isolate(locale === 'fa' ? basis.titleFa : basis.titleEn)),
              textCell(isolate(basis.source)),
              textCell(basis.validTo ? day(basis.validTo) : t('report.noEnd')),
            ]),
          },
        ]
  return { id: 'bases', title: t('report.section.bases'), blocks }
}

const FLOWS = ['R-07', 'R-08', 'R-09'] as const

/** What each quarter of a run added: of the final report. */
export function quartersSection(quarters: readonly FrozenQuarter[], pen: Pen): ReportSection {
  const { t } = pen
  const part = (quarter: FrozenQuarter, code: string) =>
    quarter.figures.find((one) => one.level === 'run' && one.code === code)
  const codes = FLOWS.filter((code) => quarters.some((quarter) => part(quarter, code)?.inQuarter))
  const table: ReportTable = {
    kind: 'table',
    id: 'quarters',
    title: t('report.table.quarters'),
    columns: [
      { key: 'quarter', label: t('report.column.quarter'), weight: 1.4 },
      ...codes.map((code) => ({ key: code, label: indicatorName(code, pen), numeric: true as const })),
    ],
    rows: quarters.map((quarter) => [
      textCell(quarterName(quarter, pen)),
      ...codes.map((code) => {
        const figure = part(quarter, code)
        const value = figure?.inQuarter?.value ?? null
        const text = figureWords(value, figure?.unit ?? 'count', pen)
        return value === null ? { text } : { text, value, format: figure!.unit }
      }),
    ]),
  }
  return { id: 'quarters', title: t('report.section.quarters'), blocks: [table] }
}

export function quarterName(
  { year, quarter }: Pick<FrozenQuarter, 'year' | 'quarter'>,
  { t, locale }: Pen,
): string {
  return t(`quarters.season.${quarter}`, { year: formatNumber(year, locale, { grouping: false }) })
}
