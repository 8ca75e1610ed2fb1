import 'server-only'
import { sql } from 'drizzle-orm'
import type { Actor, Scope } from '@/lib/access/actor'
import { actorCan } from '@/lib/access/actor'
import { stepUpDue } from '@/lib/access/factor'
import { type Place, type Power, reviewsDoubles } from '@/lib/access/policy'
import { AppError } from '@/lib/shared/result'
import { type Db, pools, type Reader } from './client'
import { translated } from './errors'
import type { Ask, Way } from './follower'

/** Everything a command needs beside its input. `db` is an open transaction to join, where there is one. */
export type Context = { actor: Actor; now: Date; requestId: string; db?: Db }

/**
 * The one door to the database: begins, says who is asking (row-level security reads it), runs, commits.
 * A throw undoes everything. Joins the transaction of the context where one is open.
 */
export async function inTransaction<T>(ctx: Context, work: (db: Db) => Promise<T>): Promise<T> {
  if (ctx.db) return work(ctx.db)
  return enter(ctx.actor.userId, work, ctx.requestId)
}

/** The same door for reading. */
export async function reading<T>(scope: Scope, work: (db: Reader) => Promise<T>): Promise<T> {
  return enter(scope.userId, work)
}

/**
 * The same door for reading what is heavy and changes nothing, held to it by the database: a follower answers where one is named and has
 * heard of everything committed before the question (db/follower.ts), else the primary. Where a follower fails on the way, `work` runs again.
 */
export async function readingAnywhere<T>(scope: Scope, work: (db: Reader) => Promise<T>): Promise<T> {
  const near = () => enter(scope.userId, work, '', true)
  const { follower, db } = pools()
  return follower ? follower.answer(asking(db), (way) => far(scope.userId, work, way), near) : near()
}

/**
 * The heavy reading of a command that has authorised in its transaction `db` and audits in it: asked anywhere, as above. Nothing may have
 * been written in the transaction before: a follower could not know of it.
 */
export async function readingBeside<T>(ctx: Context, db: Db, work: (db: Reader) => Promise<T>): Promise<T> {
  const { follower } = pools()
  if (!follower || ctx.db) return work(db)
  const { userId } = ctx.actor
  // In a savepoint: a refusal must not end the command's own transaction.
  const place: Ask = (statement) => db.transaction((inner) => asking(inner)(statement))
  return follower.answer(
    place,
    (way) => far(userId, work, way, ctx.requestId),
    () => work(db),
  )
}

const asking =
  (db: Pick<Db, 'execute'>): Ask =>
  async (statement) =>
    (await db.execute(statement))[0] as Awaited<ReturnType<Ask>>

/** Begins a reading on the follower, in somebody's name like any other. */
function far<T>(userId: string, work: (db: Reader) => Promise<T>, way: Way, requestId = ''): Promise<T> {
  return pools()
    .follower!.app()
    .begin((seat, inside) => {
      way.given()
      return seat.transaction(
        (tx) =>
          inside(async () => {
            await named(tx as unknown as Db, userId, requestId)
            await way.caughtUp(asking(tx))
            return work(tx as unknown as Db)
          }),
        READ_ONLY,
      )
    })
}

const READ_ONLY = { accessMode: 'read only' } as const

/** The id of the request stands in the log of the database beside whatever it complains of (`log_line_prefix`, %a). */
const named = (db: Db, userId: string, requestId: string) =>
  db.execute(
    sql`select set_config('app.user_id', ${userId}, true), set_config('application_name', ${`tabavar ${requestId}`.trim()}, true)`,
  )

async function enter<T>(
  userId: string,
  work: (db: Db) => Promise<T>,
  requestId = '',
  readOnly = false,
): Promise<T> {
  try {
    return await pools().seats.begin((seat, inside) =>
      seat.transaction(
        (tx) =>
          inside(async () => {
            await named(tx as unknown as Db, userId, requestId)
            return work(tx as unknown as Db)
          }),
        readOnly ? READ_ONLY : undefined,
      ),
    )
  } catch (error) {
    throw translated(error)
  }
}

/** Refuses with E-GEN-02 unless the actor holds the power in that place. */
export function authorise(actor: Actor, power: Power, where: Place): void {
  if (!actorCan(actor, power, where)) throw new AppError('E-GEN-02')
}

/** Refuses with E-GEN-02 unless the actor sits at the desk of doubles there, which the programmes share. */
export function authoriseDoubles(actor: Actor, where: Place): void {
  if (!reviewsDoubles(actor.grants, where)) throw new AppError('E-GEN-02')
}

/**
 * Refuses with E-ACC-18 unless the second factor was shown in the last minutes: before publishing, exporting and showing an
 * identifier. The page around it asks for the factor first (lib/server/step-up).
 */
export function requireFreshFactor({ actor, now }: Context): void {
  if (stepUpDue(actor, now.getTime())) throw new AppError('E-ACC-18')
}
