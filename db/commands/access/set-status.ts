import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { userAccount } from '@/db/schema/access'
import { type Context, inTransaction } from '@/db/transaction'
import { statusInput } from '@/lib/access/schema'
import { manageable } from './account-row'

/** Disables or enables an account. Disabling ends its sessions at once; E-ACC-07 for the last administrator. */
export async function setStatus(
  ctx: Context,
  input: z.input<typeof statusInput>,
): Promise<{ userId: string }> {
  const { userId, status } = statusInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const account = await manageable(db, ctx.actor, userId)
    await db
      .update(userAccount)
      .set({ status, version: sql`${userAccount.version} + 1` })
      .where(eq(userAccount.id, userId))
    await audit(db, ctx, {
      action: status === 'ACTIVE' ? 'access.enable' : 'access.disable',
      entity: 'user_account',
      entityId: userId,
      scopeId: account.scopeId,
      before: { status: account.status },
      after: { status },
    })
    return { userId }
  })
}
