import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { putMeeting } from '@/app/_actions/charities'
import { putEvent } from '@/app/_actions/charity-agreements'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { events } from '@/db/queries/charities/agreements'
import { catalogueProvinces } from '@/db/queries/charities/catalogue'
import { meetings } from '@/db/queries/charities/needs'
import { meetingPromises, pledges } from '@/db/queries/charities/pledges'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { AUDIENCES } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { dayTyped, formatDay } from '@/lib/shared/jalali'
import type { Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { homeOf, requireCharities, worksWithCharities } from '../allowed'
import { countField, countyOf, dayField, named, noticeWords, placeName } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.tabs.meetings') }
}

/** Meetings with benefactors at which needs were planned, and events that make taking part part of the culture. */
export default async function MeetingsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireCharities(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { provinceId, counties, now } = await homeOf(actor, (await searchParams).province)
  const [met, promises, given, held, provinces] = await reading(scope, async (db) => [
    await meetings(db, scope, { provinceId }),
    await meetingPromises(db, scope, { provinceId }),
    await pledges(db, scope, { provinceId }),
    await events(db, scope, { provinceId }),
    await catalogueProvinces(db, scope),
  ])
  const number = (n: number) => formatNumber(n, locale)
  const back = `${charitiesBase(locale)}/meetings`
  const today = dayTyped(tehranDay(now), locale)
  const enrols = worksWithCharities(actor)
  const promisesAt = (meetingId: string) => [
    ...promises
      .filter((one) => one.meetingId === meetingId)
      .map((one) => ({ who: one.providerFa, what: one.promised, need: one.needFa })),
    ...given
      .filter((one) => one.meetingId === meetingId)
      .map((one) => ({
        who: one.benefactor,
        what: one.goods ?? t('served.pledges.rials', { amount: number(one.amount ?? 0) }),
        need: one.needFa,
      })),
  ]
  const places = counties.map((one) => ({ value: one.countyId, label: named(one, locale) }))
  const whole = provinces
    .filter((one) => one.provinceId === provinceId)
    .map((one) => ({ value: one.provinceId, label: t('charities.wholeProvince') }))
  return (
    <div className="grid gap-5">
      <PageHead title={t('charities.tabs.meetings')} line={t('charities.meetingsLine')} />
      <CharityTabs t={t} locale={locale} at="/meetings" works={worksWithCharities(actor)} />
      <Card id="meetings" title={t('charities.meetings')}>
        {met.length === 0 ? (
          <p className="text-ink-2">{t('charities.noMeetings')}</p>
        ) : (
          <ul className="grid gap-3">
            {met.map((one) => (
              <li key={one.meetingId} className="border-b border-line pb-3 last:border-0 last:pb-0">
                <p>
                  <bdi className="font-semibold">{one.titleFa}</bdi>{' '}
                  <span className="text-sm text-ink-2">
                    {formatDay(one.day, locale, 'long')} · {placeName(one, { t, locale })} ·{' '}
                    {t('charities.plannedHere', { count: number(one.needs) })}
                  </span>
                </p>
                <p className="max-w-measure text-sm whitespace-pre-line">
                  <bdi>{one.minutes}</bdi>
                </p>
                <Promises t={t} lines={promisesAt(one.meetingId)} />
              </li>
            ))}
          </ul>
        )}
        {enrols ? (
          <details className="mt-3">
            <summary className="min-h-touch py-2 font-semibold text-lapis">
              {t('charities.newMeeting')}
            </summary>
            <FieldsForm
              action={putMeeting}
              hidden={{ key: randomUUID(), back }}
              idPrefix="meeting-"
              look="plain"
              columns={2}
              submit={t('charities.saveMeeting')}
              words={noticeWords(t)}
              fields={[
                { kind: 'text', name: 'titleFa', label: t('charities.field.title'), maxLength: 160 },
                {
                  kind: 'select',
                  name: 'placeId',
                  label: t('charities.field.where'),
                  options: [...whole, ...places],
                },
                dayField('day', t('charities.field.day'), today),
                {
                  kind: 'area',
                  name: 'minutes',
                  label: t('charities.field.minutes'),
                  hint: t('charities.hint.nobody'),
                  rows: 4,
                  maxLength: 4000,
                },
              ]}
            />
          </details>
        ) : null}
      </Card>
      <Card id="events" title={t('charities.events')}>
        {held.length === 0 ? (
          <p className="text-ink-2">{t('charities.noEvents')}</p>
        ) : (
          <Table caption={t('charities.events')} captionHidden label={t('charities.events')} dense>
            <thead>
              <tr>
                <HeadCell>{t('charities.field.title')}</HeadCell>
                <HeadCell>{t('charities.field.day')}</HeadCell>
                <HeadCell>{t('charities.field.county')}</HeadCell>
                <HeadCell>{t('charities.field.audience')}</HeadCell>
                <HeadCell numeric>{t('charities.field.attendees')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {held.map((one) => (
                <tr key={one.eventId}>
                  <RowHead>
                    <bdi>{one.titleFa}</bdi>
                  </RowHead>
                  <Cell className="whitespace-nowrap">{formatDay(one.day, locale, 'numeric')}</Cell>
                  <Cell>{countyOf(one, locale)}</Cell>
                  <Cell>{t(`charities.audience.${one.audience}`)}</Cell>
                  <Cell numeric>{number(one.attendees)}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {enrols ? (
          <details className="mt-3">
            <summary className="min-h-touch py-2 font-semibold text-lapis">{t('charities.newEvent')}</summary>
            <FieldsForm
              action={putEvent}
              hidden={{ key: randomUUID(), back }}
              idPrefix="event-"
              look="plain"
              columns={2}
              submit={t('charities.saveEvent')}
              words={noticeWords(t)}
              fields={[
                { kind: 'text', name: 'titleFa', label: t('charities.field.title'), maxLength: 160 },
                { kind: 'select', name: 'countyId', label: t('charities.field.county'), options: places },
                dayField('day', t('charities.field.day'), today),
                {
                  kind: 'select',
                  name: 'audience',
                  label: t('charities.field.audience'),
                  options: AUDIENCES.map((value) => ({ value, label: t(`charities.audience.${value}`) })),
                },
                countField('attendees', t('charities.field.attendees')),
              ]}
            />
          </details>
        ) : null}
      </Card>
    </div>
  )
}

/** Who promised what there, providers and benefactors. */
function Promises({ t, lines }: { t: Words; lines: { who: string; what: string; need: string | null }[] }) {
  if (lines.length === 0) return null
  return (
    <details>
      <summary className="min-h-touch py-2 font-semibold text-lapis">{t('served.meetingPromises')}</summary>
      <ul className="grid gap-1 text-sm">
        {lines.map((one) => (
          <li key={`${one.who} ${one.what} ${one.need}`}>
            <bdi>{t('served.promiseLine', { who: one.who, what: one.what })}</bdi>
            {one.need ? (
              <span className="text-ink-2"> {t('served.promiseFor', { need: one.need })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  )
}
