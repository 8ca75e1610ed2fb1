import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { FigureList } from '@/components/ui/figure-list'
import { Meter } from '@/components/ui/meter'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { agreementLines, events, reviewScores } from '@/db/queries/charities/agreements'
import { services } from '@/db/queries/charities/catalogue'
import { needDays, needLines } from '@/db/queries/charities/needs'
import { providerLines } from '@/db/queries/charities/providers'
import { charityRules } from '@/db/queries/charities/rules'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { dFigures, funnelOf, lacksOutcome } from '@/lib/charities/figures'
import { gapsOf } from '@/lib/charities/gaps'
import { SERVICE_DOMAINS, UNMET } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { ReleasesLink } from '../../programme-releases/allowed'
import { homeOf, requireCharities, worksWithCharities } from '../allowed'
import { countyOf, named } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'
import { figureViews } from './present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.tabs.figures') }
}

/** How far devolution has come: the figures, the way of needs, the counties, who waits and where nobody offers. */
export default async function CharityFiguresPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireCharities(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const { provinceId, counties, now } = await homeOf(actor, (await searchParams).province)
  const today = tehranDay(now)
  const found = await readingAnywhere(scope, async (db) => ({
    services: await services(db, scope, { provinceId }),
    providers: await providerLines(db, scope, { provinceId }),
    needs: await needLines(db, scope, { provinceId, now }),
    agreements: await agreementLines(db, scope, { provinceId }),
    reviews: await reviewScores(db, scope, { provinceId }),
    events: await events(db, scope, { provinceId }),
    days: await needDays(db, scope, { provinceId }),
    rules: await charityRules(db, scope, { provinceId, at: now }),
  }))
  const { needs, providers, agreements } = found
  const number = (n: number) => formatNumber(n, locale)
  const base = charitiesBase(locale)
  const funnel = funnelOf(found.days)
  const most = Math.max(1, ...funnel.map((step) => step.needs))
  const unmet = needs.filter(({ state }) => UNMET.includes(state)).sort((a, b) => b.sinceDays - a.sinceDays)
  const gaps = gapsOf(
    needs.map((one) => ({ ...one, people: one.verifiedCount ?? one.people })),
    providers,
  )
  const alerts = agreements.filter((one) =>
    lacksOutcome(one, { today, days: found.rules.OUTCOME_ALERT_DAYS }),
  )
  const serviceName = (id: string | null) =>
    found.services.find(({ serviceId }) => serviceId === id)?.titleFa ?? null
  const running = agreements.filter(({ state }) => state === 'ACTIVE')
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('charities.tabs.figures')}
        line={t('charities.asOf', { day: formatDay(today, locale, 'long') })}
        actions={<ReleasesLink t={t} locale={locale} actor={actor} programme="CHARITY" />}
      />
      <CharityTabs t={t} locale={locale} at="/figures" works={worksWithCharities(actor)} />
      <Card id="whole" title={t('charities.whole')}>
        <FigureList
          caption={t('charities.whole')}
          heads={[t('charities.field.figure'), t('charities.field.value'), t('charities.field.target')]}
          figures={figureViews(dFigures({ total: found.rules.SVC_TOTAL, ...found }), told)}
        />
      </Card>
      <Card id="funnel" title={t('charities.funnel')}>
        <Table caption={t('charities.funnel')} captionHidden label={t('charities.funnel')} dense>
          <thead>
            <tr>
              <HeadCell>{t('charities.field.step')}</HeadCell>
              <HeadCell numeric>{t('charities.field.needs')}</HeadCell>
              <HeadCell>{t('charities.field.share')}</HeadCell>
              <HeadCell numeric>{t('charities.field.median')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {funnel.map((one) => (
              <tr key={one.step}>
                <RowHead>{t(`charities.needState.${one.step}`)}</RowHead>
                <Cell numeric>{number(one.needs)}</Cell>
                <Cell>
                  <Meter
                    share={one.needs / most}
                    label={t('charities.reached', {
                      step: t(`charities.needState.${one.step}`),
                      count: number(one.needs),
                    })}
                  />
                </Cell>
                <Cell numeric>
                  {one.median === null ? t('words.none') : t('charities.days', { count: number(one.median) })}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <Card id="counties" title={t('charities.byCounty')}>
        <Table caption={t('charities.byCounty')} captionHidden label={t('charities.byCounty')} dense roomy>
          <thead>
            <tr>
              <HeadCell>{t('charities.field.county')}</HeadCell>
              <HeadCell numeric>{t('charities.field.activeProviders')}</HeadCell>
              <HeadCell numeric>{t('charities.field.activeAgreements')}</HeadCell>
              <HeadCell numeric>{t('charities.field.devolvedServices')}</HeadCell>
              <HeadCell numeric>{t('charities.field.waitingNeeds')}</HeadCell>
              <HeadCell>{t('charities.field.domains')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {counties.map((county) => {
              const here = <T extends { countyId: string }>(list: readonly T[]) =>
                list.filter(({ countyId }) => countyId === county.countyId)
              const domains = SERVICE_DOMAINS.filter((domain) =>
                here(running).some((one) => one.domain === domain),
              )
              return (
                <tr key={county.countyId}>
                  <RowHead>{named(county, locale)}</RowHead>
                  <Cell numeric>
                    {number(here(providers).filter(({ state }) => state === 'ACTIVE').length)}
                  </Cell>
                  <Cell numeric>{number(here(running).length)}</Cell>
                  <Cell numeric>{number(new Set(here(running).map(({ serviceId }) => serviceId)).size)}</Cell>
                  <Cell numeric>{number(here(unmet).length)}</Cell>
                  <Cell>
                    {domains.map((domain) => t(`charities.domain.${domain}`)).join(t('words.listComma')) ||
                      t('words.none')}
                  </Cell>
                </tr>
              )
            })}
          </tbody>
        </Table>
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="unmet" title={t('charities.unmet')}>
          {unmet.length === 0 ? (
            <p className="text-ink-2">{t('charities.noUnmet')}</p>
          ) : (
            <ul className="grid gap-1">
              {unmet.map((one) => (
                <li key={one.needId}>
                  <a href={`${base}/needs/${one.needId}`} className="inline-flex min-h-11 items-center">
                    <bdi>{one.titleFa}</bdi>
                  </a>{' '}
                  <span className="text-sm text-ink-2">
                    {countyOf(one, locale)} ·{' '}
                    {t('charities.people', { count: number((one.verifiedCount ?? one.people) - one.placed) })}{' '}
                    · {t('charities.waits', { count: number(one.sinceDays) })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card id="gaps" title={t('charities.gaps')}>
          {gaps.length === 0 ? (
            <p className="text-ink-2">{t('charities.noGaps')}</p>
          ) : (
            <ul className="grid gap-2">
              {gaps.map((gap) => (
                <li key={`${gap.countyId} ${gap.domain} ${gap.serviceId}`}>
                  {t('charities.gap', {
                    service: serviceName(gap.serviceId) ?? t(`charities.domain.${gap.domain}`),
                    county: named(counties.find(({ countyId }) => countyId === gap.countyId)!, locale),
                  })}{' '}
                  <span className="text-sm text-ink-2">
                    {t('charities.people', { count: number(gap.people) })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
      <Card id="alerts" title={t('charities.alerts')}>
        {alerts.length === 0 ? (
          <p className="text-ink-2">{t('charities.noAlerts')}</p>
        ) : (
          <>
            <p className="mb-2 text-sm text-ink-2">
              {t('charities.noOutcomeLine', { days: number(found.rules.OUTCOME_ALERT_DAYS) })}
            </p>
            <ul className="grid gap-x-6 sm:grid-cols-2">
              {alerts.map((one) => (
                <li key={one.agreementId}>
                  <a
                    href={`${base}/agreements/${one.agreementId}`}
                    className="inline-flex min-h-11 items-center"
                  >
                    <bdi>{one.serviceFa}</bdi>
                  </a>{' '}
                  <span className="text-sm text-ink-2">
                    <bdi>{one.providerFa}</bdi>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Card>
    </div>
  )
}
