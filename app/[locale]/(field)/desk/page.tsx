import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { PhoneLabels } from '@/components/phone/phone-labels'
import { TakeAlong } from '@/components/phone/take-along'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { groupFacts } from '@/db/queries/hamyar/group-facts'
import { workFacts } from '@/db/queries/hamyar/work-facts'
import { rulesOf } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { dueOf } from '@/lib/hamyar/desk'
import { OPEN_STATES } from '@/lib/hamyar/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { dueViews } from '../../_hamyar/due-view'
import { deskItems, HamyarFrame } from '../../_hamyar/hamyar-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar-desk.title') }
}

/** The groups a social worker accompanies, and what is due in each: the longest first. */
export default async function DeskPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  if (!actorCanSomewhere(actor, 'record', 'HAMYAR')) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const now = new Date()
  const today = tehranDay(now)
  const [groups, work, rules] = await reading(scope, async (db) => [
    await groupFacts(db, scope, { today }),
    await workFacts(db, scope),
    await rulesOf(db, null, now),
  ])
  const mine = groups
    .filter(({ workerId, state }) => workerId === actor.userId && OPEN_STATES.includes(state))
    .map((group) => ({
      ...group,
      due: dueOf({ ...group, ...work.get(group.groupId)! }, rules, today),
    }))
    .sort((a, b) => (b.due[0]?.late ?? 0) - (a.due[0]?.late ?? 0))
  const words = await messagesOf(locale)
  return (
    <HamyarFrame t={t} locale={locale} actor={actor} items={deskItems(t, locale)}>
      <div className="grid gap-4">
        <PageHead
          title={t('hamyar-desk.title')}
          line={t('hamyar-desk.mine', { count: formatNumber(mine.length, locale) })}
        />
        {mine.length === 0 ? (
          <EmptyState title={t('hamyar-desk.noGroup')}>{t('hamyar-desk.noGroupLine')}</EmptyState>
        ) : (
          <ul aria-label={t('hamyar-desk.title')} className="grid gap-3">
            {mine.map((group) => (
              <li key={group.groupId} className="grid gap-1 rounded-lg border border-line bg-surface p-4">
                <a
                  href={`/${locale}/desk/${group.groupId}`}
                  className="inline-flex min-h-touch items-center text-lg font-semibold"
                >
                  <bdi>{group.nameFa}</bdi>
                </a>
                <span className="text-sm text-ink-2">
                  {locale === 'fa' ? group.tradeFa : group.tradeEn} ·{' '}
                  {t('hamyar.people', { count: formatNumber(group.members, locale) })} ·{' '}
                  {t(`hamyar.state.${group.state}`)}
                </span>
                {group.due.length > 0 ? (
                  <ul className="grid gap-1 text-sm">
                    {dueViews(group.due.slice(0, 3), t, locale).map(({ key, text }) => (
                      <li key={key}>
                        <Badge tone="late">{t('hamyar-desk.dueBadge')}</Badge> {text}
                      </li>
                    ))}
                  </ul>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        <TakeAlong owner={actor.userId} locale={locale} labels={words.phone as unknown as PhoneLabels} />
      </div>
    </HamyarFrame>
  )
}
