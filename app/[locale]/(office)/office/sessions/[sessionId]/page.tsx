import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { decideSheet } from '@/app/_actions/workshops'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { SessionSheet } from '@/components/workshops/session-sheet'
import { SheetDecision } from '@/components/workshops/sheet-decision'
import { picturesOf } from '@/db/queries/files/pictures'
import { sessionGap } from '@/db/queries/programmes/module-gaps'
import { makeUpOffer } from '@/db/queries/workshops/ledger'
import { sessionMood } from '@/db/queries/workshops/mood'
import { registerView } from '@/db/queries/workshops/register'
import { sheetHistory } from '@/db/queries/workshops/sheet-history'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { errorSentences } from '@/lib/server/error-sentences'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'
import { isUuid } from '@/lib/shared/id'
import { dayAndTime } from '@/lib/shared/jalali'
import { tehranDay, tehranTime } from '@/lib/shared/tehran'
import { lockedValues } from '@/lib/workshops/register-lock'
import { MakeUpCard } from '../../../../_follow-up/make-up-card'
import { MoodCard } from '../../../../_follow-up/mood-card'
import { Pictures } from '../../../../_follow-up/pictures'
import { SessionFileCard } from './session-file'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; sessionId: string }>
  searchParams: Promise<{ refused?: string; file?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.sessions') }
}

export default async function SheetPage({ params, searchParams }: Props) {
  const { locale: asked, sessionId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(sessionId)) notFound()
  const scope = scopeOf(actor)
  const { refused, file } = await searchParams
  const [t, labels, found] = await Promise.all([
    wordsOf(locale),
    registerLabels(locale),
    reading(scope, async (db) => ({
      view: await registerView(db, scope, { sessionId, locale }),
      history: await sheetHistory(db, scope, sessionId),
      pictures: await picturesOf(db, scope, sessionId),
      offer: await makeUpOffer(db, scope, sessionId),
      mood: await sessionMood(db, scope, sessionId),
      gap: await sessionGap(db, scope, sessionId),
    })),
  ])
  const { view } = found
  if (!view) notFound()
  const reviews = actorCanSomewhere(actor, 'review')
  // Nothing of a closed group or run is decided again.
  const offers =
    !reviews || view.lockedCode === 'E-SES-08'
      ? []
      : view.status === 'SUBMITTED'
        ? (['APPROVE', 'RETURN'] as const)
        : view.status === 'APPROVED'
          ? (['REOPEN'] as const)
          : []
  const here = `/${locale}/office/sessions/${sessionId}`
  return (
    <SessionSheet
      view={view}
      labels={labels}
      locale={locale}
      lockedValues={lockedValues(view.rules)}
      dayLabel={[
        dayAndTime(view.dayIso, view.startTime, locale),
        view.makesUp ? t('follow-up.makeUp.badge') : null,
      ]
        .filter(Boolean)
        .join(' · ')}
      below={
        <>
          {found.gap ? (
            <Notice kind="warn" kindLabel={t('words.kind.warn')}>
              {t('gaps.office')}
            </Notice>
          ) : null}
          <MoodCard t={t} locale={locale} mood={found.mood} />
          <Pictures
            t={t}
            locale={locale}
            of={{ session: sessionId }}
            pictures={found.pictures}
            refused={refused}
            at="office"
            mayAdd={actorCanSomewhere(actor, 'record')}
          />
          {view.lockedCode === null && view.cohortId && actorCanSomewhere(actor, 'people') ? (
            <SessionFileCard t={t} locale={locale} here={here} refused={file} />
          ) : null}
          {found.offer ? (
            <MakeUpCard t={t} locale={locale} sessionId={sessionId} offer={found.offer} />
          ) : null}
        </>
      }
      history={found.history.map((act) => ({
        id: act.id,
        when: dayAndTime(tehranDay(act.at), tehranTime(act.at), locale),
        who: act.who ?? '',
        what: t(`sheets.event.${act.action}`),
        reason: act.reason,
      }))}
    >
      {offers.length > 0 ? (
        <SheetDecision
          sessionId={sessionId}
          version={view.version}
          offers={offers}
          back={offers.includes('APPROVE' as never) ? `/${locale}/office/sessions` : here}
          words={{
            approve: t('sheets.approve'),
            return: t('sheets.return'),
            reopen: t('sheets.reopen'),
            reason: t(offers.includes('APPROVE' as never) ? 'sheets.reasonReturn' : 'sheets.reasonReopen'),
            reasonHint: t('sheets.reasonHint'),
            error: t('words.kind.error'),
            fallback: t('errors.E-GEN-09', { requestId: '—' }),
          }}
          errors={await errorSentences(locale, /^[EW]-(GEN|SES|ATT)-/)}
          locale={locale}
          decide={decideSheet}
        />
      ) : null}
      {view.lockedCode === null ? (
        <LinkButton href={`/${locale}/today/${sessionId}`}>{t('sheets.edit')}</LinkButton>
      ) : null}
      {actorCanSomewhere(actor, 'people') ? (
        <LinkButton href={`${here}/register.pdf`} look="quiet" target="_blank">
          {t('paper.print.link')}
        </LinkButton>
      ) : null}
    </SessionSheet>
  )
}
