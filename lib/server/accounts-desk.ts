import 'server-only'
import { notFound } from 'next/navigation'
import type { NodeName } from '@/db/queries/access'
import { type Actor, actorCanSomewhere } from '@/lib/access/actor'
import { GIVEN_ROLES, type GivenRole, roleFits } from '@/lib/access/role-place'
import { requireActor } from './actor'

/** Who may look after accounts: administrators, and the office for its facilitators. To others the page does not exist. */
export async function requireAccountsDesk(): Promise<Actor> {
  const actor = await requireActor()
  if (!actorCanSomewhere(actor, 'accounts') && !actorCanSomewhere(actor, 'run', 'RESILIENCE')) notFound()
  return actor
}

/** The roles an actor can give at all, of those that fit a node she reaches. */
export function rolesToGive(actor: Actor, nodes: readonly NodeName[]): GivenRole[] {
  const all: readonly GivenRole[] = actorCanSomewhere(actor, 'accounts') ? GIVEN_ROLES : ['FACILITATOR']
  return all.filter((role) => nodes.some((node) => roleFits(role, node)))
}
