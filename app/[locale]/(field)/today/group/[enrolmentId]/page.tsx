import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { memberSign } from '@/db/queries/people/signs'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { ReferCard } from '../../../../_picture/refer-card'
import { SignCard } from '../../../../_signs/sign-card'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; enrolmentId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('signs.title') }
}

/** The phone is handed over: she points at her symbol and her colour. */
export default async function MemberSignPage({ params }: Props) {
  const { locale: asked, enrolmentId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(enrolmentId)) notFound()
  const scope = scopeOf(actor)
  const [t, member] = await Promise.all([
    wordsOf(locale),
    reading(scope, (db) => memberSign(db, scope, enrolmentId)),
  ])
  if (!member) notFound()
  requirePower(actor, 'enrol', member)
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <p className="-mt-2 text-sm">
        <a href={`/${locale}/today/group`} className="inline-flex min-h-11 items-center">
          {t('signs.back')}
        </a>
      </p>
      <h1 className="mb-3 text-xl">
        <bdi>{member.name}</bdi>
      </h1>
      <SignCard t={t} member={member} />
      <div className="mt-4">
        <ReferCard
          told={{ t, locale }}
          actor={actor}
          personId={member.personId}
          back={`/${locale}/today/group/${enrolmentId}`}
          size="field"
        />
      </div>
    </FieldFrame>
  )
}
