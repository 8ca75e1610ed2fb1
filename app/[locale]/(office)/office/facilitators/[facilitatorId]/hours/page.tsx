import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HoursStatement } from '@/components/workshops/hours-statement'
import { hoursStatement } from '@/db/queries/workshops/hours-statement'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { monthAsked } from '@/lib/workshops/hours'
import { hoursView } from './present'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; facilitatorId: string }>
  searchParams: Promise<{ month?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('paper.hours.title') }
}

export default async function HoursPage({ params, searchParams }: Props) {
  const { locale: asked, facilitatorId } = await params
  const locale = localeOf(asked)
  const month = monthAsked((await searchParams).month)
  const actor = await requireActor()
  if (!isUuid(facilitatorId)) notFound()
  const scope = scopeOf(actor)
  const [t, page] = await Promise.all([
    wordsOf(locale),
    reading(scope, (db) => hoursStatement(db, scope, { facilitatorId, month })),
  ])
  if (!page) notFound()
  const base = `/${locale}/office/facilitators/${facilitatorId}/hours`
  return <HoursStatement t={t} view={hoursView(page, base, t, locale)} />
}
