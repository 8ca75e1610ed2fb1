import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { userGrant } from '@/db/schema/access'
import { type Context, inTransaction } from '@/db/transaction'
import { type GivenRole, programmeOf, roleFits } from '@/lib/access/role-place'
import { endRoleInput, roleInput } from '@/lib/access/schema'
import { AppError } from '@/lib/shared/result'
import { authoriseRole, manageable, nodeOf } from './account-row'

/** Gives a role at a place. The account's sessions end at once: a trigger sees to it. */
export async function giveRole(ctx: Context, input: z.input<typeof roleInput>): Promise<{ userId: string }> {
  const given = roleInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const node = await nodeOf(db, given.scopeId)
    authoriseRole(ctx.actor, given.role, node)
    const account = await manageable(db, ctx.actor, given.userId)
    if (!roleFits(given.role, node)) throw new AppError('E-ACC-08')
    const made = await db
      .insert(userGrant)
      .values({
        userId: given.userId,
        role: given.role,
        scopeId: node.id,
        programme: programmeOf(given.role),
        grantedBy: ctx.actor.userId,
      })
      .onConflictDoNothing()
      .returning({ id: userGrant.id })
    if (made.length === 0) throw new AppError('E-ACC-13')
    await audit(db, ctx, {
      action: 'access.give-role',
      entity: 'user_account',
      entityId: given.userId,
      scopeId: account.scopeId,
      after: { role: given.role, scopeId: node.id },
    })
    return { userId: given.userId }
  })
}

/** Takes a role back. E-ACC-07: it is that of the last administrator of the place. */
export async function endRole(
  ctx: Context,
  input: z.input<typeof endRoleInput>,
): Promise<{ userId: string }> {
  const { grantId } = endRoleInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const [grant] = await db
      .select({ userId: userGrant.userId, role: userGrant.role, scopeId: userGrant.scopeId })
      .from(userGrant)
      .where(and(eq(userGrant.id, grantId), isNull(userGrant.endedAt)))
    if (!grant) throw new AppError('E-GEN-02')
    if (grant.userId === ctx.actor.userId) throw new AppError('E-ACC-12')
    authoriseRole(ctx.actor, grant.role as GivenRole, await nodeOf(db, grant.scopeId))
    await db
      .update(userGrant)
      .set({ endedAt: sql`now()` })
      .where(and(eq(userGrant.id, grantId), isNull(userGrant.endedAt)))
    await audit(db, ctx, {
      action: 'access.end-role',
      entity: 'user_account',
      entityId: grant.userId,
      scopeId: grant.scopeId,
      before: { role: grant.role, scopeId: grant.scopeId },
    })
    return { userId: grant.userId }
  })
}
