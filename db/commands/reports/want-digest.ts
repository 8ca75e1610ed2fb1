import { sql } from 'drizzle-orm'
import { actorCanSomewhere } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { type Context, inTransaction } from '../../transaction'
import { homeScopeOf } from '../access/account-row'

/** Whether this account wants the weekly message; its page it has all the same. */
export async function wantDigest(
  ctx: Context,
  { wanted }: { wanted: boolean },
): Promise<{ wanted: boolean }> {
  if (!actorCanSomewhere(ctx.actor, 'marks')) throw new AppError('E-GEN-02')
  return inTransaction(ctx, async (db) => {
    const scopeId = await homeScopeOf(db, ctx.actor.userId)
    if (wanted) await db.execute(sql`delete from app.digest_refusal where user_id = app.me()`)
    else
      await db.execute(sql`insert into app.digest_refusal (user_id, scope_id) values (app.me(), ${scopeId})
        on conflict (user_id) do nothing`)
    await audit(db, ctx, {
      action: 'digest.want',
      entity: 'user_account',
      entityId: ctx.actor.userId,
      scopeId,
      after: { wanted },
    })
    return { wanted }
  })
}
