import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SiblingGateReport } from '@/components/releases/sibling-gate-report'
import { SiblingPage } from '@/components/releases/sibling-page'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { siblingReleaseById } from '@/db/queries/releases/list'
import { releaseProvinces } from '@/db/queries/releases/sibling-facts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { siblingPath } from '@/lib/releases/siblings/links'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import { CorrectionCard, DecideCard, ReturnedNotice } from '../../../releases/decision-cards'
import { programmeReleasesBase, requireReleasesOf } from '../../allowed'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; programme: string; releaseId: string }>
  searchParams: Promise<{ decision?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('sibling.desk.tab') }
}

/** One release of a programme: what the gate said, what is hidden in it, the second person's answer, and what the public sees. */
export default async function ProgrammeReleasePage({ params, searchParams }: Props) {
  const { locale: asked, programme: slug, releaseId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  const programme = requireReleasesOf(actor, slug)
  if (!isUuid(releaseId)) notFound()
  const scope = scopeOf(actor)
  const [t, found] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => {
      const release = await siblingReleaseById(db, scope, { programme, releaseId })
      const provinces = await releaseProvinces(db, scope, programme)
      return provinces.some(({ provinceId }) => provinceId === release?.provinceId) ? release : null
    }),
  ])
  if (!found) notFound()
  const { bundle, verdict, passed } = found
  const base = programmeReleasesBase(locale, programme)
  const waits = found.status === 'IN_REVIEW'
  const mine = found.preparedById === actor.userId
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={base} className="inline-flex min-h-11 items-center">
          {t('sibling.desk.tab')}
        </a>
      </p>
      <PageHead
        title={t('release-desk.one', { day: formatDay(found.asOf, locale, 'long') })}
        line={t(`release-desk.status.${found.status}`)}
        actions={
          found.number === null ? null : (
            <a
              href={`/${locale}${siblingPath(bundle, found.number)}`}
              className="inline-flex min-h-11 items-center"
            >
              {t('sibling.desk.public')}
            </a>
          )
        }
      />
      <Card title={t('disclosure.gate.title')} id="gate">
        <SiblingGateReport t={t} locale={locale} bundle={bundle} verdict={verdict} passed={passed} />
      </Card>
      {waits ? (
        <DecideCard
          {...{ t, locale, releaseId, base, mine }}
          maySign={passed && !mine}
          signing={(await searchParams).decision === 'SIGN'}
        />
      ) : null}
      {found.number !== null ? <CorrectionCard t={t} releaseId={releaseId} /> : null}
      {found.returnReason ? <ReturnedNotice t={t} reason={found.returnReason} /> : null}
      <Card title={t('release-desk.preview')} id="preview">
        <SiblingPage
          heading="h2"
          t={t}
          locale={locale}
          release={{
            ...bundle,
            audit: null,
            number: found.number ?? 0,
            publishedAtIso: tehranDay(found.publishedAt ?? found.preparedAt),
            older: [],
            corrections: [],
          }}
          links={null}
        />
      </Card>
    </div>
  )
}
