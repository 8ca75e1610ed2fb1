import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { moveMeeting, replaceMeeting } from '@/app/_actions/cohorts'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps, type FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { type PlannedSession, plannedSession } from '@/db/queries/programmes/planned-session'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay, jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; sessionId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('cohorts.plan.move') }
}

export default async function MoveSessionPage({ params }: Props) {
  const { locale: asked, sessionId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'run')
  if (!isUuid(sessionId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const session = await reading(scope, (db) => plannedSession(db, scope, sessionId))
  if (!session) notFound()
  requirePower(actor, 'run', session)
  const cancelled = session.status === 'CANCELLED'
  const moves = session.status === 'SCHEDULED' && session.rows === 0
  const seq = formatNumber(session.seq, locale)
  return (
    <div className="grid max-w-3xl gap-5">
      <p className="-mb-3 text-sm">
        <a
          href={`/${locale}/office/cohorts/${session.cohortCode}?run=${session.runCode}#plan`}
          className="inline-flex min-h-11 items-center"
        >
          {t('cohorts.move.back')}
        </a>
      </p>
      <PageHead
        title={t(cancelled ? 'cohorts.move.replaceTitle' : 'cohorts.move.title', { seq })}
        line={<bdi>{locale === 'fa' ? session.placeFa : session.placeEn}</bdi>}
      />
      <Card id="move">
        <p className="mb-4">{lineOf(session, t, locale)}</p>
        {moves || (cancelled && !session.replaced) ? (
          <FieldsForm {...formOf(session, t, locale)} />
        ) : (
          <p className="text-ink-2">{t('cohorts.move.begun')}</p>
        )}
      </Card>
    </div>
  )
}

function lineOf(session: PlannedSession, t: Words, locale: Locale): string {
  const day = formatDay(session.day, locale, 'long')
  if (session.status === 'CANCELLED')
    return t(session.freeDay ? 'cohorts.move.cancelled' : 'cohorts.move.noSlot', { day })
  const time = localDigits(session.time, locale)
  return session.venue
    ? t('cohorts.move.lineVenue', { day, time, venue: session.venue })
    : t('cohorts.move.line', { day, time })
}

function formOf(session: PlannedSession, t: Words, locale: Locale): FieldsFormProps {
  const cancelled = session.status === 'CANCELLED'
  const start = cancelled ? session.freeDay : session.day
  const { y, m, d } = jalaliOf(start ?? session.day)
  const text = (name: string, label: string, more: object = {}): FormField => ({
    kind: 'text',
    name,
    label,
    ...more,
  })
  return {
    action: cancelled ? replaceMeeting : moveMeeting,
    hidden: { sessionId: session.sessionId, version: String(session.version) },
    columns: 2,
    idPrefix: 'move-',
    submit: t(cancelled ? 'cohorts.move.replaceSubmit' : 'cohorts.move.submit'),
    words: {
      error: t('words.kind.error'),
      success: t('words.kind.success'),
      done: t(cancelled ? 'cohorts.move.replaced' : 'cohorts.move.done'),
    },
    fields: [
      text('day', t('cohorts.move.day'), {
        hint: t('cohorts.move.dayHint'),
        start: start ? localDigits(jalaliText(y, m, d), locale) : '',
        ltr: true,
        inputMode: 'numeric',
        required: true,
      }),
      text('time', t('cohorts.move.time'), {
        start: localDigits((cancelled ? session.slotTime : null) ?? session.time, locale),
        ltr: true,
        required: true,
      }),
      ...(cancelled
        ? []
        : [
            text('venue', t('cohorts.move.venue'), {
              start: session.venue ?? '',
              mark: t('words.optional'),
            }),
          ]),
      text('reason', t('cohorts.move.reason'), {
        hint: t('cohorts.move.reasonHint'),
        mark: t('words.optional'),
      }),
      { kind: 'check', name: 'thursday', label: t('cohorts.move.thursday') },
      ...(cancelled && session.slotTime
        ? [{ kind: 'check', name: 'shift', label: t('cohorts.move.shift') } as const]
        : []),
    ],
  }
}
