import 'server-only'
import { sql } from 'drizzle-orm'
import { actorCanSomewhere } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { type Context, inTransaction } from '../../transaction'
import { hashOfToken, newToken } from '../access/token'

/** A new secret address for the caller's own calendar, told this once; one she had before ends with it. */
export async function openFeed(ctx: Context): Promise<{ secret: string }> {
  if (!actorCanSomewhere(ctx.actor, 'see')) throw new AppError('E-GEN-02')
  const secret = newToken()
  await inTransaction(ctx, async (db) => {
    await end(db, ctx)
    const scopeId = ctx.actor.grants[0]?.scopeId ?? 1
    await db.execute(sql`
      insert into app.calendar_feed (user_id, scope_id, token_hash, made_at)
      values (app.me(), ${scopeId}, decode(${hashOfToken(secret).toString('hex')}, 'hex'), ${ctx.now.toISOString()}::timestamptz)`)
    await note(db, ctx, 'calendar.open')
  })
  return { secret }
}

/** The address stops answering at once, wherever it was written down. */
export async function closeFeed(ctx: Context): Promise<void> {
  if (!actorCanSomewhere(ctx.actor, 'see')) throw new AppError('E-GEN-02')
  await inTransaction(ctx, async (db) => {
    await end(db, ctx)
    await note(db, ctx, 'calendar.close')
  })
}

const end = (db: Db, ctx: Context) =>
  db.execute(sql`
    update app.calendar_feed set ended_at = ${ctx.now.toISOString()}::timestamptz where user_id = app.me() and ended_at is null`)

const note = (db: Db, ctx: Context, action: string) =>
  audit(db, ctx, {
    action,
    entity: 'user_account',
    entityId: ctx.actor.userId,
    scopeId: ctx.actor.grants[0]?.scopeId ?? 1,
  })
