import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { requireAssociations } from './allowed'
import { foundProvince } from './found'

export type ProvincePage = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ province?: string }>
}

/** What each page of a province's associations begins with: who asks, in which language, and of which province. */
export async function openingOf({ params, searchParams }: ProvincePage) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireAssociations(actor)
  const t = await wordsOf(locale)
  const found = await foundProvince(actor, (await searchParams).province)
  return { locale, actor, scope: scopeOf(actor), t, told: { t, locale }, ...found }
}
