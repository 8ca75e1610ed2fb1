import { LateChart } from '@/components/charts/late-chart'
import { shownCounties } from '@/lib/releases/present'
import { formatDay, monthName } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { CountyTable } from './counties'
import { MonthTable } from './months'
import { OutcomeBands } from './outcome-bands'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** The same figures to play with: each chart beside the table it is drawn from. */
export function Explore({ t, locale, release }: ReleaseProps) {
  const months = release.months.map((month) => ({
    name: monthName(month.month, locale),
    first: month.sessions,
  }))
  const counties = shownCounties(release, locale).map((county) => ({
    name: county.shownName,
    first: county.sessionsHeld,
    second: county.sessionsPlanned,
  }))
  const source = t('public.explore.source', {
    number: formatNumber(release.number, locale),
    day: formatDay(release.asOfIso, locale, 'long'),
  })
  const waiting = t('public.explore.loading')
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('public.explore.title')}</h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('public.explore.line')}</p>
        <noscript>
          <p className="mt-2 text-ink-2">{t('public.explore.noscript')}</p>
        </noscript>
      </div>
      <Section id="by-county" title={t('public.explore.byCounty')}>
        <LateChart
          locale={locale}
          label={t('public.explore.byCounty')}
          data={counties}
          firstName={t('public.explore.held')}
          secondName={t('public.explore.planned')}
          waiting={waiting}
        />
        <p className="mb-6 text-sm text-ink-2">{source}</p>
        <CountyTable t={t} locale={locale} release={release} />
      </Section>
      <Section id="by-month" title={t('public.explore.byMonth')}>
        <div className="grid gap-x-14 gap-y-6 lg:grid-cols-[1.3fr_1fr]">
          <div>
            <LateChart
              locale={locale}
              label={t('public.explore.byMonth')}
              data={months}
              firstName={t('public.months.sessions')}
              waiting={waiting}
            />
            <p className="text-sm text-ink-2">{source}</p>
          </div>
          <MonthTable t={t} locale={locale} release={release} />
        </div>
      </Section>
      <Section id="results" title={t('released-outcomes.title')} line={t('released-outcomes.caveat')}>
        <OutcomeBands t={t} locale={locale} release={release} />
      </Section>
    </>
  )
}
