import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { authorise, type Context, inTransaction, requireFreshFactor } from '@/db/transaction'
import { actorCanInCounty } from '@/lib/access/actor'
import { makeTokenInput, revokeTokenInput, TOKEN_EXPORTS, TOKEN_PREFIX } from '@/lib/access/api-token'
import { AppError } from '@/lib/shared/result'
import { homeScopeOf, nodeOf } from './account-row'
import { hashOfToken, newToken } from './token'

/** A token for some of the exports its maker may take herself. It is shown once; the database keeps its hash. */
export async function makeApiToken(
  ctx: Context,
  input: z.input<typeof makeTokenInput>,
): Promise<{ token: string }> {
  const { name, exports, days } = makeTokenInput.parse(input)
  return inTransaction(ctx, async (db) => {
    for (const one of exports)
      if (!actorCanInCounty(ctx.actor, TOKEN_EXPORTS[one], 'RESILIENCE')) throw new AppError('E-GEN-02')
    requireFreshFactor(ctx)
    const scopeId = await homeScopeOf(db, ctx.actor.userId)
    const secret = newToken()
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.api_token (scope_id, user_id, name, hash, exports, expires_at)
      values (${scopeId}, ${ctx.actor.userId}, ${name}, ${hashOfToken(secret)}, ${`{${exports.join(',')}}`}::text[],
        now() + ${`${days} days`}::interval)
      returning id`)
    await audit(db, ctx, {
      action: 'access.make-token',
      entity: 'api_token',
      entityId: made!.id,
      scopeId,
      after: { exports, days },
    })
    return { token: `${TOKEN_PREFIX}${secret}` }
  })
}

/** Ends a token at once: one's own, or one of an account one looks after. */
export async function revokeApiToken(ctx: Context, input: z.input<typeof revokeTokenInput>): Promise<void> {
  const { tokenId } = revokeTokenInput.parse(input)
  await inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ userId: string; scopeId: number }>(
      sql`select user_id as "userId", scope_id as "scopeId" from app.api_token where id = ${tokenId} for update`,
    )
    if (!row) throw new AppError('E-GEN-02')
    if (row.userId !== ctx.actor.userId) authorise(ctx.actor, 'accounts', await nodeOf(db, row.scopeId))
    await db.execute(
      sql`update app.api_token set revoked_at = now() where id = ${tokenId} and revoked_at is null`,
    )
    await audit(db, ctx, {
      action: 'access.revoke-token',
      entity: 'api_token',
      entityId: tokenId,
      scopeId: row.scopeId,
    })
  })
}
