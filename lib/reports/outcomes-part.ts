import type { Unit } from '@/lib/indicators/catalogue'
import type { FrozenQuarter, QuarterOutcome } from '@/lib/indicators/quarter'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { ReportBlock, ReportSection, ReportTable } from './document'
import {
  changeWords,
  countCell,
  figureCell,
  figureWords,
  indicatorName,
  type Pen,
  textCell,
} from './figure-cells'
import { type ChangeRow, changePicture } from './pictures'

/** The share of low scores is a share; everything else is in points of a hundred. */
const unitOf = (code: string): Unit => (code === 'O-02' ? 'share' : 'points')

/** Whether people are better off: pairs, interval, effect, and the sentence that goes with every outcome. */
export function outcomesSection(quarter: FrozenQuarter, pen: Pen): ReportSection | null {
  const { t } = pen
  if (quarter.outcomes.length === 0) return null
  const blocks: ReportBlock[] = [{ kind: 'note', tone: 'info', code: null, text: t('report.caveat') }]
  const picture = outcomePicture(quarter.outcomes, pen)
  if (picture) blocks.push({ kind: 'chart', drawing: picture })
  blocks.push(outcomeTable(quarter.outcomes, pen))
  blocks.push({ kind: 'text', text: t('report.outcomeMethod') })
  return { id: 'outcomes', title: t('report.section.outcomes'), blocks }
}

function outcomePicture(outcomes: readonly QuarterOutcome[], pen: Pen) {
  const { t, locale } = pen
  const rows = outcomes.flatMap((one): ChangeRow[] => {
    const scale = unitOf(one.code) === 'share' ? 100 : 1
    const { before, after, change, low, high } = one
    if (before === null || after === null || change === null || low === null || high === null) return []
    return [
      {
        name: indicatorName(one.code, pen),
        before: before * scale,
        after: after * scale,
        low: low * scale,
        high: high * scale,
        shown: changeWords(change, unitOf(one.code), pen),
      },
    ]
  })
  if (rows.length === 0) return null
  const list = rows.map(({ name, shown }) => `${name} ${shown}`).join(t('words.listComma'))
  return changePicture(
    {
      id: 'outcomes',
      title: t('report.picture.outcomes'),
      alt: t('report.picture.outcomesAlt', { list }),
      locale,
    },
    rows,
    {
      before: t('report.column.before'),
      after: t('report.column.after'),
      interval: t('report.picture.interval'),
    },
  )
}

function outcomeTable(outcomes: readonly QuarterOutcome[], pen: Pen): ReportTable {
  const { t, locale } = pen
  return {
    kind: 'table',
    id: 'outcomes',
    title: t('report.table.outcomes'),
    columns: [
      { key: 'indicator', label: t('report.column.indicator'), weight: 2.4 },
      { key: 'pairs', label: t('report.column.pairs'), numeric: true, weight: 0.8 },
      { key: 'before', label: t('report.column.before'), numeric: true },
      { key: 'after', label: t('report.column.after'), numeric: true },
      { key: 'change', label: t('report.column.change'), numeric: true, weight: 1.5 },
      { key: 'interval', label: t('report.column.interval'), weight: 1.9 },
      { key: 'effect', label: t('report.column.effect'), numeric: true, weight: 0.8 },
      { key: 'better', label: t('report.column.better'), numeric: true, weight: 0.8 },
      { key: 'same', label: t('report.column.same'), numeric: true, weight: 0.8 },
      { key: 'worse', label: t('report.column.worse'), numeric: true, weight: 0.8 },
    ],
    rows: outcomes.map((one) => {
      const unit = unitOf(one.code)
      return [
        textCell(t('report.coded', { code: one.code, name: indicatorName(one.code, pen) })),
        countCell(one.n, pen),
        figureCell(one.before, unit, pen),
        figureCell(one.after, unit, pen),
        one.change === null
          ? textCell(t('report.fewPairs'))
          : {
              text: changeWords(one.change, unit, pen),
              value: one.change,
              format: unit,
              strong: true as const,
            },
        textCell(
          one.low === null || one.high === null
            ? t('words.none')
            : t('report.fromTo', {
                from: changeWords(one.low, unit, pen),
                to: changeWords(one.high, unit, pen),
              }),
        ),
        one.effect === null
          ? textCell(t('words.none'))
          : {
              text: formatNumber(one.effect, locale, { decimals: 2 }),
              value: one.effect,
              format: 'points' as const,
            },
        countCell(one.improved, pen),
        countCell(one.same, pen),
        countCell(one.worse, pen),
      ]
    }),
  }
}

/** What the community did, and what others counted: the latter never the programme's doing. */
export function communitySection(quarter: FrozenQuarter, pen: Pen): ReportSection | null {
  const { t } = pen
  if (quarter.community.length === 0) return null
  const table: ReportTable = {
    kind: 'table',
    id: 'community',
    title: t('report.table.community'),
    columns: [
      { key: 'code', label: t('report.column.code'), weight: 0.7 },
      { key: 'indicator', label: t('report.column.indicator'), weight: 3 },
      { key: 'actual', label: t('report.column.actual'), numeric: true },
      { key: 'counted', label: t('report.column.counted'), numeric: true, weight: 1.6 },
    ],
    rows: quarter.community.map((one) => [
      textCell(one.code),
      textCell(indicatorName(one.code, pen)),
      { ...figureCell(one.value, one.unit, pen), strong: true },
      textCell(
        one.denominator === null
          ? t('words.none')
          : t('words.of', {
              value: figureWords(one.numerator, 'count', pen),
              target: figureWords(one.denominator, 'count', pen),
            }),
      ),
    ]),
  }
  return { id: 'community', title: t('report.section.community'), blocks: [table] }
}

export function outsideSection(
  quarter: FrozenQuarter,
  day: (iso: string) => string,
  pen: Pen,
): ReportSection | null {
  const { t, locale } = pen
  if (quarter.outside.length === 0) return null
  const table: ReportTable = {
    kind: 'table',
    id: 'outside',
    title: t('report.table.outside'),
    columns: [
      { key: 'county', label: t('report.column.county'), weight: 1.2 },
      { key: 'title', label: t('report.column.title'), weight: 2.4 },
      { key: 'value', label: t('report.column.value'), numeric: true },
      { key: 'unit', label: t('report.column.unit') },
      { key: 'day', label: t('report.column.day'), weight: 1.2 },
      { key: 'source', label: t('report.column.source'), weight: 2 },
    ],
    rows: quarter.outside.map((one) => [
      textCell(isolate(countyName(quarter, one.county, pen))),
      textCell(isolate(locale === 'fa' ? one.titleFa : one.titleEn)),
      { text: formatNumber(one.value, locale), value: one.value, format: 'count' },
      textCell(isolate(one.unit)),
      textCell(day(one.day)),
      textCell(isolate(one.source)),
    ]),
  }
  return {
    id: 'outside',
    title: t('report.section.outside'),
    blocks: [{ kind: 'note', tone: 'warn', code: null, text: t('report.notOurs') }, table],
  }
}

function countyName(quarter: FrozenQuarter, code: string, { locale }: Pen): string {
  const found = quarter.figures.find(({ level, place }) => level === 'county' && place === code)
  return found ? (locale === 'fa' ? found.nameFa : found.nameEn) : code
}
