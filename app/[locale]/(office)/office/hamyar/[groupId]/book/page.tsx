import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MonthTotals } from '@/components/hamyar/book-list'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { shownTotals } from '@/db/queries/hamyar/book'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { foundGroup } from '../../../../../_hamyar/found'
import { monthView } from '../../../../../_hamyar/month-view'
import { requireHamyar } from '../../allowed'
import { hamyarBase } from '../../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.book.title') }
}

/** What a group shows its own social worker of its book: the months' totals it agreed to, and no line. */
export default async function ShownBookPage({ params }: Props) {
  const { locale: asked, groupId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireHamyar(actor, 'record')
  const group = await foundGroup(actor, groupId)
  if (group.workerId !== actor.userId) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const months = await reading(scope, (db) => shownTotals(db, scope, groupId))
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead
        title={t('hamyar.book.title')}
        line={
          <a href={`${hamyarBase(locale)}/${groupId}`}>
            <bdi>{group.nameFa}</bdi>
          </a>
        }
      />
      <Notice kindLabel={t('words.kind.info')}>{t('hamyar.book.ownWorker')}</Notice>
      <Card id="months" title={t('hamyar.book.months')}>
        {months.length === 0 ? (
          <p className="text-ink-2">{t('hamyar.book.nothingShown')}</p>
        ) : (
          <MonthTotals
            label={t('hamyar.book.months')}
            months={months.map((one) => monthView(one, one.shown, group.members, { t, locale }))}
          />
        )}
      </Card>
    </div>
  )
}
