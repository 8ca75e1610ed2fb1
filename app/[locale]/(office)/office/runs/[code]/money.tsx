import { Card } from '@/components/ui/card'
import { Meter } from '@/components/ui/meter'
import type { RunMoney } from '@/db/queries/programmes/budget'
import { standing } from '@/lib/programmes/budget'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'
import type { Setup } from './forms'

type Props = { all: Pick<Setup, 't' | 'locale' | 'run'>; money: RunMoney }

/** Credit and spending on the run's page, with the way to every line. */
export function Money({ all: { t, locale, run }, money }: Props) {
  return (
    <Card
      id="money"
      title={t('budget.title')}
      aside={<a href={`/${locale}/office/runs/${run.code}/budget`}>{t('budget.link')}</a>}
    >
      <MoneyFigures t={t} locale={locale} money={money} />
    </Card>
  )
}

/** Money spent beside hours delivered: two shares under each other. */
export function MoneyFigures({ t, locale, money }: { t: Words; locale: Locale; money: RunMoney }) {
  const { totals, delivered } = money
  const { left, share } = standing(totals)
  const rial = (amount: number) => t('budget.rial', { amount: formatNumber(amount, locale) })
  const physical = delivered.minutes / Math.max(1, delivered.targetMinutes)
  const percent = (value: number) => formatPercent(value, locale, { maxDecimals: 1 })
  return (
    <div className="grid gap-4">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {(
          [
            ['credit', totals.credit],
            ['spent', totals.spent],
            ['left', left],
          ] as const
        ).map(([key, amount]) => (
          <div key={key}>
            <dt className="text-sm text-ink-2">{t(`budget.${key}`)}</dt>
            <dd className="text-lg font-bold tabular-nums">
              <bdi>{rial(amount)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <dl className="grid max-w-2xl gap-3">
        <div>
          <dt className="text-sm">{t('budget.shareSpent')}</dt>
          <dd className="grid grid-cols-[minmax(4rem,1fr)_auto] items-center gap-3">
            <Meter
              share={share ?? 0}
              tone={share !== null && share > 1 ? 'late' : 'done'}
              label={share === null ? t('budget.noCredit') : percent(share)}
            />
            <span className="text-sm tabular-nums">
              {share === null ? t('budget.noCredit') : percent(share)}
            </span>
          </dd>
        </div>
        <div>
          <dt className="text-sm">{t('budget.delivered')}</dt>
          <dd className="grid grid-cols-[minmax(4rem,1fr)_auto] items-center gap-3">
            <Meter share={physical} label={percent(physical)} />
            <span className="text-sm tabular-nums">
              {t('budget.hours', {
                share: percent(physical),
                done: formatHours(delivered.minutes, locale),
                target: formatHours(delivered.targetMinutes, locale),
              })}
            </span>
          </dd>
        </div>
      </dl>
    </div>
  )
}
