import { LateOutcomes, LateParts, LateTargets } from '@/components/charts/late'
import type { ReportChart } from '@/lib/reports/screen-charts'
import type { Locale } from '@/lib/shared/locale'

/** A picture of the report as a chart one can walk through; the table of the same figures follows it in the report. */
export function ReportChartView({ chart, locale }: { chart: ReportChart; locale: Locale }) {
  const common = { locale, label: chart.label }
  if (chart.kind === 'targets')
    return <LateTargets {...common} rows={chart.rows} whole={chart.whole} threshold={chart.threshold} />
  if (chart.kind === 'outcomes') return <LateOutcomes {...common} rows={chart.rows} words={chart.words} />
  return <LateParts {...common} rows={chart.rows} most={1} />
}
