import { figureText } from '@/components/indicators/figure-text'
import type { MonthRow } from '@/components/indicators/monthly-panel'
import { monthName } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import { ChartPanel } from './chart-panel'
import { LateMonths, LateOutcomes, LateParts, LateTargets } from './late'

type Common = { t: Words; locale: Locale; title?: string }

/** A chart and its table to be placed on a page in one line; each takes ready figures and writes every word of them itself. */
export function MonthsPanel({ t, locale, title, months }: Common & { months: readonly MonthRow[] }) {
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

type Part = { name: string; value: number | null; shown: string }
type PartsProps = Common & {
  title: string
  /** What the parts are («شهرستان»), and what is counted. */
  part: string
  value: string
  rows: readonly Part[]
  /** 1 for shares: the axis then ends at all of it. */
  most?: number
}

/** The parts of a figure by county, age, education or whatever else; those without a value are in the table only. */
export function PartsPanel({ t, locale, title, part, value, rows, most }: PartsProps) {
  const drawn = rows.flatMap((row) =>
    row.value === null
      ? []
      : [
          {
            name: row.name,
            value: row.value,
            shown: row.shown,
            said: t('report.said.part', { name: row.name, value: row.shown }),
          },
        ],
  )
  return (
    <ChartPanel
      title={title}
      chart={drawn.length > 0 ? <LateParts locale={locale} label={title} rows={drawn} most={most} /> : null}
      table={{ caption: title, head: [part, value], rows: rows.map(({ name, shown }) => [name, shown]) }}
    />
  )
}

type Aimed = { name: string; share: number; value: string; target: string; under?: boolean }

/** Results against targets; `share` is the part of the target that is reached, `value` and `target` are written with their unit. */
export function TargetsPanel({
  t,
  locale,
  title,
  rows,
  below,
}: Common & { rows: readonly Aimed[]; below?: number }) {
  const label = title ?? t('report.picture.targets')
  const shown = (share: number) => formatPercent(share, locale, { decimals: 1 })
  return (
    <ChartPanel
      title={label}
      chart={
        <LateTargets
          locale={locale}
          label={label}
          whole={t('report.picture.whole')}
          {...(below === undefined
            ? {}
            : {
                threshold: {
                  share: below,
                  label: t('report.picture.threshold', { share: formatPercent(below, locale) }),
                },
              })}
          rows={rows.map(({ name, share, value, target, under = false }) => ({
            name,
            share,
            shown: shown(share),
            under,
            said: t(`report.said.${under ? 'under' : 'target'}`, {
              name,
              value,
              target,
              share: shown(share),
            }),
          }))}
        />
      }
      table={{
        caption: label,
        head: ['indicator', 'actual', 'target', 'share'].map((word) => t(`report.column.${word}`)),
        rows: rows.map(({ name, share, value, target }) => [name, value, target, shown(share)]),
      }}
    />
  )
}

type Paired = { name: string; n: number; before: number; after: number; low: number; high: number }

/** Means before and after in points of a hundred, and the interval of the change; the sentence about the control group goes with it. */
export function OutcomesPanel({ t, locale, title, rows }: Common & { rows: readonly Paired[] }) {
  const label = title ?? t('report.picture.outcomes')
  const points = (value: number, sign: 'auto' | 'always' = 'auto') =>
    formatNumber(value, locale, { decimals: 2, sign })
  const changeOf = ({ before, after }: Paired) => points(after - before, 'always')
  const rangeOf = ({ low, high }: Paired) =>
    t('report.fromTo', { from: points(low, 'always'), to: points(high, 'always') })
  return (
    <div className="grid gap-2">
      <ChartPanel
        title={label}
        chart={
          <LateOutcomes
            locale={locale}
            label={label}
            words={{
              before: t('report.column.before'),
              after: t('report.column.after'),
              interval: t('report.picture.interval'),
            }}
            rows={rows.map((row) => ({
              ...row,
              said: t('report.said.outcome', {
                name: row.name,
                before: points(row.before),
                after: points(row.after),
                change: changeOf(row),
                from: points(row.low, 'always'),
                to: points(row.high, 'always'),
              }),
            }))}
          />
        }
        table={{
          caption: label,
          head: ['indicator', 'pairs', 'before', 'after', 'change', 'interval'].map((word) =>
            t(`report.column.${word}`),
          ),
          rows: rows.map((row) => [
            row.name,
            formatNumber(row.n, locale),
            points(row.before),
            points(row.after),
            changeOf(row),
            rangeOf(row),
          ]),
        }}
      />
      <p className="text-sm text-ink-2">{t('report.caveat')}</p>
    </div>
  )
}
