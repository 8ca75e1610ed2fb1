import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Cell, RowHead } from '@/components/ui/table'
import { type MeetingRow, meetingsOf, openQuestions } from '@/db/queries/associations/meetings'
import { reading } from '@/db/transaction'
import { actorCanSomewhere } from '@/lib/access/actor'
import { attended } from '@/lib/associations/meeting'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { openingOf, type ProvincePage } from '../opening'
import { named, on } from '../present'
import { ProvinceForm } from '../province-form'
import { AssociationTabs, associationsBase } from '../tabs'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: ProvincePage): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.meetings') }
}

/** The briefings and coordination meetings, with how many came and what is still to be answered. */
export default async function MeetingsPage(props: ProvincePage) {
  const { locale, actor, scope, t, told, province, provinces } = await openingOf(props)
  if (!province)
    return <EmptyState title={t('associations.nowhere')}>{t('associations.nowhereLine')}</EmptyState>
  const { meetings, unanswered } = await reading(scope, async (db) => ({
    meetings: await meetingsOf(db, scope, province.provinceId),
    unanswered: await openQuestions(db, scope, province.provinceId),
  }))
  const base = `${associationsBase(locale)}/meetings`
  const number = (n: number) => formatNumber(n, locale)
  const open = (one: MeetingRow) =>
    one.open > 0 ? (
      <Badge tone="late">{t('associations.openQuestions', { count: number(one.open) })}</Badge>
    ) : null
  const place = (one: MeetingRow) => (locale === 'fa' ? one.placeFa : one.placeEn)
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('associations.meetings')}
        line={<bdi>{named(province, locale)}</bdi>}
        actions={
          <>
            <ProvinceForm told={told} action={base} provinces={provinces} chosen={province.code} />
            {actorCanSomewhere(actor, 'run', 'ASSOCIATION') ? (
              <LinkButton
                href={`${base}/new${province.code ? `?province=${province.code}` : ''}`}
                look="primary"
              >
                {t('associations.newMeeting')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <AssociationTabs
        t={t}
        locale={locale}
        at="/meetings"
        province={provinces.length > 1 ? province.code : null}
      />
      {unanswered.length > 0 ? (
        <Card
          id="open-questions"
          title={t('association-service.questions.open')}
          aside={t('association-service.questions.openAside')}
        >
          <ol className="grid gap-2">
            {unanswered.map((one) => (
              <li key={one.questionId} className="grid">
                <a
                  href={`${base}/${one.meetingId}#questions`}
                  className="inline-flex min-h-11 max-w-measure items-center font-semibold"
                >
                  <bdi>{one.question}</bdi>
                </a>
                <span className="text-sm text-ink-2">
                  {t('association-service.questions.asked', {
                    level: t(`associations.level.${one.askedBy}`),
                    day: on(one.day, told),
                  })}
                </span>
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      {meetings.length === 0 ? (
        <EmptyState title={t('associations.noMeetings')}>{t('associations.noMeetingsLine')}</EmptyState>
      ) : (
        <CardTable
          caption={t('associations.meetings')}
          heads={['subject', 'day', 'place', 'kind', 'mode', 'attended', 'questions'].map((head) =>
            t(`associations.column.${head}`),
          )}
          numeric={[t('associations.column.attended')]}
          cards={meetings.map((one) => ({
            key: one.meetingId,
            href: `${base}/${one.meetingId}`,
            title: one.subject,
            state: open(one),
            line: (
              <span className="text-sm text-ink-2">
                {on(one.day, told)} · <bdi>{place(one)}</bdi> · {t(`associations.mode.${one.mode}`)} ·{' '}
                {t('associations.people', { count: number(attended(one.seats).all) })}
              </span>
            ),
          }))}
        >
          {meetings.map((one) => (
            <tr key={one.meetingId}>
              <RowHead>
                <a href={`${base}/${one.meetingId}`} className="font-semibold">
                  <bdi>{one.subject}</bdi>
                </a>
              </RowHead>
              <Cell>{on(one.day, told)}</Cell>
              <Cell>
                <bdi>{place(one)}</bdi>
              </Cell>
              <Cell>{t(`associations.meetingKind.${one.kind}`)}</Cell>
              <Cell>{t(`associations.mode.${one.mode}`)}</Cell>
              <Cell numeric>{number(attended(one.seats).all)}</Cell>
              <Cell>{open(one) ?? number(one.questions)}</Cell>
            </tr>
          ))}
        </CardTable>
      )}
    </div>
  )
}
