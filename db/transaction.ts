import 'server-only'
import { sql } from 'drizzle-orm'
import type { Actor, Scope } from '@/lib/access/actor'
import { actorCan } from '@/lib/access/actor'
import { stepUpDue } from '@/lib/access/factor'
import type { Place, Power } from '@/lib/access/policy'
import { AppError } from '@/lib/shared/result'
import { type Db, pools, type Reader } from './client'
import { translated } from './errors'

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

/** The id of the request stands in the log of the database beside whatever it complains of (`log_line_prefix`, %a). */
async function enter<T>(userId: string, work: (db: Db) => Promise<T>, requestId = ''): Promise<T> {
  const name = `tabavar ${requestId}`.trim()
  try {
    return await pools().seats.begin((seat, inside) =>
      seat.transaction((tx) =>
        inside(async () => {
          await tx.execute(
            sql`select set_config('app.user_id', ${userId}, true), set_config('application_name', ${name}, true)`,
          )
          return work(tx as unknown as Db)
        }),
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

/**
 * Refuses with E-ACC-18 unless the second factor was shown in the last minutes: before publishing, exporting and showing an
 * identifier. The page around it asks for the factor first (lib/server/step-up).
 */
export function requireFreshFactor({ actor, now }: Context): void {
  if (stepUpDue(actor, now.getTime())) throw new AppError('E-ACC-18')
}
