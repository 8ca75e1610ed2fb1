import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FactsList } from '@/components/hamyar/facts-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { agreementLines } from '@/db/queries/charities/agreements'
import { services } from '@/db/queries/charities/catalogue'
import { offersOf } from '@/db/queries/charities/needs'
import { documentsOf } from '@/db/queries/charities/pledges'
import { assessmentsOf, placesOf, providerLines, stepsOf } from '@/db/queries/charities/providers'
import { charityClock } from '@/db/queries/charities/rules'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { offerStateOn } from '@/lib/charities/way'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { AgreementsCard } from '../../agreements-card'
import { requireCharities } from '../../allowed'
import { HistoryCard } from '../../history-card'
import { countyOf, offerTone, providerTone } from '../../present'
import { charitiesBase } from '../../tabs'
import { PapersCard } from './papers-card'
import { ChangeProvider, NameConsent, PlacesForm, ProviderSteps } from './provider-forms'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; providerId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.field.provider') }
}

/** One provider: its licence, what it can take, its agreements, what it was asked and what was found of it. */
export default async function ProviderPage({ params }: Props) {
  const { locale: asked, providerId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireCharities(actor)
  if (!isUuid(providerId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const found = await reading(scope, async (db) => {
    const [provider] = await providerLines(db, scope, { providerId })
    if (!provider) return null
    return {
      provider,
      places: await placesOf(db, scope, providerId),
      agreements: await agreementLines(db, scope, { providerId }),
      offers: await offersOf(db, scope, { providerId }),
      assessments: await assessmentsOf(db, scope, providerId),
      steps: await stepsOf(db, scope, providerId),
      catalogue: await services(db, scope, { provinceId: provider.provinceId }),
      papers: await documentsOf(db, scope, providerId),
      now: await charityClock(db, provider.provinceId, new Date()),
    }
  })
  if (!found) notFound()
  const { provider, places, agreements, offers, assessments } = found
  const number = (n: number) => formatNumber(n, locale)
  const base = charitiesBase(locale)
  const back = `${base}/providers/${providerId}`
  const today = tehranDay(found.now)
  const runs = actorCan(actor, 'devolve', provider)
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`${base}/providers`} className="inline-flex min-h-11 items-center">
          {t('charities.backToProviders')}
        </a>
      </p>
      <PageHead
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            <bdi>{provider.nameFa}</bdi>
            <Badge tone={providerTone(provider.state)}>
              {t(`charities.providerState.${provider.state}`)}
            </Badge>
          </span>
        }
        line={
          <>
            <bdi>{localDigits(provider.code, locale)}</bdi> · {countyOf(provider, locale)} ·{' '}
            {t(`charities.providerType.${provider.providerType}`)}
          </>
        }
        actions={
          runs && ['ACTIVE', 'ACCEPTED'].includes(provider.state) ? (
            <LinkButton href={`${base}/agreements/new?provider=${providerId}`}>
              {t('charities.newAgreement')}
            </LinkButton>
          ) : null
        }
      />
      {provider.licenceUntil !== null && provider.licenceUntil < today ? (
        <Notice kind="error" kindLabel={t('words.kind.error')}>
          {t('charities.licenceOverLine', { day: formatDay(provider.licenceUntil, locale, 'long') })}
        </Notice>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="about" title={t('charities.about')}>
          <FactsList
            facts={[
              {
                label: t('charities.field.domains'),
                value: provider.domains.map((one) => t(`charities.domain.${one}`)).join(t('words.listComma')),
              },
              {
                label: t('charities.field.licenceNo'),
                value: (
                  <bdi>
                    {[provider.licenceNo, provider.licenceIssuer].filter(Boolean).join(' · ') ||
                      t('words.none')}
                  </bdi>
                ),
              },
              {
                label: t('charities.field.licenceUntil'),
                value: provider.licenceUntil
                  ? formatDay(provider.licenceUntil, locale, 'long')
                  : t('words.none'),
              },
              {
                label: t('charities.field.contact'),
                value: <bdi>{provider.contact ?? t('words.none')}</bdi>,
              },
              ...assessments.map((one) => ({
                label: t('charities.assessedOn', { day: formatDay(one.day, locale, 'numeric') }),
                value: <bdi>{one.finding}</bdi>,
              })),
            ]}
          />
          {runs ? <ChangeProvider told={told} provider={provider} back={back} /> : null}
        </Card>
        {runs ? <ProviderSteps told={told} provider={provider} today={today} back={back} /> : null}
      </div>
      {runs ? <NameConsent told={told} provider={provider} back={back} /> : null}
      <Card id="places" title={t('charities.placesTitle')}>
        {places.length === 0 ? (
          <p className="mb-3 text-ink-2">{t('charities.noPlaces')}</p>
        ) : (
          <Table caption={t('charities.placesTitle')} captionHidden label={t('charities.placesTitle')} dense>
            <thead>
              <tr>
                <HeadCell>{t('charities.field.service')}</HeadCell>
                <HeadCell numeric>{t('charities.field.places')}</HeadCell>
                <HeadCell numeric>{t('charities.field.taken')}</HeadCell>
                <HeadCell numeric>{t('charities.field.free')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {places.map((one) => (
                <tr key={one.serviceId}>
                  <RowHead>
                    <bdi>{one.titleFa}</bdi>
                  </RowHead>
                  <Cell numeric>{number(one.places)}</Cell>
                  <Cell numeric>{number(one.taken)}</Cell>
                  <Cell numeric>{number(one.places - one.taken)}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {runs ? (
          <PlacesForm
            told={told}
            providerId={providerId}
            services={found.catalogue.filter(({ domain }) => provider.domains.includes(domain))}
            back={back}
          />
        ) : null}
      </Card>
      {runs ? <PapersCard told={told} providerId={providerId} papers={found.papers} back={back} /> : null}
      <AgreementsCard told={told} base={base} agreements={agreements} />
      {offers.length > 0 ? (
        <Card id="offers" title={t('charities.offers')}>
          <ul className="grid gap-1">
            {offers.map((one) => {
              const state = offerStateOn(one, today)
              return (
                <li key={one.offerId} className="flex flex-wrap items-center gap-x-3">
                  <a href={`${base}/needs/${one.needId}`} className="inline-flex min-h-11 items-center">
                    <bdi>{one.needFa}</bdi>
                  </a>
                  <Badge tone={offerTone(state)}>{t(`charities.offerState.${state}`)}</Badge>
                  <span className="text-sm text-ink-2">
                    {t('charities.people', { count: number(one.people) })}
                    {one.reason ? ` · ${one.reason}` : ''}
                  </span>
                </li>
              )
            })}
          </ul>
        </Card>
      ) : null}
      <HistoryCard told={told} steps={found.steps} states="providerState" />
    </div>
  )
}
