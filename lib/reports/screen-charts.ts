import type { FrozenQuarter } from '@/lib/indicators/quarter'
import { formatPercent } from '@/lib/shared/number'
import { changeWords, figureSaid, figureWords, indicatorName, type Pen } from './figure-cells'
import { ofRun, reached, reasonBelow, shortfalls } from './threshold'

type Said = { name: string; said: string }
/** A chart of the page, every text ready; by the id of the drawing it stands for. */
export type ReportChart =
  | {
      kind: 'targets'
      label: string
      rows: (Said & { share: number; shown: string; under: boolean })[]
      whole: string
      threshold: { share: number; label: string }
    }
  | { kind: 'counties'; label: string; rows: (Said & { value: number; shown: string })[] }
  | {
      kind: 'outcomes'
      label: string
      rows: (Said & { before: number; after: number; low: number; high: number })[]
      words: { before: string; after: string; interval: string }
    }

/** The pictures of a report as charts for the screen: the same figures, and a sentence for each point that is read aloud. */
export function screenCharts(quarter: FrozenQuarter, pen: Pen): ReportChart[] {
  return [targetsChart(quarter, pen), countiesChart(quarter, pen), outcomesChart(quarter, pen)].filter(
    (chart) => chart.rows.length > 0,
  )
}

function targetsChart(quarter: FrozenQuarter, pen: Pen): ReportChart {
  const { t, locale } = pen
  const below = reasonBelow(quarter)
  const under = new Set(shortfalls(quarter).map(({ code }) => code))
  return {
    kind: 'targets',
    label: t('report.picture.targets'),
    rows: ofRun(quarter).flatMap((figure) => {
      const share = reached(figure)
      if (share === null) return []
      const name = indicatorName(figure.code, pen)
      const shown = formatPercent(share, locale, { decimals: 1 })
      const value = figureSaid(figure.value, figure.unit, pen)
      const target = figureSaid(figure.target, figure.unit, pen)
      const said = t(`report.said.${under.has(figure.code) ? 'under' : 'target'}`, {
        name,
        value,
        target,
        share: shown,
      })
      return [{ name, said, share, shown, under: under.has(figure.code) }]
    }),
    whole: t('report.picture.whole'),
    threshold: {
      share: below,
      label: t('report.picture.threshold', { share: formatPercent(below, locale) }),
    },
  }
}

const COUNTY_BAR = 'R-11'

function countiesChart(quarter: FrozenQuarter, pen: Pen): ReportChart {
  const { t, locale } = pen
  const collator = new Intl.Collator(locale)
  const label = t('report.picture.counties', { name: indicatorName(COUNTY_BAR, pen) })
  const rows = quarter.figures
    .filter((figure) => figure.level === 'county' && figure.code === COUNTY_BAR && figure.value !== null)
    .map((figure) => {
      const name = locale === 'fa' ? figure.nameFa : figure.nameEn
      const shown = figureWords(figure.value, 'share', pen)
      return { name, value: figure.value!, shown, said: t('report.said.part', { name, value: shown }) }
    })
    .sort((one, other) => collator.compare(one.name, other.name))
  return { kind: 'counties', label, rows: rows.some(({ value }) => value > 0) ? rows : [] }
}

function outcomesChart(quarter: FrozenQuarter, pen: Pen): ReportChart {
  const { t } = pen
  const rows = quarter.outcomes.flatMap((one) => {
    const { before, after, change, low, high } = one
    if (before === null || after === null || change === null || low === null || high === null) return []
    const unit = one.code === 'O-02' ? ('share' as const) : ('points' as const)
    const scale = unit === 'share' ? 100 : 1
    const name = indicatorName(one.code, pen)
    const said = t('report.said.outcome', {
      name,
      before: figureWords(before, unit, pen),
      after: figureWords(after, unit, pen),
      change: changeWords(change, unit, pen),
      from: changeWords(low, unit, pen),
      to: changeWords(high, unit, pen),
    })
    return [
      { name, said, before: before * scale, after: after * scale, low: low * scale, high: high * scale },
    ]
  })
  return {
    kind: 'outcomes',
    label: t('report.picture.outcomes'),
    rows,
    words: {
      before: t('report.column.before'),
      after: t('report.column.after'),
      interval: t('report.picture.interval'),
    },
  }
}
