import { notFound } from 'next/navigation'
import { LinkButton } from '@/components/ui/link-button'
import { type Actor, actorCanSomewhere } from '@/lib/access/actor'
import { canSomewhere, type Programme } from '@/lib/access/policy'
import { PROGRAMME_SLUG, releasePower, type Sibling, siblingAt } from '@/lib/releases/siblings/kinds'
import type { Locale, Words } from '@/lib/shared/locale'

export const programmeReleasesBase = (locale: Locale, programme: Sibling) =>
  `/${locale}/office/programme-releases/${PROGRAMME_SLUG[programme]}`

/** The figures of a programme's office, from which one comes here. */
const FIGURES: Record<Sibling, string> = {
  HAMYAR: 'hamyar/figures',
  CHARITY: 'charities/figures',
  ASSOCIATION: 'associations/figures',
}
export const figuresPath = (locale: Locale, programme: Sibling) => `/${locale}/office/${FIGURES[programme]}`

/** The programme an address names, for who works for it with the power its releases want; nobody else has such a page. */
export function requireReleasesOf(actor: Actor, slug: string): Sibling {
  const programme = siblingAt(slug)
  if (!programme || !actorCanSomewhere(actor, releasePower(programme, 'prepare'), programme)) notFound()
  return programme
}

const overProvinces = (actor: Actor, programme: Programme) =>
  canSomewhere(
    actor.grants.filter(({ kind }) => kind === 'PROVINCE' || kind === 'NATION'),
    releasePower(programme, 'prepare'),
    programme,
  )

/** The way from a programme's figures to what the public sees of them, where the reader prepares or signs it. */
export function ReleasesLink({
  t,
  locale,
  actor,
  programme,
}: {
  t: Words
  locale: Locale
  actor: Actor
  programme: Sibling
}) {
  if (!overProvinces(actor, programme)) return null
  return <LinkButton href={programmeReleasesBase(locale, programme)}>{t('sibling.desk.tab')}</LinkButton>
}
