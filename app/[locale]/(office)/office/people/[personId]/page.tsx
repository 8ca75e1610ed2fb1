import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PersonCard } from '@/components/people/person-card'
import { viewPerson } from '@/db/commands/people/view-person'
import { requestIdOf } from '@/lib/server/action'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; personId: string }> }

// No name in the title: titles stay in a browser's history.
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.people') }
}

export default async function PersonPage({ params }: Props) {
  const { locale: asked, personId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'people')
  if (!isUuid(personId)) notFound()
  const person = await viewPerson({ actor, now: new Date(), requestId: await requestIdOf() }, { personId })
  if (!person) notFound()
  return <PersonCard t={await wordsOf(locale)} locale={locale} base={`/${locale}/office`} person={person} />
}
