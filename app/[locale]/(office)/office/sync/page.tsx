import type { Metadata } from 'next'
import { chooseWord, decideWaiting, withdrawPhone } from '@/app/_actions/sync'
import { ContradictionCard } from '@/components/sync/contradiction-card'
import { DeviceList } from '@/components/sync/device-list'
import { HeldList } from '@/components/sync/held-list'
import { WaitingCard } from '@/components/sync/waiting-card'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { contradictions, devices, heldSheets, syncCounts, waitingGroups } from '@/db/queries/sync/office'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { contradictionOf, deviceOf, heldOf, waitingOf } from './sync-view'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('sync.title') }
}

export default async function SyncPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'review')
  const scope = scopeOf(actor)
  const [t, found] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => ({
      counts: await syncCounts(db, scope),
      waiting: await waitingGroups(db, scope),
      held: await heldSheets(db, scope),
      differing: await contradictions(db, scope),
      phones: await devices(db, scope),
    })),
  ])
  const say = { error: t('words.kind.error'), success: t('words.kind.success') }
  const word = (group: string, keys: string[]) =>
    Object.fromEntries(keys.map((key) => [key, t(`sync.${group}.${key}`)]))
  const nothing = found.waiting.length + found.differing.length + found.held.length === 0
  return (
    <div className="grid gap-6">
      <PageHead
        title={t('sync.title')}
        line={t('sync.line', {
          waiting: formatNumber(found.counts.waiting, locale),
          differing: formatNumber(found.differing.length, locale),
        })}
      />
      {nothing ? <EmptyState title={t('sync.empty')}>{t('sync.emptyLine')}</EmptyState> : null}
      {found.waiting.length > 0 ? (
        <section aria-labelledby="waiting" className="grid gap-3">
          <h2 id="waiting" className="text-lg">
            {t('sync.waiting.title')}
          </h2>
          <p className="max-w-[70ch] text-sm text-ink-2">{t('sync.waiting.line')}</p>
          {found.waiting.map((group) => (
            <WaitingCard
              key={group.ids[0]}
              {...waitingOf(group, t, locale)}
              action={decideWaiting}
              words={
                {
                  ...say,
                  ...word('waiting', ['show', 'apply', 'aside', 'reason', 'reasonHint', 'cannotApply']),
                } as React.ComponentProps<typeof WaitingCard>['words']
              }
            />
          ))}
        </section>
      ) : null}
      {found.differing.length > 0 ? (
        <section aria-labelledby="differing" className="grid gap-3">
          <h2 id="differing" className="text-lg">
            {t('sync.differs.title')}
          </h2>
          <p className="max-w-[70ch] text-sm text-ink-2">{t('sync.differs.line')}</p>
          {found.differing.map((one) => (
            <ContradictionCard
              key={`${one.sessionId} ${one.place}`}
              {...contradictionOf(one, t, locale)}
              action={chooseWord}
              words={{ ...say, stands: t('sync.differs.stands'), choose: t('sync.differs.choose') }}
            />
          ))}
        </section>
      ) : null}
      {found.held.length > 0 ? (
        <Card id="held" title={t('sync.held.title')} aside={t('sync.held.line')}>
          <HeldList sheets={found.held.map((sheet) => heldOf(sheet, t, locale))} />
        </Card>
      ) : null}
      <Card id="devices" title={t('sync.devices.title')} aside={t('sync.devices.line')}>
        {found.phones.length === 0 ? (
          <p className="text-ink-2">{t('sync.devices.none')}</p>
        ) : (
          <DeviceList
            devices={found.phones.map((device) => deviceOf(device, t, locale))}
            action={withdrawPhone}
            words={{
              ...say,
              withdraw: t('sync.devices.withdraw'),
              withdrawLine: t('sync.devices.withdrawLine'),
            }}
          />
        )}
      </Card>
    </div>
  )
}
