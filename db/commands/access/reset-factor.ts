import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { type Context, inTransaction, requireFreshFactor } from '@/db/transaction'
import { accountInput } from '@/lib/access/schema'
import { AppError } from '@/lib/shared/result'
import { manageable } from './account-row'

/**
 * Takes the second factor of an account away whose phone and recovery codes are gone, and ends its sessions: at the next
 * sign-in she sets up another. Whoever asks for it must be known to the administrator; the product cannot tell. With a new
 * link it would open her account, so it wants the administrator's own factor of the last minutes (E-ACC-18).
 */
export async function resetFactor(
  ctx: Context,
  input: z.input<typeof accountInput>,
): Promise<{ userId: string; ended: number }> {
  const { userId } = accountInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const account = await manageable(db, ctx.actor, userId)
    requireFreshFactor(ctx)
    const rows = await db.execute(sql`select app.reset_factor(${userId}) as ended`)
    const ended = (rows as unknown as { ended: number | null }[])[0]?.ended
    if (ended == null) throw new AppError('E-GEN-02')
    await audit(db, ctx, {
      action: 'access.reset-second-factor',
      entity: 'user_account',
      entityId: userId,
      scopeId: account.scopeId,
      after: { ended },
    })
    return { userId, ended }
  })
}
