import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Cell, RowHead } from '@/components/ui/table'
import { type GroupRow, groupFacts } from '@/db/queries/hamyar/group-facts'
import { ruleSets } from '@/db/queries/hamyar/reference'
import { wayMarks } from '@/db/queries/hamyar/way-marks'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { shortfalls } from '@/lib/hamyar/compliance'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { requireHamyar } from '../allowed'
import { countyOf, days, tradeOf } from '../present'
import { HamyarTabs, hamyarBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.tabs.approvals') }
}

/** Groups found eligible that wait for the county's word or the province's, the longest first. */
export default async function ApprovalsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireHamyar(actor, 'review')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const waiting = await reading(scope, async (db) => {
    const groups = await groupFacts(db, scope, { state: 'ELIGIBLE', today: tehranDay(new Date()) })
    const sets = await ruleSets(db, scope)
    const rows: { group: GroupRow; level: 'COUNTY' | 'PROVINCE'; holds: boolean }[] = []
    for (const group of groups) {
      const { countyBy } = await wayMarks(db, scope, group.groupId)
      const set = sets.find(({ ruleSetId }) => ruleSetId === group.ruleSetId)!
      rows.push({
        group,
        level: countyBy === null ? 'COUNTY' : 'PROVINCE',
        holds: shortfalls(group, set).length === 0,
      })
    }
    return rows.sort((a, b) => b.group.sinceDays - a.group.sinceDays)
  })
  const base = hamyarBase(locale)
  const state = (level: 'COUNTY' | 'PROVINCE') => <Badge tone="late">{t(`hamyar.waitsFor.${level}`)}</Badge>
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('hamyar.tabs.approvals')}
        line={t('hamyar.waiting', { count: formatNumber(waiting.length, locale) })}
      />
      <HamyarTabs t={t} locale={locale} actor={actor} at="/approvals" />
      {waiting.length === 0 ? (
        <EmptyState title={t('hamyar.noneWaiting')}>{t('hamyar.noneWaitingLine')}</EmptyState>
      ) : (
        <CardTable
          caption={t('hamyar.tabs.approvals')}
          heads={['name', 'county', 'trade', 'members', 'waits', 'since'].map((head) =>
            t(`hamyar.column.${head}`),
          )}
          numeric={[t('hamyar.column.members'), t('hamyar.column.since')]}
          cards={waiting.map(({ group, level }) => ({
            key: group.groupId,
            href: `${base}/${group.groupId}#next`,
            title: group.nameFa,
            state: state(level),
            line: (
              <span className="text-sm text-ink-2">
                {countyOf(group, locale)} · {tradeOf(group, locale)} · {days(group.sinceDays, told)}
              </span>
            ),
          }))}
        >
          {waiting.map(({ group, level, holds }) => (
            <tr key={group.groupId}>
              <RowHead>
                <a href={`${base}/${group.groupId}#next`} className="font-semibold">
                  <bdi>{group.nameFa}</bdi>
                </a>{' '}
                {holds ? null : <Badge tone="broken">{t('hamyar.short')}</Badge>}
              </RowHead>
              <Cell>{countyOf(group, locale)}</Cell>
              <Cell>{tradeOf(group, locale)}</Cell>
              <Cell numeric>{formatNumber(group.members, locale)}</Cell>
              <Cell>{state(level)}</Cell>
              <Cell numeric>{days(group.sinceDays, told)}</Cell>
            </tr>
          ))}
        </CardTable>
      )}
    </div>
  )
}
