import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { audit } from '@/db/audit'
import { authSession } from '@/db/schema/access'
import { type Context, inTransaction } from '@/db/transaction'
import { homeScopeOf } from './account-row'

/** Ends the session of the browser that asks. */
export async function signOut(ctx: Context): Promise<void> {
  const { sessionId, userId } = ctx.actor
  if (!sessionId) return
  await inTransaction(ctx, async (db) => {
    await db
      .update(authSession)
      .set({ endedAt: sql`now()`, endReason: 'SIGN_OUT' })
      .where(and(eq(authSession.id, sessionId), eq(authSession.userId, userId), isNull(authSession.endedAt)))
    const scopeId = await homeScopeOf(db, userId)
    await audit(db, ctx, { action: 'access.sign-out', entity: 'auth_session', entityId: sessionId, scopeId })
  })
}
