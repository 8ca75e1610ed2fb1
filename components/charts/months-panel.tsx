import { figureText } from '@/components/indicators/figure-text'
import type { MonthRow } from '@/components/indicators/monthly-panel'
import { monthName } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { ChartPanel } from './chart-panel'
import { LateMonths } from './late'

type Props = { t: Words; locale: Locale; title?: string; months: readonly MonthRow[] }

/** A chart and its table to be placed on a page in one line; each takes ready figures and writes every word of them itself. */
export function MonthsPanel({ t, locale, title, months }: Props) {
  if (months.length === 0) return null
  const rows = months.map(({ year, month, sessions, heldMinutes, attendance }) => {
    const name = monthName(month, locale)
    const value = formatNumber(sessions, locale)
    const hours = figureText(heldMinutes, 'hours', t, locale)
    const share = figureText(attendance, 'share', t, locale)
    return {
      point: {
        name,
        value: sessions,
        shown: value,
        share: attendance,
        said: t('report.said.month', { name, value, hours, share }),
      },
      cells: [`${name} ${formatNumber(year, locale, { grouping: false })}`, value, hours, share],
    }
  })
  const label = t('report.desk.monthsLabel')
  return (
    <ChartPanel
      title={title ?? t('report.desk.months')}
      chart={
        <LateMonths
          locale={locale}
          label={label}
          months={rows.map(({ point }) => point)}
          valueName={t('report.desk.sessions')}
          shareName={t('report.desk.attendance')}
        />
      }
      table={{
        caption: label,
        head: ['month', 'sessions', 'hours', 'attendance'].map((word) => t(`report.desk.${word}`)),
        rows: rows.map(({ cells }) => cells),
      }}
    />
  )
}
