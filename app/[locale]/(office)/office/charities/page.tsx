import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Cell, RowHead } from '@/components/ui/table'
import { type NeedLine, needLines } from '@/db/queries/charities/needs'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { NEED_STATES } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { listAddress, pageOf, pagesOf, type Query } from '@/lib/shared/pagination'
import { SaveView } from '../../../_picture/save-view'
import { homeOf, requireCharities, worksWithCharities } from './allowed'
import { askedOf, CharityFilter, narrowed } from './narrowed'
import { countyOf, needTone } from './present'
import { CharityTabs, charitiesBase } from './tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }
const A_PAGE = 50

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.tabs.needs') }
}

/** The queue of needs: the urgent and the oldest first, with what became of their offers. */
export default async function NeedsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const query = await searchParams
  const asked = askedOf(query)
  const actor = await requireActor()
  requireCharities(actor)
  const scope = scopeOf(actor)
  const [t, home] = await Promise.all([wordsOf(locale), homeOf(actor, asked.province)])
  const { provinceId } = home
  const needs = await reading(scope, (db) => needLines(db, scope, { provinceId, now: home.now }))
  const number = (n: number) => formatNumber(n, locale)
  const found = narrowed(needs, asked, {
    domains: (one) => [one.domain],
    words: (one) => `${one.titleFa} ${one.code}`,
  })
  const page = pageOf(query)
  const base = charitiesBase(locale)
  const shown = found.slice((page - 1) * A_PAGE, page * A_PAGE)
  const state = (one: NeedLine) => (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={needTone(one.state)}>{t(`charities.needState.${one.state}`)}</Badge>
      {one.open > 0 ? <Badge tone="hint">{t('charities.waitsAnswer')}</Badge> : null}
      {one.state === 'PLANNED' && one.open === 0 && one.declined > 0 ? (
        <Badge tone="late">{t('charities.wasDeclined')}</Badge>
      ) : null}
    </span>
  )
  const people = (one: NeedLine) =>
    one.placed > 0
      ? t('words.of', { value: number(one.placed), target: number(one.verifiedCount ?? one.people) })
      : number(one.verifiedCount ?? one.people)
  const { q: _q, ...filters } = asked
  const filtered = Boolean(asked.q) || Object.keys(filters).some((key) => key !== 'province')
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('charities.title')}
        line={t('charities.needsLine', {
          count: number(needs.length),
          waiting: number(needs.filter(({ state }) => state === 'PLANNED').length),
        })}
        actions={
          worksWithCharities(actor) ? (
            <LinkButton href={`${base}/needs/new`} look="primary">
              {t('charities.newNeed')}
            </LinkButton>
          ) : null
        }
      />
      <CharityTabs t={t} locale={locale} at="" works={worksWithCharities(actor)} />
      <Card id="states" title={t('charities.whereNeedsStand')}>
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {NEED_STATES.map((one) => {
            const here = needs.filter((need) => need.state === one).length
            return (
              <li key={one} className="inline-flex min-h-11 items-center gap-2">
                {here > 0 ? (
                  <a href={listAddress(base, { ...filters, state: one })}>
                    {t(`charities.needState.${one}`)}
                  </a>
                ) : (
                  <span className="text-ink-2">{t(`charities.needState.${one}`)}</span>
                )}
                <span className="font-semibold tabular-nums">{number(here)}</span>
              </li>
            )
          })}
        </ul>
      </Card>
      <CharityFilter
        t={t}
        locale={locale}
        base={base}
        asked={asked}
        home={home}
        search={t('charities.searchNeed')}
        states={NEED_STATES}
        stateWords="charities.needState"
      />
      <SaveView told={{ t, locale }} list="needs" asked={asked} />
      {found.length === 0 ? (
        <EmptyState title={t('charities.noNeeds')}>
          {t(filtered ? 'charities.noneFiltered' : 'charities.noNeedsLine')}
        </EmptyState>
      ) : (
        <CardTable
          caption={t('charities.tabs.needs')}
          heads={['need', 'county', 'domain', 'people', 'priority', 'state', 'since'].map((head) =>
            t(`charities.field.${head}`),
          )}
          numeric={[t('charities.field.people'), t('charities.field.since')]}
          cards={shown.map((one) => ({
            key: one.needId,
            href: `${base}/needs/${one.needId}`,
            title: one.titleFa,
            state: state(one),
            line: (
              <span className="text-sm text-ink-2">
                {countyOf(one, locale)} · {t(`charities.domain.${one.domain}`)} ·{' '}
                {t('charities.people', { count: people(one) })} · {t(`charities.priority.${one.priority}`)}
              </span>
            ),
          }))}
        >
          {shown.map((one) => (
            <tr key={one.needId}>
              <RowHead>
                <a href={`${base}/needs/${one.needId}`} className="font-semibold">
                  <bdi>{one.titleFa}</bdi>
                </a>{' '}
                <bdi className="text-xs text-ink-3">{localDigits(one.code, locale)}</bdi>
                {one.isNew ? <span className="ms-2 text-xs text-lapis">{t('charities.isNew')}</span> : null}
              </RowHead>
              <Cell>{countyOf(one, locale)}</Cell>
              <Cell>{t(`charities.domain.${one.domain}`)}</Cell>
              <Cell numeric>{people(one)}</Cell>
              <Cell>{t(`charities.priority.${one.priority}`)}</Cell>
              <Cell>{state(one)}</Cell>
              <Cell numeric>{t('charities.days', { count: number(one.sinceDays) })}</Cell>
            </tr>
          ))}
        </CardTable>
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={pagesOf(found.length, A_PAGE)}
        hrefOf={(to) => listAddress(base, asked, to)}
      />
    </div>
  )
}
