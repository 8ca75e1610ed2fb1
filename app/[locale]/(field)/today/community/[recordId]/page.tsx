import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { communityRecord } from '@/db/queries/community/records'
import { recordPictures } from '@/db/queries/files/pictures'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { RecordSheet } from '../../../../_community/record-sheet'
import { Pictures } from '../../../../_follow-up/pictures'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; recordId: string }>
  searchParams: Promise<{ refused?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.mine') }
}

export default async function MyRecordPage({ params, searchParams }: Props) {
  const { locale: asked, recordId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(recordId)) notFound()
  const scope = scopeOf(actor)
  const { refused } = await searchParams
  const [t, [record, pictures]] = await Promise.all([
    wordsOf(locale),
    reading(
      scope,
      async (db) =>
        [await communityRecord(db, scope, recordId), await recordPictures(db, scope, recordId)] as const,
    ),
  ])
  if (!record) notFound()
  requirePower(actor, 'marks', record)
  const mayWrite = actorCan(actor, 'record', record)
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-4">
        <RecordSheet
          t={t}
          locale={locale}
          record={record}
          at="field"
          mayWrite={mayWrite}
          pictures={
            <Pictures
              t={t}
              locale={locale}
              of={{ record: recordId }}
              pictures={pictures}
              refused={refused}
              at="field"
              mayAdd={mayWrite && record.struck === null && !record.closed}
            />
          }
        />
        <p>
          <a href={`/${locale}/today/community`} className="inline-flex min-h-touch items-center">
            {t('community.back')}
          </a>
        </p>
      </div>
    </FieldFrame>
  )
}
