import type { Metadata } from 'next'
import { signOut } from '@/app/_actions/access'
import { DigestView } from '@/components/tasks/digest-view'
import { digestOf } from '@/db/queries/reports/digest'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { digestSections, digestWeek } from '../../../_follow-up/digest-sections'
import { FieldFrame } from '../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('digest.title') }
}

export default async function TodayDigestPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const [t, digest] = await Promise.all([
    wordsOf(locale),
    reading(scope, (db) => digestOf(db, scope, { mine: true })),
  ])
  const base = `/${locale}/today`
  const sections = digestSections(
    digest,
    {
      count: (key) => (['atRisk', 'outOfReach', 'absences'].includes(key) ? `${base}/group` : null),
      session: (id) => `${base}/${id}`,
      person: () => null,
    },
    t,
    locale,
  )
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-5">
        <div>
          <h1 className="text-xl">{t('digest.title')}</h1>
          <p className="text-sm text-ink-2">{digestWeek(digest.week, t, locale)}</p>
        </div>
        <DigestView sections={sections} see={t('digest.see')} />
      </div>
    </FieldFrame>
  )
}
