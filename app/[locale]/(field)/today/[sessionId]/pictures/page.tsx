import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { picturesOf } from '@/db/queries/files/pictures'
import { registerView } from '@/db/queries/workshops/register'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'
import { isUuid } from '@/lib/shared/id'
import { sentence } from '@/lib/workshops/register-sentence'
import { Pictures } from '../../../../_follow-up/pictures'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; sessionId: string }>
  searchParams: Promise<{ refused?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('follow-up.pictures.title') }
}

export default async function SessionPicturesPage({ params, searchParams }: Props) {
  const { locale: asked, sessionId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(sessionId)) notFound()
  const scope = scopeOf(actor)
  const { refused } = await searchParams
  const [t, labels, found] = await Promise.all([
    wordsOf(locale),
    registerLabels(locale),
    reading(scope, async (db) => ({
      view: await registerView(db, scope, { sessionId, locale }),
      pictures: await picturesOf(db, scope, sessionId),
    })),
  ])
  if (!found.view) notFound()
  const { seq, placeName } = found.view
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-4">
        <h1 className="text-xl">{sentence(labels.title, { seq, place: placeName }, locale)}</h1>
        <Pictures
          t={t}
          locale={locale}
          of={{ session: sessionId }}
          pictures={found.pictures}
          refused={refused}
          at="field"
          mayAdd={actorCanSomewhere(actor, 'record')}
        />
        <p>
          <a href={`/${locale}/today/${sessionId}`} className="inline-flex min-h-touch items-center">
            {t('follow-up.tasks.sheet')}
          </a>
        </p>
      </div>
    </FieldFrame>
  )
}
