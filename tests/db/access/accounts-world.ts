import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { closePools, openPools } from '@/db/client'
import { hashPassword } from '@/db/commands/access/password-hash'
import { type Attempt, signIn } from '@/db/commands/access/sign-in'
import { hashOfToken } from '@/db/commands/access/token'
import type { Context } from '@/db/transaction'
import { type Actor, type ActorFacts, asActor } from '@/lib/access/actor'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'

export const PASSWORD = 'چهار سیب روی میز'
export type Member = { userId: string; handle: string }
export type Open = {
  database: FreshDatabase
  owner: Sql
  app: Sql
  nodes: { a: number; b: number; countyA: number; unitA: number }
  member: (role: string, at: number, home?: number) => Promise<Member>
  close: () => Promise<void>
}

let number = 0
let withOwnersRights: Sql

/** Two provinces, the first with a county and a cohort, and a way to make accounts that can sign in. */
export async function openAccounts(): Promise<Open> {
  const database = await freshDatabase()
  process.env.DATABASE_URL ??= database.ownerUrl
  const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  withOwnersRights = owner
  const app = postgres(database.appUrl, { max: 2, onnotice: () => {} })
  openPools({ app: database.appUrl, pub: database.publicUrl }, 6)
  const node = async (parent: number, kind: string, programme: string | null = null): Promise<number> => {
    const [made] = await owner`insert into app.scope (parent_id, kind, programme, path, label)
      select ${parent}, ${kind}, ${programme}, path, ${randomUUID()} from app.scope where id = ${parent} returning id`
    await owner`update app.scope set path = path || id where id = ${made!.id}`
    return made!.id
  }
  const a = await node(1, 'PROVINCE')
  const b = await node(1, 'PROVINCE')
  const countyA = await node(a, 'COUNTY')
  const unitA = await node(countyA, 'UNIT', 'RESILIENCE')
  const hash = await hashPassword(PASSWORD)
  const member = async (role: string, at: number, home = at): Promise<Member> => {
    number += 1
    const handle = `+98912${String(1_000_000 + number)}`
    const [made] = await owner`insert into app.user_account (scope_id, display_name, password_hash)
      values (${home}, ${`${role} ${number}`}, ${hash}) returning id`
    await owner`insert into app.user_login (handle, kind, user_id) values (${handle}, 'MOBILE', ${made!.id})`
    await owner`insert into app.user_grant (user_id, role, scope_id) values (${made!.id}, ${role}, ${at})`
    return { userId: made!.id, handle }
  }
  const close = async () => {
    await Promise.all([closePools(), owner.end(), app.end()])
    await database.drop()
  }
  return { database, owner, app, nodes: { a, b, countyA, unitA }, member, close }
}

/** A try from a network of its own unless told. */
export function attempt(network: string = `${randomUUID()}/24`): Attempt {
  return { now: new Date(), requestId: randomUUID(), network, device: 'Chrome on Android' }
}

/** Who a session id stands for, asked as a request does. */
export async function actorBy(app: Sql, sid: string): Promise<Actor | null> {
  const [row] = await app`select app.actor_of_session(${hashOfToken(sid)}) as facts`
  return row?.facts ? asActor(row.facts as ActorFacts) : null
}

/** Takes a browser to have shown a second factor just now. */
export async function asShown(sid: string): Promise<void> {
  await withOwnersRights`update app.auth_session set factor_at = now() where token_hash = ${hashOfToken(sid)}`
}

/** Signed in by password, on a browser taken to have shown a second factor where one is due. */
export async function signedIn(app: Sql, who: Member): Promise<{ sid: string; ctx: Context }> {
  const { sid } = await signIn(attempt(), { handle: who.handle, password: PASSWORD })
  await asShown(sid)
  const actor = await actorBy(app, sid)
  if (!actor) throw new Error('not signed in')
  return { sid, ctx: { actor, now: new Date(), requestId: randomUUID() } }
}

/** The code something was refused with. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'not refused',
    (error: { code?: string; message?: string }) => error.code ?? error.message ?? String(error),
  )
}

/** Reads as the application's login in somebody's name. */
export function reading<T>(app: Sql, userId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return app.begin(async (sql) => {
    await sql`select set_config('app.user_id', ${userId}, true)`
    return work(sql as unknown as Sql)
  }) as Promise<T>
}
