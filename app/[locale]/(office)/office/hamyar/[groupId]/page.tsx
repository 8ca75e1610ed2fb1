import type { Metadata } from 'next'
import { Compliance } from '@/components/hamyar/compliance'
import { FactsList } from '@/components/hamyar/facts-list'
import { MemberList } from '@/components/hamyar/member-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { groupHistory, membersOf } from '@/db/queries/hamyar/group-page'
import { ladderOf } from '@/db/queries/hamyar/ladder'
import { ruleSets, trades, workersFor } from '@/db/queries/hamyar/reference'
import { wayMarks } from '@/db/queries/hamyar/way-marks'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { shortfalls } from '@/lib/hamyar/compliance'
import { OPEN_STATES } from '@/lib/hamyar/kinds'
import { openingText } from '@/lib/hamyar/opening'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { foundGroup } from '../../../../_hamyar/found'
import { requireHamyar } from '../allowed'
import { conditionsOf, countyOf, days, setName, shortfallViews, stateTone, tradeOf } from '../present'
import { hamyarBase } from '../tabs'
import { HistoryCard } from './history-card'
import { LadderCard } from './ladder-card'
import { memberView } from './member-view'
import { ChangeCard, OtherActs, WayCard } from './way-card'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.group') }
}

/** One group: where it stands, what the next step asks, whether it complies, who is in it, and what happened. */
export default async function GroupPage({ params }: Props) {
  const { locale: asked, groupId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireHamyar(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const group = await foundGroup(actor, groupId)
  const today = tehranDay(new Date())
  const runs = actorCan(actor, 'run', group)
  const [members, history, sets, marks, known, workers, ladder] = await reading(scope, async (db) => [
    await membersOf(db, scope, groupId),
    await groupHistory(db, scope, { groupId, today }),
    await ruleSets(db, scope),
    await wayMarks(db, scope, groupId),
    await trades(db, scope),
    runs ? await workersFor(db, scope) : [],
    await ladderOf(db, scope, groupId),
  ])
  const own = sets.find(({ ruleSetId }) => ruleSetId === group.ruleSetId)!
  const enrols = actorCan(actor, 'enrol', group)
  const base = `${hamyarBase(locale)}/${groupId}`
  const open = OPEN_STATES.includes(group.state)
  const here = members.filter(({ leftOn }) => leftOn === null)
  const gone = members.filter(({ leftOn }) => leftOn !== null)
  const heads = ['member', 'category', 'age', 'joined', 'roles', 'facts'].map((head) =>
    t(`hamyar.column.${head}`),
  )
  const viewOf = memberView({ ...told, hrefOf: (id) => (enrols && open ? `${base}/members/${id}` : null) })
  return (
    <div className="grid gap-5">
      <PageHead
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            <bdi>{group.nameFa}</bdi>
            <Badge tone={stateTone(group.state)}>{t(`hamyar.state.${group.state}`)}</Badge>
          </span>
        }
        line={
          <>
            <bdi>{localDigits(group.code, locale)}</bdi> · {countyOf(group, locale)} ·{' '}
            {tradeOf(group, locale)} · {t('hamyar.since', { days: days(group.sinceDays, told) })}
          </>
        }
        actions={
          group.workerId === actor.userId ? (
            <>
              <LinkButton href={`/${locale}/desk/${groupId}`} look="primary">
                {t('hamyar-desk.title')}
              </LinkButton>
              <LinkButton href={`${base}/book`}>{t('hamyar.book.title')}</LinkButton>
            </>
          ) : null
        }
      />
      {history.breaches
        .filter(({ mendedOn }) => mendedOn === null)
        .map(({ line, mendBy, late }) => (
          <Notice
            key={line}
            kind={late ? 'error' : 'warn'}
            kindLabel={t(late ? 'words.kind.error' : 'words.kind.warn')}
          >
            {t(late ? 'hamyar.breachLate' : 'hamyar.breachOpen', {
              line: t(`hamyar.lineOf.${line}`),
              day: formatDay(mendBy, locale, 'long'),
            })}
          </Notice>
        ))}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="about" title={t('hamyar.about')}>
          <FactsList
            facts={[
              { label: t('hamyar.field.goal'), value: <bdi>{group.commonGoal ?? t('words.none')}</bdi> },
              { label: t('hamyar.field.activityKind'), value: t(`hamyar.activity.${group.activityKind}`) },
              {
                label: t('hamyar.field.worker'),
                value: group.worker ? (
                  <bdi>{group.workerName ?? t('hamyar.assigned')}</bdi>
                ) : (
                  t('hamyar.noWorker')
                ),
              },
              {
                label: t('hamyar.column.members'),
                value: t('hamyar.membersLine', {
                  count: formatNumber(group.members, locale),
                  literate: formatNumber(group.literate, locale),
                  covered: formatNumber(group.covered, locale),
                }),
              },
              {
                label: t('hamyar.field.employedCount'),
                value: t('hamyar.people', { count: formatNumber(group.employed, locale) }),
              },
              {
                label: t('hamyar.field.opening'),
                value: group.opening
                  ? openingText(group.opening, locale, t('hamyar.noYear'))
                  : t('words.none'),
              },
            ]}
          />
        </Card>
        <WayCard
          told={told}
          actor={actor}
          group={group}
          rules={own}
          marks={marks}
          today={today}
          back={base}
        />
      </div>
      <Card id="compliance" title={t('hamyar.compliance')}>
        <Compliance
          label={t('hamyar.compliance')}
          sets={[own, ...sets.filter((set) => set !== own)].map((set) => {
            const found = shortfalls(group, set)
            return {
              key: set.ruleSetId,
              name: setName(set, locale),
              conditions: conditionsOf(set, told),
              own: set === own ? t('hamyar.ownSet') : null,
              holds: found.length === 0,
              verdict: t(found.length === 0 ? 'hamyar.holds' : 'hamyar.short'),
              shortfalls: shortfallViews(found, told),
            }
          })}
        />
      </Card>
      <Card
        id="members"
        title={t('hamyar.column.members')}
        aside={enrols && open ? <a href={`${base}/members/new`}>{t('hamyar.join')}</a> : null}
      >
        {here.length === 0 ? (
          <p className="text-ink-2">{t('hamyar.noMembers')}</p>
        ) : (
          <MemberList caption={t('hamyar.column.members')} heads={heads} members={here.map(viewOf)} />
        )}
        {gone.length > 0 ? (
          <details className="mt-4">
            <summary className="min-h-touch py-2 font-semibold text-lapis">
              {t('hamyar.former', { count: formatNumber(gone.length, locale) })}
            </summary>
            <MemberList caption={t('hamyar.formerCaption')} heads={heads} members={gone.map(viewOf)} />
          </details>
        ) : null}
      </Card>
      <LadderCard told={told} actor={actor} group={group} ladder={ladder} today={today} back={base} />
      <HistoryCard told={told} history={history} />
      {enrols && open ? (
        <ChangeCard told={told} group={group} trades={known} workers={workers} back={base} />
      ) : null}
      <OtherActs told={told} actor={actor} group={group} back={base} />
    </div>
  )
}
