import type { Metadata } from 'next'
import { Pipeline } from '@/components/hamyar/pipeline'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { ListFilter } from '@/components/ui/list-filter'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Cell, RowHead } from '@/components/ui/table'
import { type GroupRow, groupFacts } from '@/db/queries/hamyar/group-facts'
import { hamyarCounties, ruleSets, trades } from '@/db/queries/hamyar/reference'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { shortfalls } from '@/lib/hamyar/compliance'
import { GROUP_STATES, isGroupState } from '@/lib/hamyar/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { filtersOf, listAddress, pageOf, pagesOf, type Query } from '@/lib/shared/pagination'
import { foldText } from '@/lib/shared/persian-text'
import { tehranDay } from '@/lib/shared/tehran'
import { SaveView } from '../../../_picture/save-view'
import { listWords } from '../list-words'
import { requireHamyar } from './allowed'
import { countyOf, days, named, stateTone, tradeOf } from './present'
import { HamyarTabs, hamyarBase } from './tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }
const FILTERS = ['q', 'county', 'trade', 'set', 'state', 'short'] as const
const A_PAGE = 50

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.title') }
}

/** The groups the reader may see: where they stand on their way, and a list to look into. */
export default async function HamyarPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const query = await searchParams
  const actor = await requireActor()
  requireHamyar(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const asked = filtersOf(query, FILTERS)
  const [groups, counties, sets, known] = await reading(scope, async (db) => [
    await groupFacts(db, scope, { today: tehranDay(new Date()) }),
    await hamyarCounties(db, scope),
    await ruleSets(db, scope),
    await trades(db, scope),
  ])
  const short = new Set(
    groups
      .filter((one) => {
        const set = sets.find(({ ruleSetId }) => ruleSetId === one.ruleSetId)
        return set && shortfalls(one, set).length > 0
      })
      .map(({ groupId }) => groupId),
  )
  const looked = asked.q ? foldText(asked.q) : null
  const found = groups.filter(
    (one) =>
      (!asked.county || one.countyId === asked.county) &&
      (!asked.trade || one.tradeId === asked.trade) &&
      (!asked.set || one.ruleSetId === asked.set) &&
      (!asked.state || one.state === asked.state) &&
      (!asked.short || short.has(one.groupId) === (asked.short === 'yes')) &&
      (!looked ||
        foldText(one.nameFa).includes(looked) ||
        one.code.toLowerCase().includes(asked.q!.toLowerCase())),
  )
  const page = pageOf(query)
  const base = hamyarBase(locale)
  const number = (n: number) => formatNumber(n, locale)
  const state = (one: GroupRow) => (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={stateTone(one.state)}>{t(`hamyar.state.${one.state}`)}</Badge>
      {one.breaches > 0 ? <Badge tone="broken">{t('hamyar.breach')}</Badge> : null}
      {one.breaches === 0 && short.has(one.groupId) ? <Badge tone="late">{t('hamyar.short')}</Badge> : null}
    </span>
  )
  const shown = found.slice((page - 1) * A_PAGE, page * A_PAGE)
  const filtered = Object.keys(asked).length > 0
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('hamyar.title')}
        line={t('hamyar.line', {
          groups: number(groups.length),
          members: number(groups.reduce((all, { members }) => all + members, 0)),
        })}
        actions={
          actorCanSomewhere(actor, 'enrol', 'HAMYAR') ? (
            <LinkButton href={`${base}/new`} look="primary">
              {t('hamyar.new')}
            </LinkButton>
          ) : null
        }
      />
      <HamyarTabs t={t} locale={locale} actor={actor} at="" />
      <Card id="pipeline" title={t('hamyar.pipeline')}>
        <Pipeline
          caption={t('hamyar.pipeline')}
          heads={[
            t('hamyar.column.state'),
            t('hamyar.column.groups'),
            t('hamyar.column.oldest'),
            t('hamyar.column.breaches'),
          ]}
          rows={GROUP_STATES.map((one) => {
            const here = groups.filter((group) => group.state === one)
            return {
              key: one,
              state: t(`hamyar.state.${one}`),
              href: here.length > 0 ? listAddress(base, { state: one }) : null,
              count: number(here.length),
              oldest:
                here.length > 0
                  ? days(Math.max(...here.map(({ sinceDays }) => sinceDays)), told)
                  : t('words.none'),
              late: number(here.filter(({ breaches }) => breaches > 0).length),
            }
          })}
        />
      </Card>
      <ListFilter
        action={base}
        kept={{}}
        search={{ label: t('hamyar.search'), value: asked.q }}
        choices={[
          {
            id: 'county',
            label: t('hamyar.column.county'),
            value: asked.county,
            options: counties.map((one) => ({ value: one.countyId, label: named(one, locale) })),
          },
          {
            id: 'trade',
            label: t('hamyar.column.trade'),
            value: asked.trade,
            options: known.map((one) => ({ value: one.tradeId, label: named(one, locale) })),
          },
          {
            id: 'state',
            label: t('hamyar.column.state'),
            value: isGroupState(asked.state) ? asked.state : undefined,
            options: GROUP_STATES.map((one) => ({ value: one, label: t(`hamyar.state.${one}`) })),
          },
          {
            id: 'set',
            label: t('hamyar.column.ruleSet'),
            value: asked.set,
            options: sets.map((one) => ({ value: one.ruleSetId, label: one.code })),
          },
          {
            id: 'short',
            label: t('hamyar.column.complies'),
            value: asked.short,
            options: [
              { value: 'no', label: t('hamyar.holds') },
              { value: 'yes', label: t('hamyar.short') },
            ],
          },
        ]}
        words={listWords(t)}
        clearHref={filtered ? base : null}
      />
      <SaveView told={told} list="hamyar" asked={asked} />
      {found.length === 0 ? (
        <EmptyState title={t('hamyar.none')}>
          {filtered ? t('hamyar.noneFiltered') : t('hamyar.noneLine')}
        </EmptyState>
      ) : (
        <CardTable
          caption={t('hamyar.list', { count: number(found.length) })}
          heads={['name', 'county', 'trade', 'members', 'ruleSet', 'state', 'since'].map((head) =>
            t(`hamyar.column.${head}`),
          )}
          numeric={[t('hamyar.column.members'), t('hamyar.column.since')]}
          cards={shown.map((one) => ({
            key: one.groupId,
            href: `${base}/${one.groupId}`,
            title: one.nameFa,
            state: state(one),
            line: (
              <span className="text-sm text-ink-2">
                <bdi>{localDigits(one.code, locale)}</bdi> · {countyOf(one, locale)} · {tradeOf(one, locale)}{' '}
                · {t('hamyar.people', { count: number(one.members) })} · {days(one.sinceDays, told)}
              </span>
            ),
          }))}
        >
          {shown.map((one) => (
            <tr key={one.groupId}>
              <RowHead>
                <a href={`${base}/${one.groupId}`} className="font-semibold">
                  <bdi>{one.nameFa}</bdi>
                </a>{' '}
                <bdi className="text-xs text-ink-3">{localDigits(one.code, locale)}</bdi>
              </RowHead>
              <Cell>{countyOf(one, locale)}</Cell>
              <Cell>{tradeOf(one, locale)}</Cell>
              <Cell numeric>{number(one.members)}</Cell>
              <Cell>
                <bdi>{one.ruleSetCode}</bdi>
              </Cell>
              <Cell>{state(one)}</Cell>
              <Cell numeric>{days(one.sinceDays, told)}</Cell>
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
