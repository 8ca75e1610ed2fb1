import { notFound } from 'next/navigation'
import { type Actor, actorCanSomewhere } from '@/lib/access/actor'
import type { Power } from '@/lib/access/policy'

/** The pages of the hamyar groups exist for who holds a grant that reaches that programme; the women's office has its own. */
export function requireHamyar(actor: Actor, power: Power = 'marks'): void {
  if (!actorCanSomewhere(actor, power, 'HAMYAR')) notFound()
}
