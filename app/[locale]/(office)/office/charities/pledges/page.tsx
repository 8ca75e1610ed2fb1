import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { endPledge, putPledge } from '@/app/_actions/charity-served'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { catalogueProvinces } from '@/db/queries/charities/catalogue'
import { meetings, needLines } from '@/db/queries/charities/needs'
import { type PledgeLine, pledges } from '@/db/queries/charities/pledges'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { PLEDGE_KINDS } from '@/lib/charities/served'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { dayTyped, formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { homeOf, requireCharities } from '../allowed'
import { countField, dayField, named, noticeWords, placeName, pledgeTone, type Told } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('served.pledges.title') }
}

/** What benefactors promised in money or kind, what came of it and under which receipt. */
export default async function PledgesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireCharities(actor, 'devolve')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const { provinceId, counties, now } = await homeOf(actor, (await searchParams).province, 'devolve')
  const [all, met, needs, provinces] = await reading(scope, async (db) => [
    await pledges(db, scope, { provinceId }),
    await meetings(db, scope, { provinceId }),
    await needLines(db, scope, { provinceId, now: new Date() }),
    await catalogueProvinces(db, scope),
  ])
  const number = (n: number) => formatNumber(n, locale)
  const back = `${charitiesBase(locale)}/pledges`
  const today = dayTyped(tehranDay(now), locale)
  const whole = provinces
    .filter((one) => one.provinceId === provinceId)
    .map((one) => ({ value: one.provinceId, label: t('charities.wholeProvince') }))
  const received = all
    .filter(({ state }) => state === 'RECEIVED')
    .reduce((sum, one) => sum + (one.amount ?? 0), 0)
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('served.pledges.title')}
        line={t('served.pledges.line', {
          waiting: number(all.filter(({ state }) => state === 'PROMISED').length),
          money: number(received),
        })}
      />
      <CharityTabs t={t} locale={locale} at="/pledges" works />
      <Card id="new" title={t('served.pledges.new')}>
        <FieldsForm
          action={putPledge}
          hidden={{ key: randomUUID(), back }}
          idPrefix="pledge-"
          columns={3}
          submit={t('served.pledges.save')}
          words={noticeWords(t)}
          fields={[
            {
              kind: 'text',
              name: 'benefactor',
              label: t('served.pledges.benefactor'),
              hint: t('served.pledges.benefactorHint'),
              maxLength: 120,
            },
            {
              kind: 'select',
              name: 'kind',
              label: t('served.pledges.kind'),
              options: PLEDGE_KINDS.map((value) => ({ value, label: t(`served.pledges.${value}`) })),
            },
            countField('amount', t('served.pledges.amount'), {
              hint: t('served.pledges.amountHint'),
              maxLength: 24,
            }),
            {
              kind: 'text',
              name: 'goods',
              label: t('served.pledges.goods'),
              hint: t('served.pledges.goodsHint'),
              maxLength: 300,
            },
            {
              kind: 'select',
              name: 'placeId',
              label: t('served.pledges.where'),
              options: [
                ...whole,
                ...counties.map((one) => ({ value: one.countyId, label: named(one, locale) })),
              ],
            },
            dayField('promisedOn', t('served.pledges.promisedOn'), today),
            {
              kind: 'select',
              name: 'meetingId',
              label: t('served.pledges.meeting'),
              options: [
                { value: '', label: t('served.pledges.noMeeting') },
                ...met.map((one) => ({
                  value: one.meetingId,
                  label: `${one.titleFa} · ${formatDay(one.day, locale, 'numeric')}`,
                })),
              ],
            },
            {
              kind: 'select',
              name: 'needId',
              label: t('served.pledges.need'),
              options: [
                { value: '', label: t('served.pledges.noNeed') },
                ...needs.map((one) => ({ value: one.needId, label: one.titleFa })),
              ],
            },
          ]}
        />
      </Card>
      <Card id="pledges" title={t('served.pledges.title')}>
        {all.length === 0 ? (
          <p className="text-ink-2">{t('served.pledges.empty')}</p>
        ) : (
          <ul className="grid gap-3">
            {all.map((one) => (
              <li key={one.pledgeId} className="grid gap-1 border-b border-line pb-3 last:border-0 last:pb-0">
                <p className="flex flex-wrap items-center gap-2">
                  <bdi className="font-semibold">{one.benefactor}</bdi>
                  <span>{whatOf(one, told)}</span>
                  <Badge tone={pledgeTone(one.state)}>{t(`served.pledges.state.${one.state}`)}</Badge>
                </p>
                <p className="text-sm text-ink-2">
                  {placeName(one, told)} · {formatDay(one.promisedOn, locale, 'long')}
                  {one.meetingFa ? (
                    <>
                      {' '}
                      · <bdi>{one.meetingFa}</bdi>
                    </>
                  ) : null}
                  {one.needId ? (
                    <>
                      {' '}
                      ·{' '}
                      <a href={`${charitiesBase(locale)}/needs/${one.needId}`}>
                        <bdi>{one.needFa}</bdi>
                      </a>
                    </>
                  ) : null}
                </p>
                {one.settledOn ? (
                  <p className="text-sm">
                    {one.receiptNo
                      ? t('served.pledges.receiptIs', {
                          number: localDigits(one.receiptNo, locale),
                          day: formatDay(one.settledOn, locale, 'long'),
                        })
                      : formatDay(one.settledOn, locale, 'long')}
                    {one.reason ? (
                      <>
                        {' '}
                        · <bdi>{one.reason}</bdi>
                      </>
                    ) : null}
                  </p>
                ) : (
                  <Settle told={told} one={one} today={today} back={back} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}

const whatOf = (one: PledgeLine, { t, locale }: Told) =>
  one.amount === null ? (
    <bdi>{one.goods}</bdi>
  ) : (
    t('served.pledges.rials', { amount: formatNumber(one.amount, locale) })
  )

/** What became of a pledge: it came, with its receipt, or it will not come. */
function Settle({
  told: { t },
  one,
  today,
  back,
}: {
  told: Told
  one: PledgeLine
  today: string
  back: string
}) {
  const form = (to: 'RECEIVED' | 'WITHDRAWN') => (
    <FieldsForm
      action={endPledge}
      hidden={{ pledgeId: one.pledgeId, version: String(one.version), to, back }}
      idPrefix={`${to}-${one.pledgeId}-`}
      look={to === 'RECEIVED' ? 'primary' : 'danger'}
      columns={2}
      submit={t(to === 'RECEIVED' ? 'served.pledges.received' : 'served.pledges.withdrawn')}
      words={noticeWords(t)}
      fields={[
        to === 'RECEIVED'
          ? {
              kind: 'text',
              name: 'receiptNo',
              label: t('served.pledges.receipt'),
              hint: t('served.pledges.receiptHint'),
              ltr: true,
              maxLength: 40,
            }
          : { kind: 'text', name: 'reason', label: t('served.pledges.reason'), maxLength: 300 },
        dayField('day', t('served.pledges.day'), today),
      ]}
    />
  )
  return (
    <details>
      <summary className="min-h-touch py-2 font-semibold text-lapis">{t('served.pledges.settle')}</summary>
      <div className="grid gap-5 lg:grid-cols-2">
        {form('RECEIVED')}
        {form('WITHDRAWN')}
      </div>
    </details>
  )
}
