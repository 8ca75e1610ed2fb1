import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { authSession } from '@/db/schema/access'
import { type Context, inTransaction } from '@/db/transaction'
import { accountInput, ownSessionInput } from '@/lib/access/schema'
import { AppError } from '@/lib/shared/result'
import { homeScopeOf, manageable } from './account-row'

/** An administrator puts somebody out of every browser. */
export async function endSessions(
  ctx: Context,
  input: z.input<typeof accountInput>,
): Promise<{ userId: string; ended: number }> {
  const { userId } = accountInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const account = await manageable(db, ctx.actor, userId)
    const gone = await db
      .update(authSession)
      .set({ endedAt: sql`now()`, endReason: 'ADMIN' })
      .where(and(eq(authSession.userId, userId), isNull(authSession.endedAt)))
      .returning({ id: authSession.id })
    await audit(db, ctx, {
      action: 'access.end-sessions',
      entity: 'user_account',
      entityId: userId,
      scopeId: account.scopeId,
      after: { ended: gone.length },
    })
    return { userId, ended: gone.length }
  })
}

/** Somebody ends one of her own sessions: the phone she lost, the desk she left. */
export async function endOwnSession(
  ctx: Context,
  input: z.input<typeof ownSessionInput>,
): Promise<{ sessionId: string }> {
  const { sessionId } = ownSessionInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const gone = await db
      .update(authSession)
      .set({ endedAt: sql`now()`, endReason: 'OWNER' })
      .where(
        and(
          eq(authSession.id, sessionId),
          eq(authSession.userId, ctx.actor.userId),
          isNull(authSession.endedAt),
        ),
      )
      .returning({ id: authSession.id })
    if (gone.length === 0) throw new AppError('E-GEN-02')
    const scopeId = await homeScopeOf(db, ctx.actor.userId)
    await audit(db, ctx, {
      action: 'access.end-session',
      entity: 'auth_session',
      entityId: sessionId,
      scopeId,
    })
    return { sessionId }
  })
}
