import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { LiveRegister } from '@/components/workshops/live-register'
import { consentReading } from '@/db/queries/people/consent-reading'
import { registerView } from '@/db/queries/workshops/register'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'
import { isUuid } from '@/lib/shared/id'
import { dayAndTime, formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { lockedValues } from '@/lib/workshops/register-lock'
import { FieldFrame } from '../field-frame'
import { SafeguardLink } from '../safeguard/safeguard-link'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; sessionId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('today.register') }
}

export default async function RegisterPage({ params }: Props) {
  const { locale: asked, sessionId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(sessionId)) notFound()
  const [t, labels, words, view, consent] = await Promise.all([
    wordsOf(locale),
    registerLabels(locale),
    messagesOf(locale),
    reading(scopeOf(actor), (db) => registerView(db, scopeOf(actor), { sessionId, locale })),
    reading(scopeOf(actor), (db) => consentReading(db, scopeOf(actor), sessionId)),
  ])
  if (!view) notFound()
  const { rules, ...shown } = view
  const share = words['follow-up']?.share as Record<'button' | 'copied' | 'failed' | 'text', string>
  // The office comes here from its own sheet, and goes back to it.
  const fromOffice = actorCanSomewhere(actor, 'review')
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut} bare>
      {consent?.mayRead && consent.people.length > 0 && view.lockedCode === null ? (
        <p className="mx-auto flex w-full max-w-5xl flex-wrap items-center gap-x-3 px-4 pt-2 text-sm print:hidden">
          {t('cohorts.consent.waiting', { n: formatNumber(consent.people.length, locale) })}
          <a href={`/${locale}/today/${sessionId}/consent`} className="inline-flex min-h-11 items-center">
            {t('cohorts.consent.open')}
          </a>
        </p>
      ) : null}
      <LiveRegister
        view={shown}
        locale={locale}
        labels={fromOffice ? { ...labels, back: t('sheets.back') } : labels}
        dayLabel={[
          dayAndTime(view.dayIso, view.startTime, locale),
          view.makesUp ? t('follow-up.makeUp.badge') : null,
        ]
          .filter(Boolean)
          .join(' · ')}
        owner={actor.userId}
        lockedValues={lockedValues(rules)}
        help={{ href: `/${locale}/help`, label: t('nav.help') }}
        after={{
          text: share.text,
          day: formatDay(view.dayIso, locale, 'long'),
          share,
          picturesHref: `/${locale}/today/${sessionId}/pictures`,
          picturesLabel: t('follow-up.pictures.add'),
          ...(view.cohortId
            ? { faces: { href: `/${locale}/today/${sessionId}/faces`, label: t('faces.open') } }
            : {}),
        }}
        backHref={fromOffice ? `/${locale}/office/sessions/${sessionId}` : `/${locale}/today`}
        signInHref={`/${locale}/sign-in?next=${encodeURIComponent(`/${locale}/today/${sessionId}`)}`}
      />
      <div className="px-4">
        <SafeguardLink t={t} locale={locale} />
      </div>
    </FieldFrame>
  )
}
