import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { closeOwnFeed, openOwnFeed } from '@/app/_actions/calendar'
import { type DayView, MonthCalendar } from '@/components/picture/month-calendar'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { type AgendaRow, agenda, agendaToday, ownFeed } from '@/db/queries/picture/agenda'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { type Month, monthAddress, monthAfter, monthOf, weeksOf } from '@/lib/picture/agenda'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay, jalaliOf, weekdayName } from '@/lib/shared/jalali'
import { monthName } from '@/lib/shared/jalali-names'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { tehranTime } from '@/lib/shared/tehran'
import { formWords } from '../../../_picture/refer-card'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ month?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('desk.calendar.title') }
}

/** Everything that is planned in the reader's programmes, month by month, and her own calendar's address. */
export default async function CalendarPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = (await searchParams).month
  const actor = await requireActor()
  if (!actorCanSomewhere(actor, 'see')) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { today, month, weeks, rows, feed } = await reading(scope, async (db) => {
    const today = await agendaToday(db, scope, new Date())
    const month = monthOf(asked, today)
    const weeks = weeksOf(month)
    const days = weeks.flat().filter((day) => day !== null)
    const rows = await agenda(db, scope, { from: days[0]!, until: days.at(-1)! })
    return { today, month, weeks, rows, feed: await ownFeed(db, scope) }
  })
  const named = ({ y, m }: Month) => localDigits(`${monthName(m, locale)} ${y}`, locale)
  const to = (by: 1 | -1) => {
    const other = monthAfter(month, by)
    return (
      <LinkButton href={`/${locale}/office/calendar?month=${monthAddress(other)}`} look="quiet">
        {named(other)}
      </LinkButton>
    )
  }
  const dayView = (day: string): DayView => {
    const here = rows.filter((row) => row.day === day)
    const off = here.find(({ kind }) => kind === 'HOLIDAY')
    return {
      day,
      number: localDigits(String(jalaliOf(day).d), locale),
      name: formatDay(day, locale, 'full'),
      today: day === today,
      off: off ? ((locale === 'fa' ? off.titleFa : off.titleEn) ?? t('desk.calendar.kind.HOLIDAY')) : null,
      lines: here.filter(({ kind }) => kind !== 'HOLIDAY').map((row) => lineOf(row, t, locale)),
    }
  }
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('desk.calendar.titleOf', { month: named(month) })}
        line={t('desk.calendar.line')}
        actions={
          <>
            {to(-1)}
            {to(1)}
          </>
        }
      />
      <MonthCalendar
        caption={t('desk.calendar.titleOf', { month: named(month) })}
        weekdays={[0, 1, 2, 3, 4, 5, 6].map((one) => weekdayName(one, locale))}
        weeks={weeks.map((week) => week.map((day) => (day === null ? null : dayView(day))))}
        words={{
          today: t('desk.calendar.today'),
          empty: t('desk.calendar.empty'),
          more: (count) => t('desk.calendar.more', { count: formatNumber(count, locale) }),
        }}
      />
      <Card id="feed" title={t('desk.calendar.feed')}>
        <p className="mb-3 max-w-measure text-sm text-ink-2">{t('desk.calendar.feedLine')}</p>
        {feed ? (
          <p className="mb-3">{t('desk.calendar.since', { day: formatDay(feed.madeOn, locale, 'long') })}</p>
        ) : null}
        <div className="flex flex-wrap items-start gap-3">
          <FieldsForm
            action={openOwnFeed}
            fields={[]}
            submit={t(feed ? 'desk.calendar.renew' : 'desk.calendar.open')}
            words={formWords(t, ' ')}
          />
          {feed ? (
            <FieldsForm
              action={closeOwnFeed}
              idPrefix="close-"
              fields={[]}
              look="danger"
              submit={t('desk.calendar.close')}
              words={formWords(t, t('desk.calendar.closed'))}
            />
          ) : null}
        </div>
      </Card>
    </div>
  )
}

function lineOf(row: AgendaRow, t: Words, locale: Locale) {
  const title = locale === 'fa' ? row.titleFa : row.titleEn
  const where = locale === 'fa' ? row.whereFa : row.whereEn
  const kind = t(`desk.calendar.kind.${row.kind}`)
  return {
    key: `${row.kind} ${row.id}`,
    time: row.startsAtMs === null ? null : localDigits(tehranTime(new Date(row.startsAtMs)), locale),
    kind,
    text:
      row.kind === 'SESSION'
        ? (where ?? row.code ?? kind)
        : [title ?? kind, where].filter(Boolean).join(' · '),
    href: row.path === null ? null : `/${locale}/office${row.path}`,
  }
}
