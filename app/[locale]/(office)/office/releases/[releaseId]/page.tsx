import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { attackAgain } from '@/app/_actions/releases'
import { AttackWatch } from '@/components/releases/attack-watch'
import { GateReport, ProtectionSummary } from '@/components/releases/gate-report'
import { ReleasePage } from '@/components/releases/release-page'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { attackState, releaseById } from '@/db/queries/releases/list'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { siteLinks, unlinked } from '@/lib/releases/links'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { CorrectionCard, DecideCard, ReturnedNotice } from '../decision-cards'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; releaseId: string }>
  searchParams: Promise<{ decision?: string }>
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('release-desk.title') }
}

export default async function ReleaseDeskPage({ params, searchParams }: Props) {
  const { locale: asked, releaseId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'see')
  if (!isUuid(releaseId)) notFound()
  const scope = scopeOf(actor)
  const [t, found] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => ({
      release: await releaseById(db, scope, releaseId),
      attack: await attackState(db, scope, releaseId),
    })),
  ])
  const { release, attack } = found
  if (!release) notFound()
  const number = release.number ?? 0
  const mine = release.preparedById === actor.userId
  const shown = {
    ...{ cells: [], withdrawn: [] },
    ...release.bundle,
    audit: null,
    number,
    publishedAtIso: tehranDay(release.publishedAt ?? release.preparedAt),
    older: [],
    corrections: [],
  }
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('release-desk.one', { day: formatDay(release.asOf, locale, 'long') })}
        line={t(`release-desk.status.${release.status}`)}
      />
      {actorCanSomewhere(actor, 'prepare') ? (
        <Card title={t('disclosure.gate.title')} id="gate">
          <div className="grid gap-5 *:min-w-0">
            {release.status === 'IN_REVIEW' && (!attack.verdict || attack.stale || !attack.hasBasis) ? (
              <Notice kind="info" kindLabel={t('words.kind.info')} live>
                {t(`disclosure.gate.${attack.hasBasis ? (attack.stale ? 'stale' : 'waiting') : 'noBasis'}`)}
              </Notice>
            ) : null}
            {release.status === 'IN_REVIEW' && attack.hasBasis && !attack.verdict ? <AttackWatch /> : null}
            {attack.verdict ? (
              <GateReport t={t} locale={locale} release={release.bundle} verdict={attack.verdict} />
            ) : null}
            {release.status === 'IN_REVIEW' && attack.hasBasis && !attack.passed ? (
              <FieldsForm
                action={attackAgain}
                hidden={{ releaseId }}
                fields={[]}
                look="plain"
                idPrefix="again-"
                submit={t('disclosure.gate.again')}
                words={{
                  error: t('words.kind.error'),
                  success: t('words.kind.success'),
                  done: t('disclosure.gate.asked'),
                }}
              />
            ) : null}
            {release.bundle.cells ? (
              <ProtectionSummary t={t} locale={locale} release={release.bundle} />
            ) : null}
          </div>
        </Card>
      ) : null}
      {release.status === 'IN_REVIEW' ? (
        <DecideCard
          {...{ t, locale, releaseId, mine }}
          base={`/${locale}/office/releases`}
          maySign={attack.passed && actorCanSomewhere(actor, 'sign')}
          signing={(await searchParams).decision === 'SIGN'}
        >
          {release.pendingSheets > 0 ? (
            <Notice kind="warn" kindLabel={t('words.kind.warn')}>
              {t('errors.E-PUB-02', { n: formatNumber(release.pendingSheets, locale) })}
            </Notice>
          ) : null}
        </DecideCard>
      ) : null}
      {release.number !== null && actorCanSomewhere(actor, 'sign') ? (
        <CorrectionCard t={t} releaseId={releaseId} />
      ) : null}
      {release.returnReason ? <ReturnedNotice t={t} reason={release.returnReason} /> : null}
      <Card title={t('release-desk.preview')} id="preview">
        <ReleasePage
          heading="h2"
          t={t}
          locale={locale}
          release={shown}
          links={release.number === null ? unlinked(locale, number) : siteLinks(locale, shown, true)}
        />
      </Card>
    </div>
  )
}
