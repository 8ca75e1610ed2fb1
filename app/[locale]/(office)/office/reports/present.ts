import type { MonthPoint } from '@/components/charts/month-chart'
import type { ReasonLine } from '@/components/reports/reason-form'
import type { Tone } from '@/components/ui/badge'
import type { ReportLine, ReportSheet } from '@/db/queries/reports/quarter-report'
import type { MonthLine } from '@/db/queries/workshops/month-panel'
import { momentText } from '@/lib/access/present'
import { figureSaid, indicatorName } from '@/lib/reports/figure-cells'
import { quarterName } from '@/lib/reports/method-part'
import { shortfalls } from '@/lib/reports/threshold'
import { monthName } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'

export type ReportState = 'DRAFT' | 'READY' | 'SIGNED'
export const STATE_TONES: Record<ReportState, Tone> = { DRAFT: 'late', READY: 'hint', SIGNED: 'done' }

/** A report is ready once nothing but the signature is missing. */
export function reportState({
  signedAt,
  missing,
  state,
}: Pick<ReportLine, 'signedAt' | 'missing' | 'state'>): ReportState {
  if (signedAt !== null) return 'SIGNED'
  return missing === 0 && state === 'SIGNED' ? 'READY' : 'DRAFT'
}

export function lineTitle(
  line: Pick<ReportLine, 'kind' | 'year' | 'quarter'>,
  t: Words,
  locale: Locale,
): string {
  if (line.kind === 'FINAL') return t('report.title.FINAL')
  return t('report.title.QUARTER', { quarter: quarterName(line, { t, locale }) })
}

/** The figures that want a reason, each with the one that stands. */
export function reasonLines(sheet: ReportSheet, t: Words, locale: Locale): ReasonLine[] {
  const pen = { t, locale }
  return shortfalls(sheet.closed.quarter).map((figure) => {
    const given = sheet.reasons.find(({ code }) => code === figure.code)
    return {
      code: figure.code,
      label: t('report.desk.reasonOf', {
        name: indicatorName(figure.code, pen),
        value: figureSaid(figure.value, figure.unit, pen),
        target: figureSaid(figure.target, figure.unit, pen),
      }),
      reason: given?.reason ?? '',
      written: given
        ? t('report.desk.reasonBy', {
            by: isolate(given.by),
            at: momentText(Date.parse(given.at), locale),
          })
        : null,
    }
  })
}

/** The months of a run as a chart and as its table. */
export function monthView(lines: readonly MonthLine[], t: Words, locale: Locale) {
  const rows = lines.map(({ month, held, netMinutes, rows: marks, attended }) => {
    const name = monthName(month % 100, locale)
    const share = marks === 0 ? null : attended / marks
    const value = formatNumber(held, locale)
    const hours = formatHours(netMinutes, locale)
    const rate = share === null ? t('words.none') : formatPercent(share, locale, { decimals: 1 })
    const point: MonthPoint = {
      name,
      value: held,
      shown: value,
      share,
      said: t('report.said.month', { name, value, hours, share: rate }),
    }
    const year = formatNumber(Math.floor(month / 100), locale, { grouping: false })
    return { point, cells: [`${name} ${year}`, value, hours, rate] }
  })
  return {
    points: rows.map(({ point }) => point),
    table: {
      caption: t('report.desk.monthsLabel'),
      head: [
        t('report.desk.month'),
        t('report.desk.sessions'),
        t('report.desk.hours'),
        t('report.desk.attendance'),
      ],
      rows: rows.map(({ cells }) => cells),
    },
  }
}
