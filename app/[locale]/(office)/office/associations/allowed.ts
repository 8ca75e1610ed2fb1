import { notFound } from 'next/navigation'
import { type Actor, actorCanSomewhere } from '@/lib/access/actor'
import type { Power } from '@/lib/access/policy'

/** The pages of the associations exist for who holds a grant that reaches that programme; the women's office has its own. */
export function requireAssociations(actor: Actor, ...powers: Power[]): void {
  const wanted: Power[] = powers.length > 0 ? powers : ['marks', 'run', 'record']
  if (!wanted.some((power) => actorCanSomewhere(actor, power, 'ASSOCIATION'))) notFound()
}
