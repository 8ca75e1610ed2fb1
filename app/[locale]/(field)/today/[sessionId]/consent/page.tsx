import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { hearConsent } from '@/app/_actions/cohorts'
import { VoiceButtons } from '@/components/files/voice-buttons'
import { ConsentReading } from '@/components/people/consent-reading'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { voicesOf } from '@/db/queries/files/voices'
import { consentReading } from '@/db/queries/people/consent-reading'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { SPOKEN_TEXT } from '@/lib/people/consent-schema'
import { textNumber } from '@/lib/people/consent-text'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { voiceViews } from '../../../../_follow-up/voices'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; sessionId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('cohorts.consent.title') }
}

export default async function ConsentPage({ params }: Props) {
  const { locale: asked, sessionId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(sessionId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const [view, voices] = await reading(
    scope,
    async (db) => [await consentReading(db, scope, sessionId), await voicesOf(db, scope, 'CONSENT')] as const,
  )
  if (!view) notFound()
  const place = locale === 'fa' ? view.placeFa : view.placeEn
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-4">
        <PageHead
          title={t('cohorts.consent.title')}
          line={
            <>
              <bdi>{place}</bdi> · {formatDay(view.day, locale, 'long')}
            </>
          }
        />
        <p>{t(view.mayRead ? 'cohorts.consent.line' : 'cohorts.consent.later')}</p>
        <Card
          id="text"
          title={t('cohorts.consent.text')}
          aside={t('cohorts.consent.version', { version: textNumber(SPOKEN_TEXT, locale) })}
        >
          <p className="text-lg leading-loose">{t(`cohorts.consent.texts.${SPOKEN_TEXT}`)}</p>
          <VoiceButtons label={t('voices.listen')} voices={voiceViews(voices, t, locale)} />
        </Card>
        {view.mayRead ? (
          <Card id="answers" title={t('cohorts.consent.people')}>
            {view.people.length === 0 ? <p className="mb-3">{t('cohorts.consent.none')}</p> : null}
            <ConsentReading
              action={hearConsent}
              sessionId={view.sessionId}
              textVersion={SPOKEN_TEXT}
              people={view.people.map((one) => ({
                enrolmentId: one.enrolmentId,
                row: formatNumber(one.rowNo, locale),
                name: one.name,
              }))}
              words={{
                people: t('cohorts.consent.people'),
                agreed: t('cohorts.consent.agreed'),
                refused: t('cohorts.consent.refused'),
                away: t('cohorts.consent.away'),
                refusedHint: t('cohorts.consent.refusedHint'),
                submit: t('cohorts.consent.submit'),
                error: t('words.kind.error'),
                success: t('words.kind.success'),
              }}
            />
          </Card>
        ) : null}
        <p>
          <LinkButton href={`/${locale}/today/${sessionId}`} size="field">
            {t('cohorts.consent.toRegister')}
          </LinkButton>
        </p>
      </div>
    </FieldFrame>
  )
}
