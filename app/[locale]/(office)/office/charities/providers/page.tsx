import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Cell, RowHead } from '@/components/ui/table'
import { type ProviderLine, providerLines } from '@/db/queries/charities/providers'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { PROVIDER_STATES } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import type { Query } from '@/lib/shared/pagination'
import { tehranDay } from '@/lib/shared/tehran'
import { homeOf, requireCharities, worksWithCharities } from '../allowed'
import { askedOf, CharityFilter, narrowed } from '../narrowed'
import { countyOf, providerTone } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.tabs.providers') }
}

/** The charities and organisations of a province, what they can take and until when they are licensed. */
export default async function ProvidersPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = askedOf(await searchParams)
  const actor = await requireActor()
  requireCharities(actor)
  const scope = scopeOf(actor)
  const [t, home] = await Promise.all([wordsOf(locale), homeOf(actor, asked.province)])
  const { provinceId, now } = home
  const all = await reading(scope, (db) => providerLines(db, scope, { provinceId }))
  const found = narrowed(all, asked, {
    domains: (one) => one.domains,
    words: (one) => `${one.nameFa} ${one.code}`,
  })
  const number = (n: number) => formatNumber(n, locale)
  const base = `${charitiesBase(locale)}/providers`
  const today = tehranDay(now)
  const licence = (one: ProviderLine) =>
    one.licenceUntil === null ? (
      t('words.none')
    ) : (
      <span className="inline-flex flex-wrap items-center gap-2">
        {formatDay(one.licenceUntil, locale, 'numeric')}
        {one.licenceUntil < today ? <Badge tone="broken">{t('charities.licenceOver')}</Badge> : null}
      </span>
    )
  const places = (one: ProviderLine) =>
    t('words.of', { value: number(one.taken), target: number(one.places) })
  const domains = (one: ProviderLine) =>
    one.domains.map((domain) => t(`charities.domain.${domain}`)).join(t('words.listComma'))
  const state = (one: ProviderLine) => (
    <Badge tone={providerTone(one.state)}>{t(`charities.providerState.${one.state}`)}</Badge>
  )
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('charities.tabs.providers')}
        line={t('charities.providersLine', {
          count: number(all.length),
          active: number(all.filter(({ state: stands }) => stands === 'ACTIVE').length),
        })}
        actions={
          worksWithCharities(actor) ? (
            <LinkButton href={`${base}/new`} look="primary">
              {t('charities.newProvider')}
            </LinkButton>
          ) : null
        }
      />
      <CharityTabs t={t} locale={locale} at="/providers" works={worksWithCharities(actor)} />
      <CharityFilter
        t={t}
        locale={locale}
        base={base}
        asked={asked}
        home={home}
        search={t('charities.searchProvider')}
        states={PROVIDER_STATES}
        stateWords="charities.providerState"
      />
      {found.length === 0 ? (
        <EmptyState title={t('charities.noProviders')}>{t('charities.noProvidersLine')}</EmptyState>
      ) : (
        <CardTable
          caption={t('charities.tabs.providers')}
          heads={['provider', 'county', 'domain', 'places', 'agreements', 'licenceUntil', 'state'].map(
            (head) => t(`charities.field.${head}`),
          )}
          numeric={[t('charities.field.places'), t('charities.field.agreements')]}
          cards={found.map((one) => ({
            key: one.providerId,
            href: `${base}/${one.providerId}`,
            title: one.nameFa,
            state: state(one),
            line: (
              <span className="text-sm text-ink-2">
                {countyOf(one, locale)} · {domains(one)} ·{' '}
                {t('charities.placesLine', { places: places(one) })}
              </span>
            ),
          }))}
        >
          {found.map((one) => (
            <tr key={one.providerId}>
              <RowHead>
                <a href={`${base}/${one.providerId}`} className="font-semibold">
                  <bdi>{one.nameFa}</bdi>
                </a>{' '}
                <bdi className="text-xs text-ink-3">{localDigits(one.code, locale)}</bdi>
              </RowHead>
              <Cell>{countyOf(one, locale)}</Cell>
              <Cell>{domains(one)}</Cell>
              <Cell numeric>{places(one)}</Cell>
              <Cell numeric>{number(one.agreements)}</Cell>
              <Cell>{licence(one)}</Cell>
              <Cell>{state(one)}</Cell>
            </tr>
          ))}
        </CardTable>
      )}
    </div>
  )
}
