import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Context } from '@/db/transaction'
import type { Actor } from '@/lib/access/actor'

/** Who plays a part in the demonstration. */
export type Cast = { system: Actor; officer: Actor; director: Actor }

/**
 * The one transaction in which the demonstration is played, day by day, through the product's own commands. Its clock
 * is the run's pinned one.
 */
export class Stage {
  readonly db: Db
  readonly cast: Cast
  runId = ''
  now: Date

  constructor(db: Db, cast: Cast, now: Date) {
    this.db = db
    this.cast = cast
    this.now = now
  }

  /** The context of a command by somebody; row-level security sees her from here on. */
  async as(actor: Actor): Promise<Context> {
    await this.become(actor.userId)
    return { actor, now: this.now, requestId: 'demo', db: this.db }
  }

  async become(userId: string): Promise<void> {
    await this.db.execute(sql`select set_config('app.user_id', ${userId}, true)`)
  }

  /** Moves the run's clock. */
  async turnTo(at: Date): Promise<void> {
    this.now = at
    await this.become(this.cast.system.userId)
    await this.db.execute(
      sql`update app.run set pinned_now = ${at.toISOString()}::timestamptz where id = ${this.runId}`,
    )
  }
}
