import type { Metadata } from 'next'
import { signOut } from '@/app/_actions/access'
import { RecordList } from '@/components/community/record-list'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { myRecords, writableCohorts } from '@/db/queries/community/records'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { RECORD_KINDS } from '@/lib/community/kinds'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { recordCard } from '../../../_community/record-rows'
import { FieldFrame } from '../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.mine') }
}

/** What her neighbourhood worked out and did, and what became of its proposals. */
export default async function MyCommunityPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const [t, [records, cohorts]] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => [await myRecords(db, scope), await writableCohorts(db, scope, {})] as const),
  ])
  const base = `/${locale}/today/community`
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-5">
        <PageHead title={t('community.mine')} line={t('community.mineLine')} />
        {cohorts.length > 0 ? (
          <section aria-labelledby="new" className="grid gap-2">
            <h2 id="new" className="text-lg">
              {t('community.new')}
            </h2>
            <ul className="grid grid-cols-2 gap-2">
              {RECORD_KINDS.map((kind) => (
                <li key={kind} className="grid">
                  <LinkButton href={`${base}/new?kind=${kind}`} size="field">
                    {t(`community.kind.${kind}`)}
                  </LinkButton>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section aria-labelledby="records" className="grid gap-2">
          <h2 id="records" className="text-lg">
            {t('community.recorded')}
          </h2>
          {records.length === 0 ? (
            <p className="text-ink-2">{t('community.none')}</p>
          ) : (
            <RecordList
              label={t('community.recorded')}
              records={records.map((one) => recordCard(one, base, t, locale))}
            />
          )}
        </section>
      </div>
    </FieldFrame>
  )
}
