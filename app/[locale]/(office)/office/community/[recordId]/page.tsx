import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { communityRecord } from '@/db/queries/community/records'
import { recordPictures } from '@/db/queries/files/pictures'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { RecordSheet } from '../../../../_community/record-sheet'
import { Pictures } from '../../../../_follow-up/pictures'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; recordId: string }>
  searchParams: Promise<{ refused?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.title') }
}

export default async function RecordPageRoute({ params, searchParams }: Props) {
  const { locale: asked, recordId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(recordId)) notFound()
  const scope = scopeOf(actor)
  const { refused } = await searchParams
  const t = await wordsOf(locale)
  const [record, pictures] = await reading(
    scope,
    async (db) =>
      [await communityRecord(db, scope, recordId), await recordPictures(db, scope, recordId)] as const,
  )
  if (!record) notFound()
  requirePower(actor, 'marks', record)
  const mayWrite = actorCan(actor, 'record', record)
  return (
    <div className="grid max-w-4xl gap-4">
      <p className="-mb-2 text-sm print:hidden">
        <a href={`/${locale}/office/community`} className="inline-flex min-h-11 items-center">
          {t('community.back')}
        </a>
      </p>
      <RecordSheet
        t={t}
        locale={locale}
        record={record}
        at="office"
        mayWrite={mayWrite}
        pictures={
          actorCan(actor, 'people', record) ? (
            <Pictures
              t={t}
              locale={locale}
              of={{ record: recordId }}
              pictures={pictures}
              refused={refused}
              at="office"
              mayAdd={mayWrite && record.struck === null && !record.closed}
            />
          ) : null
        }
      />
    </div>
  )
}
