import 'server-only'
import { sql } from 'drizzle-orm'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { pools } from '@/db/client'
import { type Browser, browserOf } from '@/db/commands/access/second-factor'
import { type Actor, type ActorFacts, actorCan, actorCanSomewhere, asActor } from '@/lib/access/actor'
import type { Place, Power, Programme } from '@/lib/access/policy'
import { PATH_HEADER, secondFactorPath, signInPath } from '@/lib/access/way-in'
import { localeOf } from './i18n'
import { sessionCookieName } from './session-cookie'
import { cookieKeys, sessionHashOf } from './sessions'

/** Who is behind a session's hash, asked of the database each time, so that an ended session ends at once. */
export async function actorOfHash(hash: Buffer): Promise<Actor | null> {
  const rows = await pools().db.execute(sql`select app.actor_of_session(${hash}) as facts`)
  const raw = (rows as unknown as { facts: unknown }[])[0]?.facts
  const facts = (typeof raw === 'string' ? JSON.parse(raw) : raw) as ActorFacts | null | undefined
  return facts ? asActor(facts) : null
}

/** Who reads by the secret address of her calendar, or null: row-level security knows her, and no page or command does. */
export async function readerOfFeed(hash: Buffer): Promise<Actor | null> {
  const rows = await pools().db.execute(sql`select app.user_of_feed(${hash}) as id`)
  const userId = (rows as unknown as { id: string | null }[])[0]?.id
  if (!userId) return null
  const unknown = { sessionId: null, displayName: '', locale: 'fa', personId: null, isDemo: false } as const
  return asActor({ ...unknown, userId, grants: [] })
}

/**
 * Who is asking, or null. Once per request. Next's own jar is read rather than the header: after an action has changed
 * the cookie, the page of the same answer must already see the new one.
 */
export const currentActor: () => Promise<Actor | null> = cache(async () => {
  const hash = await currentHash()
  return hash ? actorOfHash(hash) : null
})

/** The hash of the session this browser's cookie names, or null. */
export async function currentHash(): Promise<Buffer | null> {
  const name = sessionCookieName(cookieKeys().secure)
  const value = (await cookies()).get(name)?.value
  return value ? sessionHashOf(`${name}=${value}`) : null
}

/** This browser as the second factor knows it, also while its factor is due and nobody is an actor behind it. */
export const currentBrowser: () => Promise<Browser | null> = cache(async () => {
  const hash = await currentHash()
  return hash ? browserOf(hash) : null
})

/**
 * Who is asking; the signed-out are shown the way in, those whose second factor is due the page that asks for it, and both
 * come back to where they were going.
 */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor()
  if (actor) return actor
  const path = (await headers()).get(PATH_HEADER)
  const locale = localeOf(await getLocale())
  redirect((await currentBrowser())?.due ? secondFactorPath(locale, path) : signInPath(locale, path))
}

/**
 * Goes on only when the actor holds the power in that place, or anywhere for the programme whose page it is (the plan's, where none
 * is said; `ALL` for what the programmes share): otherwise the page does not exist.
 */
export function requirePower(
  actor: Actor,
  power: Power,
  where: Place | Programme | 'ALL' = 'RESILIENCE',
): void {
  const may =
    typeof where === 'string'
      ? actorCanSomewhere(actor, power, where === 'ALL' ? undefined : where)
      : actorCan(actor, power, where)
  if (!may) notFound()
}
