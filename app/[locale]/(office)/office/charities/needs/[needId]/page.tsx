import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FactsList } from '@/components/hamyar/facts-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { agreementLines } from '@/db/queries/charities/agreements'
import { candidatesFor } from '@/db/queries/charities/candidates'
import { meetings, needLines, offersOf, promisesOf } from '@/db/queries/charities/needs'
import { needPeople, pledges } from '@/db/queries/charities/pledges'
import { providerLines, stepsOf } from '@/db/queries/charities/providers'
import { reading } from '@/db/transaction'
import { actorCan, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { RUNNING_AGREEMENTS } from '@/lib/charities/kinds'
import { rankCandidates } from '@/lib/charities/match'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay, jalaliMonthKey } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { requireCharities } from '../../allowed'
import { HistoryCard } from '../../history-card'
import { countyOf, needTone } from '../../present'
import { charitiesBase } from '../../tabs'
import { MatchCard } from './match-card'
import { NeedSteps } from './need-steps'
import { OffersCard } from './offers-card'
import { PeopleCard } from './people-card'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; needId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.field.need') }
}

/** One need: what it asks, who could meet it and why, who was asked and what they said. */
export default async function NeedPage({ params }: Props) {
  const { locale: asked, needId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireCharities(actor)
  if (!isUuid(needId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  // Whom it concerns is for who sees people of the register besides; everybody else has the number.
  const links = actorCanSomewhere(actor, 'people')
  const found = await reading(scope, async (db) => {
    const [need] = await needLines(db, scope, { needId, now: new Date() })
    if (!need) return null
    const { provinceId, today } = need
    return {
      need,
      offers: await offersOf(db, scope, { needId }),
      steps: await stepsOf(db, scope, needId),
      promises: await promisesOf(db, scope, needId),
      pledges: await pledges(db, scope, { needId }),
      people: links ? await needPeople(db, scope, needId) : [],
      meetings: need.state === 'VERIFIED' ? await meetings(db, scope, { provinceId }) : [],
      providers: need.state === 'VERIFIED' ? await providerLines(db, scope, { provinceId }) : [],
      candidates:
        need.state === 'PLANNED'
          ? await candidatesFor(db, scope, { needId, today, month: jalaliMonthKey(today) })
          : [],
      agreements: await agreementLines(db, scope, { provinceId }),
    }
  })
  if (!found) notFound()
  const { need, offers, candidates } = found
  const { today } = need
  const number = (n: number) => formatNumber(n, locale)
  const base = charitiesBase(locale)
  const back = `${base}/needs/${needId}`
  const left = Math.max(0, (need.verifiedCount ?? 0) - need.placed)
  const ranked = rankCandidates(
    { domain: need.domain, serviceTypeId: need.serviceId, countyId: need.countyId, people: left },
    candidates,
    today,
  )
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={base} className="inline-flex min-h-11 items-center">
          {t('charities.backToNeeds')}
        </a>
      </p>
      <PageHead
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            <bdi>{need.titleFa}</bdi>
            <Badge tone={needTone(need.state)}>{t(`charities.needState.${need.state}`)}</Badge>
          </span>
        }
        line={
          <>
            <bdi>{localDigits(need.code, locale)}</bdi> · {countyOf(need, locale)} ·{' '}
            {t(`charities.domain.${need.domain}`)}
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="about" title={t('charities.about')}>
          <FactsList
            facts={[
              {
                label: t('charities.field.service'),
                value: <bdi>{need.serviceFa ?? t('charities.notKnown')}</bdi>,
              },
              {
                label: t('charities.field.people'),
                value:
                  need.verifiedCount === null
                    ? t('charities.estimated', { count: number(need.people) })
                    : t('charities.verifiedPeople', { count: number(need.verifiedCount) }),
              },
              { label: t('charities.field.placed'), value: number(need.placed) },
              { label: t('charities.field.priority'), value: t(`charities.priority.${need.priority}`) },
              {
                label: t('charities.field.isNew'),
                value: t(need.isNew ? 'charities.isNew' : 'charities.oldNeed'),
              },
              {
                label: t('charities.field.identifiedOn'),
                value: formatDay(need.identifiedOn, locale, 'long'),
              },
              ...found.promises.map((one) => ({
                label: t('charities.promised'),
                value: (
                  <bdi>
                    {one.providerFa}: {one.promised} ({one.meetingFa}، {formatDay(one.day, locale, 'long')})
                  </bdi>
                ),
              })),
              ...found.pledges.map((one) => ({
                label: t(`served.pledges.state.${one.state}`),
                value: (
                  <bdi>
                    {t('served.promiseLine', {
                      who: one.benefactor,
                      what: one.goods ?? t('served.pledges.rials', { amount: number(one.amount ?? 0) }),
                    })}
                  </bdi>
                ),
              })),
              ...(need.reason
                ? [{ label: t('charities.field.reason'), value: <bdi>{need.reason}</bdi> }]
                : []),
            ]}
          />
        </Card>
        {actorCan(actor, 'devolve', need) ? (
          <NeedSteps
            told={told}
            need={need}
            meetings={found.meetings}
            providers={found.providers}
            back={back}
          />
        ) : null}
      </div>
      {need.state === 'PLANNED' ? (
        <MatchCard
          told={told}
          need={need}
          left={left}
          ranked={ranked}
          candidates={candidates}
          mayOffer={actorCan(actor, 'devolve', need)}
          back={back}
        />
      ) : null}
      <OffersCard
        told={told}
        actor={actor}
        offers={offers}
        agreements={found.agreements.filter(({ state }) => RUNNING_AGREEMENTS.includes(state))}
        today={today}
        back={back}
      />
      {links && actorCan(actor, 'devolve', need) ? (
        <PeopleCard told={told} needId={needId} people={found.people} back={back} />
      ) : null}
      <HistoryCard told={told} steps={found.steps} states="needState" />
    </div>
  )
}
