import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FactsList } from '@/components/hamyar/facts-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { agreementLines } from '@/db/queries/charities/agreements'
import { offersOf } from '@/db/queries/charities/needs'
import { placesOf, providerLines } from '@/db/queries/charities/providers'
import { charityClock } from '@/db/queries/charities/rules'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { DELIVERING } from '@/lib/charities/served'
import { offerStateOn } from '@/lib/charities/way'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { AgreementsCard } from '../agreements-card'
import { requireCharities } from '../allowed'
import { OfferAnswers } from '../offer-answers'
import { countyOf, offerTone, providerTone } from '../present'
import { charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.own') }
}

/** A charity's own desk: what it is asked to take on, and its agreements. It sees no people and no other charity. */
export default async function OwnPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireCharities(actor, 'deliver')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const unit = actor.grants.find(({ role }) => role === 'PROVIDER')?.scopeId
  const found = await reading(scope, async (db) => {
    const provider = (await providerLines(db, scope, {})).find(({ scopeId }) => scopeId === unit)
    if (!provider) return null
    const { providerId } = provider
    return {
      provider,
      offers: await offersOf(db, scope, { providerId }),
      agreements: await agreementLines(db, scope, { providerId }),
      places: await placesOf(db, scope, providerId),
      now: await charityClock(db, provider.provinceId, new Date()),
    }
  })
  if (!found) notFound()
  const { provider, offers, agreements, places } = found
  const number = (n: number) => formatNumber(n, locale)
  const today = tehranDay(found.now)
  const base = charitiesBase(locale)
  const open = offers.filter((one) => offerStateOn(one, today) === 'OFFERED')
  const past = offers.filter((one) => !open.includes(one))
  return (
    <div className="grid gap-5">
      <PageHead
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            <bdi>{provider.nameFa}</bdi>
            <Badge tone={providerTone(provider.state)}>
              {t(`charities.providerState.${provider.state}`)}
            </Badge>
          </span>
        }
        line={countyOf(provider, locale)}
        actions={
          agreements.some(({ state }) => DELIVERING.includes(state)) ? (
            <LinkButton href={`${base}/deliveries`}>{t('served.deliveries.title')}</LinkButton>
          ) : null
        }
      />
      <Card id="asked" title={t('charities.asked')}>
        {open.length === 0 ? (
          <p className="text-ink-2">{t('charities.nothingAsked')}</p>
        ) : (
          <ul className="grid gap-4">
            {open.map((one) => (
              <li key={one.offerId} className="grid gap-2 border-b border-line pb-4 last:border-0 last:pb-0">
                <p>
                  <bdi className="font-semibold">{one.needFa}</bdi>{' '}
                  <span className="text-sm text-ink-2">
                    <bdi>{one.serviceFa}</bdi> · {t('charities.people', { count: number(one.people) })} ·{' '}
                    {t('charities.answerBy', { day: formatDay(one.answerBy, locale, 'long') })}
                  </span>
                </p>
                <OfferAnswers told={told} offerId={one.offerId} back={`${base}/own`} own />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <AgreementsCard told={told} base={base} agreements={agreements} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="places" title={t('charities.placesTitle')}>
          <FactsList
            facts={places.map((one) => ({
              label: one.titleFa,
              value: t('words.of', { value: number(one.taken), target: number(one.places) }),
            }))}
          />
        </Card>
        {past.length > 0 ? (
          <Card id="answered" title={t('charities.answered')}>
            <ul className="grid gap-2">
              {past.map((one) => {
                const state = offerStateOn(one, today)
                return (
                  <li key={one.offerId} className="flex flex-wrap items-center gap-2">
                    <bdi>{one.needFa ?? one.serviceFa}</bdi>
                    <Badge tone={offerTone(state)}>{t(`charities.offerState.${state}`)}</Badge>
                    <span className="text-sm text-ink-2">
                      {t('charities.people', { count: number(one.people) })}
                    </span>
                  </li>
                )
              })}
            </ul>
          </Card>
        ) : null}
      </div>
    </div>
  )
}
