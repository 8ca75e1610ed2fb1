import type { FrozenQuarter, QuarterFigure } from '@/lib/indicators/quarter'
import { formatPercent } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { ReportBlock, ReportCell, ReportSection, ReportTable } from './document'
import { figureCell, figureSaid, figureWords, indicatorName, type Pen, textCell } from './figure-cells'
import { barPicture } from './pictures'
import { missingReasons, ofRun, type ReportReason, reached, reasonBelow, shortfalls } from './threshold'

/** How far the run has come, in two sentences, a picture and its table; then the figures nobody has set a target for. */
export function targetsSection(quarter: FrozenQuarter, pen: Pen): ReportSection {
  const aimed = ofRun(quarter).filter((figure) => reached(figure) !== null)
  const others = ofRun(quarter).filter((figure) => reached(figure) === null)
  const blocks: ReportBlock[] = [{ kind: 'text', text: leadOf(quarter, aimed, pen) }]
  if (aimed.length > 0) {
    blocks.push({ kind: 'chart', drawing: targetPicture(quarter, aimed, pen) })
    blocks.push(targetTable(quarter, aimed, pen))
  }
  if (others.length > 0) blocks.push(othersTable(others, pen))
  return { id: 'targets', title: pen.t('report.section.targets'), blocks }
}

function leadOf(quarter: FrozenQuarter, aimed: readonly QuarterFigure[], { t, locale }: Pen): string {
  if (aimed.length === 0) return t('report.leadNoTargets')
  const under = shortfalls(quarter).length
  const numbers = {
    all: number(aimed.length, locale),
    met: number(aimed.length - under, locale),
    under: number(under, locale),
    below: formatPercent(reasonBelow(quarter), locale),
  }
  return under === 0 ? t('report.leadMet', numbers) : t('report.lead', numbers)
}

function targetPicture(quarter: FrozenQuarter, aimed: readonly QuarterFigure[], pen: Pen) {
  const { t, locale } = pen
  const below = reasonBelow(quarter)
  const under = new Set(shortfalls(quarter).map(({ code }) => code))
  const rows = aimed.map((figure) => {
    const share = reached(figure)!
    return {
      name: indicatorName(figure.code, pen),
      share,
      shown: formatPercent(share, locale, { decimals: 1 }),
      under: under.has(figure.code),
    }
  })
  const list = rows.map(({ name, shown }) => `${name} ${shown}`).join(t('words.listComma'))
  return barPicture(
    {
      id: 'targets',
      title: t('report.picture.targets'),
      alt: t('report.picture.targetsAlt', { list }),
      locale,
    },
    rows,
    {
      whole: t('report.picture.whole'),
      threshold: {
        share: below,
        label: t('report.picture.threshold', { share: formatPercent(below, locale) }),
      },
    },
  )
}

function targetTable(quarter: FrozenQuarter, aimed: readonly QuarterFigure[], pen: Pen): ReportTable {
  const { t, locale } = pen
  const under = new Set(shortfalls(quarter).map(({ code }) => code))
  const state = (figure: QuarterFigure) => {
    if (under.has(figure.code)) return t('report.state.under')
    return reached(figure)! >= 1 ? t('report.state.reached') : t('report.state.near')
  }
  return {
    kind: 'table',
    id: 'targets',
    title: t('report.table.targets'),
    columns: [
      { key: 'code', label: t('report.column.code'), weight: 0.7 },
      { key: 'indicator', label: t('report.column.indicator'), weight: 2.6 },
      { key: 'target', label: t('report.column.target'), numeric: true },
      { key: 'actual', label: t('report.column.actual'), numeric: true },
      { key: 'share', label: t('report.column.share'), numeric: true },
      { key: 'inQuarter', label: t('report.column.inQuarter'), numeric: true },
      { key: 'state', label: t('report.column.state'), weight: 1.2 },
    ],
    rows: aimed.map((figure) => [
      textCell(figure.code),
      textCell(unitName(figure, pen)),
      figureCell(figure.target, figure.unit, pen),
      { ...figureCell(figure.value, figure.unit, pen), strong: true },
      shareCell(reached(figure)!, locale),
      figureCell(figure.inQuarter?.value ?? null, figure.unit, pen),
      textCell(state(figure)),
    ]),
  }
}

function othersTable(others: readonly QuarterFigure[], pen: Pen): ReportTable {
  const { t } = pen
  return {
    kind: 'table',
    id: 'others',
    title: t('report.table.others'),
    columns: [
      { key: 'code', label: t('report.column.code'), weight: 0.7 },
      { key: 'indicator', label: t('report.column.indicator'), weight: 3 },
      { key: 'actual', label: t('report.column.actual'), numeric: true },
      { key: 'counted', label: t('report.column.counted'), numeric: true, weight: 1.6 },
      { key: 'inQuarter', label: t('report.column.inQuarter'), numeric: true },
    ],
    rows: others.map((figure) => [
      textCell(figure.code),
      textCell(unitName(figure, pen)),
      { ...figureCell(figure.value, figure.unit, pen), strong: true },
      textCell(countedOf(figure, pen)),
      figureCell(figure.inQuarter?.value ?? null, figure.unit, pen),
    ]),
  }
}

/** Numerator of denominator, in the unit people know; where there is nothing to divide by, nothing. */
function countedOf({ unit, numerator, denominator }: QuarterFigure, pen: Pen): string {
  if (denominator === null) return pen.t('words.none')
  const part = unit === 'hours' ? figureWords(numerator / 60, 'hours', pen) : plain(numerator, pen)
  return pen.t('words.of', { value: part, target: plain(denominator, pen) })
}

const plain = (value: number, pen: Pen) => figureWords(Math.round(value * 100) / 100, 'count', pen)
const number = (value: number, locale: Pen['locale']) => figureWords(value, 'count', { locale } as Pen)
const shareCell = (share: number, locale: Pen['locale']): ReportCell => ({
  text: formatPercent(share, locale, { decimals: 1 }),
  value: share,
  format: 'share',
})

function unitName({ code, unit }: QuarterFigure, pen: Pen): string {
  const name = indicatorName(code, pen)
  return unit === 'hours' || unit === 'points'
    ? pen.t('report.named', { name, unit: pen.t(`report.in.${unit}`) })
    : name
}

/** What stands under its threshold, with the reason somebody wrote, or that nobody has. */
export function reasonsSection(
  quarter: FrozenQuarter,
  reasons: readonly ReportReason[],
  day: (iso: string) => string,
  pen: Pen,
): ReportSection {
  const { t } = pen
  const missing = missingReasons(quarter, reasons)
  const under = shortfalls(quarter)
  const blocks: ReportBlock[] = []
  if (missing.length > 0)
    blocks.push({
      kind: 'note',
      tone: 'warn',
      code: 'E-RPT-01',
      text: t('errors.E-RPT-01', { n: figureWords(missing.length, 'count', pen) }),
    })
  if (under.length === 0) blocks.push({ kind: 'text', text: t('report.noReasons') })
  else
    blocks.push({
      kind: 'table',
      id: 'reasons',
      title: t('report.table.reasons'),
      columns: [
        { key: 'indicator', label: t('report.column.indicator'), weight: 2 },
        { key: 'reached', label: t('report.column.reached'), weight: 1.4 },
        { key: 'reason', label: t('report.column.reason'), weight: 4 },
        { key: 'writtenBy', label: t('report.column.writtenBy'), weight: 1.6 },
      ],
      rows: under.map((figure) => {
        const found = reasons.find(({ code }) => code === figure.code)
        return [
          textCell(t('report.coded', { code: figure.code, name: indicatorName(figure.code, pen) })),
          textCell(
            t('words.of', {
              value: figureSaid(figure.value, figure.unit, pen),
              target: figureSaid(figure.target, figure.unit, pen),
            }),
          ),
          textCell(found ? isolate(found.reason) : t('report.missing')),
          textCell(found ? `${isolate(found.by)}${t('words.listComma')}${day(found.at)}` : t('words.none')),
        ]
      }),
    })
  return { id: 'reasons', title: t('report.section.reasons'), blocks }
}
