import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { ListFilter } from '@/components/ui/list-filter'
import { PageHead } from '@/components/ui/page-head'
import { Cell, RowHead } from '@/components/ui/table'
import { type ProviderLine, providerLines } from '@/db/queries/charities/providers'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { isServiceDomain, PROVIDER_STATES, SERVICE_DOMAINS } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { filtersOf, type Query } from '@/lib/shared/pagination'
import { foldText } from '@/lib/shared/persian-text'
import { tehranDay } from '@/lib/shared/tehran'
import { listWords } from '../../list-words'
import { homeOf, requireCharities } from '../allowed'
import { countyOf, named, providerTone } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }
const FILTERS = ['q', 'county', 'domain', 'state', 'province'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.tabs.providers') }
}

/** The charities and organisations of a province, what they can take and until when they are licensed. */
export default async function ProvidersPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = filtersOf(await searchParams, FILTERS)
  const actor = await requireActor()
  requireCharities(actor)
  const scope = scopeOf(actor)
  const [t, { provinceId, counties }] = await Promise.all([wordsOf(locale), homeOf(actor, asked.province)])
  const all = await reading(scope, (db) => providerLines(db, scope, { provinceId }))
  const looked = asked.q ? foldText(asked.q) : null
  const found = all.filter(
    (one) =>
      (!asked.county || one.countyId === asked.county) &&
      (!isServiceDomain(asked.domain) || one.domains.includes(asked.domain)) &&
      (!asked.state || one.state === asked.state) &&
      (!looked ||
        foldText(one.nameFa).includes(looked) ||
        one.code.toLowerCase().includes(asked.q!.toLowerCase())),
  )
  const number = (n: number) => formatNumber(n, locale)
  const base = `${charitiesBase(locale)}/providers`
  const today = tehranDay(new Date())
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
          actorCanSomewhere(actor, 'devolve', 'CHARITY') ? (
            <LinkButton href={`${base}/new`} look="primary">
              {t('charities.newProvider')}
            </LinkButton>
          ) : null
        }
      />
      <CharityTabs t={t} locale={locale} at="/providers" />
      <ListFilter
        action={base}
        kept={asked.province ? { province: asked.province } : {}}
        search={{ label: t('charities.searchProvider'), value: asked.q }}
        choices={[
          {
            id: 'county',
            label: t('charities.field.county'),
            value: asked.county,
            options: counties.map((one) => ({ value: one.countyId, label: named(one, locale) })),
          },
          {
            id: 'domain',
            label: t('charities.field.domain'),
            value: asked.domain,
            options: SERVICE_DOMAINS.map((value) => ({ value, label: t(`charities.domain.${value}`) })),
          },
          {
            id: 'state',
            label: t('charities.field.state'),
            value: asked.state,
            options: PROVIDER_STATES.map((value) => ({
              value,
              label: t(`charities.providerState.${value}`),
            })),
          },
        ]}
        words={listWords(t)}
        clearHref={Object.keys(asked).length > 0 ? base : null}
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
