import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Cell, RowHead } from '@/components/ui/table'
import { type AgreementLine, agreementLines } from '@/db/queries/charities/agreements'
import { charityRules } from '@/db/queries/charities/rules'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { lacksOutcome } from '@/lib/charities/figures'
import { AGREEMENT_STATES } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import type { Query } from '@/lib/shared/pagination'
import { tehranDay } from '@/lib/shared/tehran'
import { homeOf, requireCharities, worksWithCharities } from '../allowed'
import { askedOf, CharityFilter, narrowed } from '../narrowed'
import { agreementTone, countyOf } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.tabs.agreements') }
}

/** Services handed over, by whom, until when, and which of them led to nobody's work yet. */
export default async function AgreementsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = askedOf(await searchParams)
  const actor = await requireActor()
  requireCharities(actor)
  const scope = scopeOf(actor)
  const [t, home] = await Promise.all([wordsOf(locale), homeOf(actor, asked.province)])
  const { provinceId, now } = home
  const [all, rules] = await reading(scope, async (db) => [
    await agreementLines(db, scope, { provinceId }),
    await charityRules(db, scope, { provinceId, at: now }),
  ])
  const found = narrowed(all, asked, {
    domains: (one) => [one.domain],
    words: (one) => `${one.serviceFa} ${one.providerFa} ${one.code}`,
  })
  const number = (n: number) => formatNumber(n, locale)
  const base = `${charitiesBase(locale)}/agreements`
  const alert = { today: tehranDay(now), days: rules.OUTCOME_ALERT_DAYS }
  const state = (one: AgreementLine) => (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={agreementTone(one.state)}>{t(`charities.agreementState.${one.state}`)}</Badge>
      {lacksOutcome(one, alert) ? <Badge tone="late">{t('charities.noOutcome')}</Badge> : null}
    </span>
  )
  const span = (one: AgreementLine) =>
    `${formatDay(one.startsOn, locale, 'numeric')} – ${formatDay(one.endsOn, locale, 'numeric')}`
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('charities.tabs.agreements')}
        line={t('charities.agreementsLine', {
          count: number(all.length),
          active: number(all.filter(({ state: stands }) => stands === 'ACTIVE').length),
        })}
        actions={
          worksWithCharities(actor) ? (
            <>
              <LinkButton href={`${charitiesBase(locale)}/deliveries`}>
                {t('served.deliveries.title')}
              </LinkButton>
              <LinkButton href={`${base}/new`} look="primary">
                {t('charities.newAgreement')}
              </LinkButton>
            </>
          ) : null
        }
      />
      <CharityTabs t={t} locale={locale} at="/agreements" works={worksWithCharities(actor)} />
      <CharityFilter
        t={t}
        locale={locale}
        base={base}
        asked={asked}
        home={home}
        search={t('charities.searchAgreement')}
        states={AGREEMENT_STATES}
        stateWords="charities.agreementState"
      />
      {found.length === 0 ? (
        <EmptyState title={t('charities.noAgreements')}>{t('charities.noAgreementsLine')}</EmptyState>
      ) : (
        <CardTable
          caption={t('charities.tabs.agreements')}
          heads={['service', 'provider', 'county', 'span', 'capacity', 'served', 'outcomes', 'state'].map(
            (head) => t(`charities.field.${head}`),
          )}
          numeric={['capacity', 'served', 'outcomes'].map((head) => t(`charities.field.${head}`))}
          cards={found.map((one) => ({
            key: one.agreementId,
            href: `${base}/${one.agreementId}`,
            title: one.serviceFa,
            state: state(one),
            line: (
              <span className="text-sm text-ink-2">
                <bdi>{one.providerFa}</bdi> · {countyOf(one, locale)} · {span(one)}
              </span>
            ),
          }))}
        >
          {found.map((one) => (
            <tr key={one.agreementId}>
              <RowHead>
                <a href={`${base}/${one.agreementId}`} className="font-semibold">
                  <bdi>{one.serviceFa}</bdi>
                </a>{' '}
                <bdi className="text-xs text-ink-3">{localDigits(one.code, locale)}</bdi>
              </RowHead>
              <Cell>
                <bdi>{one.providerFa}</bdi>
              </Cell>
              <Cell>{countyOf(one, locale)}</Cell>
              <Cell className="whitespace-nowrap">{span(one)}</Cell>
              <Cell numeric>{number(one.capacity)}</Cell>
              <Cell numeric>{one.served === null ? t('words.none') : number(one.served)}</Cell>
              <Cell numeric>{number(one.outcomes)}</Cell>
              <Cell>{state(one)}</Cell>
            </tr>
          ))}
        </CardTable>
      )}
    </div>
  )
}
