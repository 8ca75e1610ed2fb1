import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { sendFaces } from '@/app/_actions/mood'
import { VoiceButtons } from '@/components/files/voice-buttons'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { FacesPad } from '@/components/workshops/faces-pad'
import { voicesOf } from '@/db/queries/files/voices'
import { moodSession, sessionMood } from '@/db/queries/workshops/mood'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { FACES, type Face } from '@/lib/workshops/mood'
import { voiceViews } from '../../../../_follow-up/voices'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; sessionId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('faces.title') }
}

/** How was it? One face each, from hand to hand or by raised hands. */
export default async function FacesPage({ params }: Props) {
  const { locale: asked, sessionId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(sessionId)) notFound()
  const scope = scopeOf(actor)
  const [t, words, [session, mood, voices]] = await Promise.all([
    wordsOf(locale),
    messagesOf(locale),
    reading(
      scope,
      async (db) =>
        [
          await moodSession(db, scope, sessionId),
          await sessionMood(db, scope, sessionId),
          await voicesOf(db, scope, 'FACES'),
        ] as const,
    ),
  ])
  if (!session?.mayAsk) notFound()
  const face = Object.fromEntries(FACES.map((one) => [one, t(`faces.face.${one}`)])) as Record<Face, string>
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-5">
        <PageHead
          title={t('faces.title')}
          line={
            <>
              <bdi>{locale === 'fa' ? session.placeFa : session.placeEn}</bdi> ·{' '}
              {formatDay(session.day, locale, 'long')}
            </>
          }
        />
        <p>{t('faces.line')}</p>
        {mood ? (
          <p className="text-ink-2">{t('faces.before', { n: formatNumber(mood.answers, locale) })}</p>
        ) : null}
        <VoiceButtons label={t('voices.listen')} voices={voiceViews(voices, t, locale)} />
        <FacesPad
          action={sendFaces}
          sessionId={sessionId}
          locale={locale}
          words={{
            ask: t('faces.ask'),
            thanks: t('faces.thanks'),
            next: t('faces.next'),
            answers: (words.faces as { answers: string }).answers,
            finish: t('faces.finish'),
            again: t('faces.again'),
            error: t('words.kind.error'),
            success: t('words.kind.success'),
            face,
          }}
        />
        <details>
          <summary className="min-h-touch py-3 font-semibold text-lapis">{t('faces.hands')}</summary>
          <p className="mb-3 text-sm text-ink-2">{t('faces.handsLine')}</p>
          <FieldsForm
            action={sendFaces}
            hidden={{ sessionId }}
            idPrefix="hands-"
            columns={3}
            fields={FACES.map((one) => ({
              kind: 'text',
              name: one,
              label: face[one],
              ltr: true,
              inputMode: 'numeric',
            }))}
            submit={t('faces.send')}
            words={{ error: t('words.kind.error'), success: t('words.kind.success'), done: ' ' }}
          />
        </details>
        <p>
          <LinkButton href={`/${locale}/today/${sessionId}`} size="field">
            {t('faces.back')}
          </LinkButton>
        </p>
      </div>
    </FieldFrame>
  )
}
