import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { eventsOf, planOf, ratingsOf, supportOf, vocationalOf } from '@/db/queries/hamyar/desk'
import { membersOf } from '@/db/queries/hamyar/group-page'
import { workFacts } from '@/db/queries/hamyar/work-facts'
import { rulesOf } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { dueOf } from '@/lib/hamyar/desk'
import { OPEN_STATES } from '@/lib/hamyar/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { tehranDay } from '@/lib/shared/tehran'
import { dueViews } from '../../../_hamyar/due-view'
import { foundGroup } from '../../../_hamyar/found'
import { deskItems, HamyarFrame } from '../../../_hamyar/hamyar-frame'
import { HeldCard } from './held-card'
import { MembersCard } from './members-card'
import { PlanCard } from './plan-card'
import { SupportCard } from './support-card'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar-desk.title') }
}

/** One group in its social worker's hand: what is due, what was held and who came, plan, support, and its members. */
export default async function GroupDeskPage({ params }: Props) {
  const { locale: asked, groupId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  const group = await foundGroup(actor, groupId)
  if (!actorCan(actor, 'record', group)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const now = new Date()
  const today = tehranDay(now)
  const found = await reading(scope, async (db) => ({
    members: await membersOf(db, scope, groupId, today),
    events: await eventsOf(db, scope, groupId),
    plan: await planOf(db, scope, groupId),
    support: await supportOf(db, scope, groupId),
    ratings: await ratingsOf(db, scope, groupId),
    papers: await vocationalOf(db, scope, groupId),
    work: (await workFacts(db, scope, { groupId })).get(groupId)!,
    rules: await rulesOf(db, null, now),
  }))
  const open = OPEN_STATES.includes(group.state)
  const due = open ? dueOf({ ...group, ...found.work }, found.rules, today) : []
  const here = found.members.filter(({ leftOn }) => leftOn === null)
  const back = `/${locale}/desk/${groupId}`
  const shared = { told: { t, locale }, groupId, members: here, today, back, open }
  return (
    <HamyarFrame t={t} locale={locale} actor={actor} items={deskItems(t, locale)}>
      <div className="grid gap-4">
        <PageHead
          title={<bdi>{group.nameFa}</bdi>}
          line={`${locale === 'fa' ? group.tradeFa : group.tradeEn} · ${t(`hamyar.state.${group.state}`)}`}
        />
        {dueViews(due, t, locale).map(({ key, text }) => (
          <Notice key={key} kind="warn" kindLabel={t('words.kind.warn')}>
            {text}
          </Notice>
        ))}
        <HeldCard {...shared} all={found.members} events={found.events} />
        <PlanCard {...shared} plan={found.plan} />
        <SupportCard {...shared} all={found.members} support={found.support} />
        <MembersCard {...shared} ratings={found.ratings} papers={found.papers} />
      </div>
    </HamyarFrame>
  )
}
