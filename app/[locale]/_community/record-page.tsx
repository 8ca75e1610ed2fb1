import { notFound } from 'next/navigation'
import { communityRecord } from '@/db/queries/community/records'
import { recordPictures } from '@/db/queries/files/pictures'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { Pictures } from '../_follow-up/pictures'
import { RecordSheet } from './record-sheet'

export type RecordAsked = {
  params: Promise<{ locale: string; recordId: string }>
  searchParams: Promise<{ refused?: string }>
}

/** One record with its pictures, for whoever may see it, in a hand or at a desk. */
export async function recordPage({ params, searchParams }: RecordAsked, at: 'field' | 'office') {
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
  const seesPictures = at === 'field' || actorCan(actor, 'people', record)
  const sheet = (
    <RecordSheet
      t={t}
      locale={locale}
      record={record}
      at={at}
      mayWrite={mayWrite}
      pictures={
        seesPictures ? (
          <Pictures
            t={t}
            locale={locale}
            of={{ record: recordId }}
            pictures={pictures}
            refused={refused}
            at={at}
            mayAdd={mayWrite && record.struck === null && !record.closed}
          />
        ) : null
      }
    />
  )
  return { t, locale, actor, sheet }
}
