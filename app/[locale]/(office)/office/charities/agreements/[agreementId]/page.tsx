import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MonthWeave } from '@/components/charities/month-weave'
import { FactsList } from '@/components/hamyar/facts-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { agreementLines, agreementRecord } from '@/db/queries/charities/agreements'
import { stepsOf } from '@/db/queries/charities/providers'
import { charityClock, charityRules } from '@/db/queries/charities/rules'
import { confirmedMonths, servedRecord } from '@/db/queries/charities/served'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { monthsOf } from '@/lib/charities/agreement'
import { lacksOutcome } from '@/lib/charities/figures'
import { monthText } from '@/lib/charities/month'
import { DELIVERING } from '@/lib/charities/served'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay, jalaliMonthKey } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { requireCharities, worksAsOffice } from '../../allowed'
import { HistoryCard } from '../../history-card'
import { agreementTone, countyOf } from '../../present'
import { charitiesBase } from '../../tabs'
import { AgreementSteps, DeliveryForm, OutcomeForm, ReviewForm } from './agreement-forms'
import { ConfirmedPart, ServedPart } from './served-part'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; agreementId: string }> }
const NEWEST = 24

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.field.agreement') }
}

/** One agreement: its terms, month by month what was delivered, how good it was found, and what it led to. */
export default async function AgreementPage({ params }: Props) {
  const { locale: asked, agreementId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireCharities(actor, 'deliver')
  if (!isUuid(agreementId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const found = await reading(scope, async (db) => {
    const [agreement] = await agreementLines(db, scope, { agreementId })
    if (!agreement) return null
    const now = await charityClock(db, agreement.provinceId, new Date())
    return {
      agreement,
      now,
      record: await agreementRecord(db, scope, agreementId),
      served: actorCan(actor, 'devolve', agreement) ? await servedRecord(db, scope, agreementId) : null,
      confirmed: await confirmedMonths(db, scope, { agreementId, before: jalaliMonthKey(tehranDay(now)) }),
      steps: await stepsOf(db, scope, agreementId),
      rules: await charityRules(db, scope, { provinceId: agreement.provinceId, at: now }),
    }
  })
  if (!found) notFound()
  const { agreement, record, now } = found
  const number = (n: number) => formatNumber(n, locale)
  const today = tehranDay(now)
  const base = charitiesBase(locale)
  const back = `${base}/agreements/${agreementId}`
  const month = jalaliMonthKey(today)
  const months = monthsOf(agreement)
  const served = new Map(record.deliveries.map((one) => [one.month, one]))
  // A charity sees its own agreement here: neither what the office found nor the office's other pages.
  const office = worksAsOffice(actor)
  const delivers = DELIVERING.includes(agreement.state)
  const records = delivers && actorCan(actor, 'deliver', agreement)
  const form = { told, agreement, months: months.filter((one) => one <= month).reverse(), today, back }
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`${base}/${office ? 'agreements' : 'own'}`} className="inline-flex min-h-11 items-center">
          {t(office ? 'charities.backToAgreements' : 'charities.backToOwn')}
        </a>
      </p>
      <PageHead
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            <bdi>{agreement.serviceFa}</bdi>
            <Badge tone={agreementTone(agreement.state)}>
              {t(`charities.agreementState.${agreement.state}`)}
            </Badge>
          </span>
        }
        line={
          <>
            <bdi>{localDigits(agreement.code, locale)}</bdi> ·{' '}
            {office ? (
              <a href={`${base}/providers/${agreement.providerId}`}>
                <bdi>{agreement.providerFa}</bdi>
              </a>
            ) : (
              <bdi>{agreement.providerFa}</bdi>
            )}{' '}
            · {countyOf(agreement, locale)}
          </>
        }
      />
      {lacksOutcome(agreement, { today, days: found.rules.OUTCOME_ALERT_DAYS }) ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {t('charities.noOutcomeLine', { days: number(found.rules.OUTCOME_ALERT_DAYS) })}
        </Notice>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="about" title={t('charities.terms')}>
          <FactsList
            facts={[
              { label: t('charities.field.domain'), value: t(`charities.domain.${agreement.domain}`) },
              { label: t('charities.field.startsOn'), value: formatDay(agreement.startsOn, locale, 'long') },
              { label: t('charities.field.endsOn'), value: formatDay(agreement.endsOn, locale, 'long') },
              {
                label: t('charities.field.capacity'),
                value: t('charities.people', { count: number(agreement.capacity) }),
              },
              {
                label: t('charities.field.clause'),
                value: (
                  <>
                    <span className="block text-ink-2">{t(`charities.aim.${agreement.aim}`)}</span>
                    <bdi>{agreement.clause}</bdi>
                  </>
                ),
              },
              ...record.needs.map((one) => ({
                label: t('charities.field.need'),
                value: office ? (
                  <a href={`${base}/needs/${one.needId}`}>
                    <bdi>{one.titleFa}</bdi> · {t('charities.people', { count: number(one.people) })}
                  </a>
                ) : (
                  <>
                    <bdi>{one.titleFa}</bdi> · {t('charities.people', { count: number(one.people) })}
                  </>
                ),
              })),
              ...(agreement.reason
                ? [{ label: t('charities.field.reason'), value: <bdi>{agreement.reason}</bdi> }]
                : []),
            ]}
          />
        </Card>
        {actorCan(actor, 'devolve', agreement) ? (
          <AgreementSteps told={told} agreement={agreement} back={back} />
        ) : null}
      </div>
      <Card id="deliveries" title={t('charities.deliveries')}>
        <MonthWeave
          label={t('charities.weave', {
            held: number(record.deliveries.length),
            of: number(months.filter((one) => one <= month).length),
          })}
          knots={months.map((one) => ({
            key: one,
            label: monthText(one, locale),
            kind: served.has(one) ? 'held' : one < month ? 'missing' : 'ahead',
          }))}
        />
        {record.deliveries.length === 0 ? (
          <p className="mt-3 text-ink-2">{t('charities.noDeliveries')}</p>
        ) : (
          <Table caption={t('charities.deliveries')} captionHidden label={t('charities.deliveries')} dense>
            <thead>
              <tr>
                <HeadCell>{t('charities.field.month')}</HeadCell>
                <HeadCell numeric>{t('charities.field.served')}</HeadCell>
                <HeadCell numeric>{t('charities.field.units')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {[...record.deliveries]
                .reverse()
                .slice(0, NEWEST)
                .map((one) => (
                  <tr key={one.month}>
                    <RowHead>{monthText(one.month, locale)}</RowHead>
                    <Cell numeric>
                      {number(one.served)}
                      {one.served > agreement.capacity ? (
                        <span className="ms-2">
                          <Badge tone="late">{t('charities.overCapacity')}</Badge>
                        </span>
                      ) : null}
                    </Cell>
                    <Cell numeric>{number(one.units)}</Cell>
                  </tr>
                ))}
            </tbody>
          </Table>
        )}
        {records ? <DeliveryForm {...form} /> : null}
      </Card>
      {delivers && found.served ? (
        <ServedPart
          told={told}
          printed={await wordsOf('fa')}
          agreement={agreement}
          record={found.served}
          deliveries={record.deliveries}
          today={today}
          back={back}
        />
      ) : null}
      {delivers && !found.served ? (
        <ConfirmedPart told={told} confirmed={found.confirmed} deliveries={record.deliveries} />
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {office ? (
          <Card id="reviews" title={t('charities.reviews')}>
            {record.reviews.length === 0 ? (
              <p className="text-ink-2">{t('charities.noReviews')}</p>
            ) : (
              <ul className="grid gap-2">
                {record.reviews.map((one) => (
                  <li key={one.day}>
                    <span className="font-semibold">
                      {one.before === null
                        ? t('charities.scored', { score: number(one.score) })
                        : t('charities.scoredFrom', { before: number(one.before), score: number(one.score) })}
                    </span>{' '}
                    <span className="text-sm text-ink-2">
                      <bdi>{[formatDay(one.day, locale, 'long'), one.by].filter(Boolean).join(' · ')}</bdi>
                    </span>
                    <span className="block text-sm">
                      <bdi>{one.finding}</bdi>
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {delivers && actorCan(actor, 'devolve', agreement) ? <ReviewForm {...form} /> : null}
          </Card>
        ) : null}
        <Card id="outcomes" title={t('charities.outcomes')}>
          {record.outcomes.length === 0 ? (
            <p className="text-ink-2">{t('charities.noOutcomes')}</p>
          ) : (
            <ul className="grid gap-1">
              {record.outcomes.map((one) => (
                <li key={`${one.kind} ${one.month}`}>
                  {t(`charities.outcomeOf.${one.kind}`, { count: number(one.count) })}{' '}
                  <span className="text-sm text-ink-2">{monthText(one.month, locale)}</span>
                </li>
              ))}
            </ul>
          )}
          {records ? <OutcomeForm {...form} /> : null}
        </Card>
      </div>
      <HistoryCard told={told} steps={found.steps} states="agreementState" />
    </div>
  )
}
