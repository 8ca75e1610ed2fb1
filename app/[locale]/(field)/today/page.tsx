import type { Metadata } from 'next'
import { signOut } from '@/app/_actions/access'
import type { PhoneLabels } from '@/components/phone/phone-labels'
import { TakeAlong } from '@/components/phone/take-along'
import { TaskList } from '@/components/tasks/task-list'
import {
  NextSessions,
  PlanLink,
  PrintLink,
  SessionCard,
  type SessionCardView,
} from '@/components/workshops/session-card'
import { myModuleGaps, recordsClass } from '@/db/queries/programmes/module-gaps'
import { inbox } from '@/db/queries/tasks/inbox'
import { facilitatorDay, type SessionLine } from '@/db/queries/workshops/today'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'
import { dayAndTime } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { endingPower } from '@/lib/tasks/kinds'
import { taskRow } from '../../_follow-up/task-rows'
import { FieldFrame } from './field-frame'
import { SafeguardLink } from './safeguard/safeguard-link'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('today.title') }
}

export default async function TodayPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const [t, words, labels, [day, tasks, gaps, trains]] = await Promise.all([
    wordsOf(locale),
    messagesOf(locale),
    registerLabels(locale),
    reading(
      scope,
      async (db) =>
        [
          await facilitatorDay(db, scope, { locale }),
          await inbox(db, scope, { mine: true }),
          await myModuleGaps(db, scope),
          await recordsClass(db, scope),
        ] as const,
    ),
  ])
  const leads = [day.today, day.waiting, day.next, day.sent].flat().some(({ ofClass }) => !ofClass)
  const card = (line: SessionLine): SessionCardView => ({
    sessionId: line.sessionId,
    href: `/${locale}/today/${line.sessionId}`,
    seq: line.seq,
    placeName: line.placeName,
    moduleTitle: line.moduleTitle,
    dayLabel: [
      dayAndTime(line.dayIso, line.startTime, locale),
      line.makesUp ? t('follow-up.makeUp.badge') : null,
    ]
      .filter(Boolean)
      .join(' · '),
    status: line.status,
    people: line.people,
    returnReason: line.returnReason,
    print:
      !line.ofClass && (line.status === 'SCHEDULED' || line.status === 'HELD')
        ? {
            href: `/${locale}/today/${line.sessionId}/register.pdf`,
            label: t('paper.print.of', { seq: formatNumber(line.seq, locale) }),
          }
        : undefined,
    plan:
      line.moduleCode && (line.status === 'SCHEDULED' || line.status === 'HELD')
        ? {
            href: `/${locale}/today/plan/${line.moduleCode}`,
            label: t('materials.planOf', { seq: formatNumber(line.seq, locale) }),
          }
        : undefined,
    caution:
      line.moduleCode && gaps.has(line.moduleCode) && (line.status === 'SCHEDULED' || line.status === 'HELD')
        ? { kind: t('words.kind.warn'), text: t('errors.W-FAC-06') }
        : undefined,
    faces:
      line.isToday && ['HELD', 'SUBMITTED', 'RETURNED', 'APPROVED', 'REOPENED'].includes(line.status)
        ? { href: `/${locale}/today/${line.sessionId}/faces`, label: t('faces.open') }
        : undefined,
  })
  // A missing sheet waits for her above already; a guest and a free place are the office's to settle.
  const follow = tasks.lines.filter(({ kind }) => endingPower(kind) === 'record' && kind !== 'MISSING_SHEET')
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-8">
        <section aria-labelledby="today" className="grid gap-3">
          <h1 id="today" className="text-xl">
            {t('today.title')}
          </h1>
          {day.today.length === 0 ? <p className="text-ink-2">{labels.card.noneToday}</p> : null}
          {day.today.map(card).map((session) => (
            <div key={session.sessionId}>
              <SessionCard session={session} labels={labels} locale={locale} />
              <div className="flex flex-wrap gap-x-5">
                {session.plan ? <PlanLink {...session.plan} /> : null}
                {session.faces ? <PlanLink {...session.faces} /> : null}
                {session.print ? <PrintLink {...session.print} /> : null}
              </div>
            </div>
          ))}
        </section>
        {day.waiting.length > 0 ? (
          <section aria-labelledby="waiting" className="grid gap-3">
            <h2 id="waiting" className="text-lg">
              {t('today.waiting')}
            </h2>
            {day.waiting.map((line) => (
              <SessionCard key={line.sessionId} session={card(line)} labels={labels} locale={locale} />
            ))}
          </section>
        ) : null}
        {follow.length > 0 ? (
          <section aria-labelledby="follow" className="grid gap-3">
            <h2 id="follow" className="text-lg">
              {t('follow-up.tasks.mine')}
            </h2>
            <TaskList
              openLabel={t('follow-up.tasks.open')}
              tasks={follow.map((line) =>
                taskRow(line, { tasks: `/${locale}/today/tasks`, sheets: `/${locale}/today` }, t, locale),
              )}
            />
          </section>
        ) : null}
        <section aria-labelledby="next" className="grid gap-3">
          <h2 id="next" className="text-lg">
            {t('today.next')}
          </h2>
          <NextSessions sessions={day.next.map(card)} labels={labels} locale={locale} />
        </section>
        {day.sent.length > 0 ? (
          <section aria-labelledby="sent" className="grid gap-3">
            <h2 id="sent" className="text-lg">
              {t('today.sent')}
            </h2>
            <NextSessions sessions={day.sent.map(card)} labels={labels} locale={locale} />
          </section>
        ) : null}
        <ul className="grid">
          {[
            { path: 'digest', text: t('digest.link'), shown: true },
            { path: 'hours', text: t('paper.hours.own'), shown: leads },
            { path: 'survey', text: t('survey.field.open'), shown: leads },
            { path: 'community', text: t('community.link'), shown: leads },
            { path: 'modules', text: t('gaps.link'), shown: trains },
          ].map(({ path, text, shown }) =>
            shown ? (
              <li key={path}>
                <a href={`/${locale}/today/${path}`} className="inline-flex min-h-touch items-center">
                  {text}
                </a>
              </li>
            ) : null,
          )}
          <li>
            <a href={`/${locale}/materials`} className="inline-flex min-h-touch items-center">
              {t('materials.mine')}
            </a>
          </li>
        </ul>
        {leads ? (
          <TakeAlong owner={actor.userId} locale={locale} labels={words.phone as unknown as PhoneLabels} />
        ) : null}
        <SafeguardLink t={t} locale={locale} />
      </div>
    </FieldFrame>
  )
}
