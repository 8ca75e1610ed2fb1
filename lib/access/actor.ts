import { can, canSomewhere, type Grant, type Place, type Power, type Programme } from './policy'

/** Somebody who has proved who she is. Made only from a session (lib/server/actor) or by `systemActor`. */
export type Actor = {
  readonly userId: string
  readonly sessionId: string | null
  readonly displayName: string
  readonly locale: 'fa' | 'en'
  readonly personId: string | null
  readonly isDemo: boolean
  /** Whether the account has a second factor, and when this browser last showed it. */
  readonly factorKept?: boolean
  readonly factorMs?: number | null
  readonly grants: readonly Grant[]
  readonly [proof]: true
}
declare const proof: unique symbol

/** What a query may be asked with: minted from an actor only, so that no query can run for nobody. */
export type Scope = { readonly userId: string; readonly [scopeProof]: true }
declare const scopeProof: unique symbol

export type ActorFacts = Omit<Actor, typeof proof>

/** Seals facts read from the database as an actor. Callers: lib/server/actor and db/seed. */
export function asActor(facts: ActorFacts): Actor {
  return facts as Actor
}

export function scopeOf(actor: Actor): Scope {
  return { userId: actor.userId } as Scope
}

export const actorCan = (actor: Actor, power: Power, where: Place) => can(actor.grants, power, where)
export const actorCanSomewhere = (actor: Actor, power: Power, programme?: Programme) =>
  canSomewhere(actor.grants, power, programme)

/** Who acts before anybody has signed in: holds no role, and row-level security shows her nothing. */
export const NOBODY: Actor = asActor({
  userId: '',
  sessionId: null,
  displayName: '',
  locale: 'fa',
  personId: null,
  isDemo: false,
  grants: [],
})
