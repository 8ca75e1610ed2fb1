import type { Metadata } from 'next'
import { DigestView } from '@/components/tasks/digest-view'
import { PageHead } from '@/components/ui/page-head'
import { digestOf } from '@/db/queries/reports/digest'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import type { DigestCount } from '@/lib/reports/digest'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { digestSections, digestWeek } from '../../../_follow-up/digest-sections'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('digest.title') }
}

/** The page behind each number. */
const BEHIND: Partial<Record<DigestCount, string>> = {
  due: 'tasks?kind=MISSING_SHEET',
  submitted: 'sessions',
  silent: 'sync#devices',
  quarantined: 'sync',
  absences: 'tasks?kind=ABSENCES',
}

export default async function OfficeDigestPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const [t, digest] = await Promise.all([
    wordsOf(locale),
    reading(scope, (db) => digestOf(db, scope, { mine: false })),
  ])
  const base = `/${locale}/office`
  const sees = actorCanSomewhere(actor, 'people')
  const sections = digestSections(
    digest,
    {
      count: (key) =>
        key === 'smsDrafts'
          ? actorCanSomewhere(actor, 'record')
            ? `${base}/sync/rescue`
            : null
          : BEHIND[key]
            ? `${base}/${BEHIND[key]}`
            : null,
      session: (id) => `${base}/sessions/${id}`,
      person: (id) => (sees ? `${base}/people/${id}` : null),
    },
    t,
    locale,
  )
  return (
    <div className="grid gap-2">
      <PageHead title={t('digest.title')} line={digestWeek(digest.week, t, locale)} />
      <DigestView sections={sections} see={t('digest.see')} />
    </div>
  )
}
