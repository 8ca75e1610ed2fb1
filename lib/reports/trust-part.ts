import type { ClosedQuarter, FrozenQuarter, QuarterAdjustment } from '@/lib/indicators/quarter'
import { formatPercent } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { ReportBlock, ReportSection, ReportTable } from './document'
import { countCell, figureCell, figureWords, indicatorName, type Pen, textCell } from './figure-cells'

/** How far the data can be trusted: sheets nobody had approved, and what the look at the data found. */
export function qualitySection(quarter: FrozenQuarter, pen: Pen): ReportSection {
  const { t, locale } = pen
  const { count, reason } = quarter.unapproved
  const blocks: ReportBlock[] = []
  if (count > 0)
    blocks.push({
      kind: 'note',
      tone: 'warn',
      code: 'W-RPT-06',
      text: t('errors.W-RPT-06', {
        n: figureWords(count, 'count', pen),
        reason: isolate(reason ?? t('words.none')),
      }),
    })
  else blocks.push({ kind: 'text', text: t('report.allApproved') })
  if (quarter.quality.length > 0)
    blocks.push({
      kind: 'table',
      id: 'quality',
      title: t('report.table.quality'),
      columns: [
        { key: 'code', label: t('report.column.code'), weight: 0.7 },
        { key: 'indicator', label: t('report.column.indicator'), weight: 3 },
        { key: 'count', label: t('report.column.count'), numeric: true },
        { key: 'of', label: t('report.column.of'), numeric: true },
        { key: 'share', label: t('report.column.share'), numeric: true },
      ],
      rows: quarter.quality.map((one) => [
        textCell(one.code),
        textCell(indicatorName(one.code, pen)),
        countCell(one.count, pen),
        countCell(one.of, pen),
        one.of
          ? {
              text: formatPercent(one.count / one.of, locale, { decimals: 1 }),
              value: one.count / one.of,
              format: 'share',
            }
          : textCell(t('words.none')),
      ]),
    })
  return { id: 'quality', title: t('report.section.quality'), blocks }
}

/** What reads differently since the quarter was closed: as frozen and as now, side by side. The frozen figure stands. */
export function adjustmentsSection(
  { quarter, adjustments }: Pick<ClosedQuarter, 'quarter' | 'adjustments'>,
  day: (iso: string) => string,
  pen: Pen,
): ReportSection {
  const { t } = pen
  const title = t('report.section.adjustments')
  if (adjustments.length === 0)
    return { id: 'adjustments', title, blocks: [{ kind: 'text', text: t('report.noAdjustments') }] }
  const figure = (one: QuarterAdjustment) =>
    quarter.figures.find(
      ({ code, level, place }) => code === one.code && level === one.level && place === one.place,
    )
  const table: ReportTable = {
    kind: 'table',
    id: 'adjustments',
    title: t('report.table.adjustments'),
    columns: [
      { key: 'indicator', label: t('report.column.indicator'), weight: 2.6 },
      { key: 'place', label: t('report.column.place'), weight: 1.4 },
      { key: 'frozen', label: t('report.column.frozen'), numeric: true },
      { key: 'now', label: t('report.column.now'), numeric: true },
      { key: 'changes', label: t('report.column.changes'), numeric: true, weight: 0.8 },
      { key: 'since', label: t('report.column.since'), weight: 1.4 },
    ],
    rows: adjustments.map((one) => {
      const known = figure(one)
      const unit = known?.unit ?? 'count'
      const name = pen.locale === 'fa' ? known?.nameFa : known?.nameEn
      return [
        textCell(t('report.coded', { code: one.code, name: indicatorName(one.code, pen) })),
        textCell(one.level === 'run' ? t('report.wholeRun') : isolate(name ?? one.place)),
        { ...figureCell(one.frozen.value, unit, pen), strong: true },
        figureCell(one.now.value, unit, pen),
        countCell(one.changes.length, pen),
        textCell(one.at ? day(one.at) : t('words.none')),
      ]
    }),
  }
  return { id: 'adjustments', title, blocks: [{ kind: 'text', text: t('report.adjusted') }, table] }
}
