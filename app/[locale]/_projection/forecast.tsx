import { ForecastCard, ForecastTable } from '@/components/projection/forecast-card'
import { Notice } from '@/components/ui/notice'
import type { CohortProjection } from '@/db/queries/projection/cohorts'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'

type Shown = { t: Words; locale: Locale }

const method = (t: Words) => ({
  title: t('projection.method'),
  lines: ['basis', 'range', 'limits', 'pace', 'minutes', 'target'].map((line) => t(`projection.${line}`)),
})

function numbersOf(one: CohortProjection, { locale }: Shown) {
  const number = (value: number) => formatNumber(value, locale, { maxDecimals: 1 })
  return {
    low: number(one.low),
    high: number(one.high),
    enrolled: number(one.enrolled),
    target: number(one.target),
    reached: number(one.reached),
    remaining: number(one.remaining),
    held: number(one.held),
    chance: formatPercent(one.probability, locale, { decimals: 0 }),
  }
}

/** «میان ۱۴ و ۱۷ نفر»; one number where both ends are the same. */
const rangeText = (one: CohortProjection, shown: Shown) =>
  shown.t(one.low === one.high ? 'projection.one' : 'projection.between', numbersOf(one, shown))

/** A group's projection on its own page; nothing where there is nothing to project. */
export function CohortForecast({ one, ...shown }: Shown & { one: CohortProjection | undefined }) {
  if (!one) return null
  const { t } = shown
  const numbers = numbersOf(one, shown)
  return (
    <ForecastCard
      title={t('projection.title')}
      lead={`${rangeText(one, shown)} ${t('projection.cohortLine', numbers)}`}
      alert={
        one.short ? (
          <Notice kind="warn" kindLabel={t('words.kind.warn')} title={t('projection.short')}>
            {t('projection.shortLine', numbers)}
          </Notice>
        ) : null
      }
      method={method(t)}
    />
  )
}

type RunProps = Shown & { list: CohortProjection[]; closed: boolean; hrefOf: (code: string) => string }

/** The projections of all groups under way, those that fall short first. */
export function RunForecast({ list, closed, hrefOf, ...shown }: RunProps) {
  const { t, locale } = shown
  const short = list.filter((one) => one.short)
  const rows = [...short, ...list.filter((one) => !one.short)]
  const number = (value: number) => formatNumber(value, locale, { maxDecimals: 1 })
  if (list.length === 0)
    return (
      <ForecastCard
        title={t('projection.title')}
        lead={t(closed ? 'projection.closed' : 'projection.tooEarly')}
        alert={null}
        method={method(t)}
      />
    )
  return (
    <ForecastCard
      title={t('projection.title')}
      lead={t('projection.line', { count: number(list.length) })}
      alert={
        short.length > 0 ? (
          <Notice
            kind="warn"
            kindLabel={t('words.kind.warn')}
            title={t('projection.shortCount', { count: number(short.length) })}
          >
            {t('projection.shortHint')}
          </Notice>
        ) : null
      }
      method={method(t)}
    >
      <ForecastTable
        words={{
          caption: t('projection.title'),
          place: t('projection.column.place'),
          range: t('projection.column.range'),
          expected: t('projection.column.expected'),
          target: t('projection.column.target'),
          left: t('projection.column.left'),
          state: t('projection.column.state'),
          short: t('projection.state.short'),
          onTrack: t('projection.state.open'),
        }}
        rows={rows.map((one) => ({
          key: one.cohortId,
          place: (locale === 'fa' ? [one.placeFa, one.countyFa] : [one.placeEn, one.countyEn]).join(
            t('words.listComma'),
          ),
          href: hrefOf(one.code),
          range: t(
            one.low === one.high ? 'projection.rangeOne' : 'projection.rangeCell',
            numbersOf(one, shown),
          ),
          expected: number(one.expected),
          target: t('words.of', { value: number(one.target), target: number(one.enrolled) }),
          left: number(one.remaining),
          short: one.short,
        }))}
      />
    </ForecastCard>
  )
}
