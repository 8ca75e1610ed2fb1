import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { userLogin } from '@/db/schema/access'
import { type Context, inTransaction } from '@/db/transaction'
import { checkPassword } from '@/lib/access/password'
import { changePasswordInput } from '@/lib/access/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { homeScopeOf } from './account-row'
import { isCommonPassword } from './common-passwords'
import { type OpenedSession, openSession } from './open-session'
import { hashPassword, passwordMatches } from './password-hash'
import { clearTries, takeTry, throttleKeys } from './throttle'
import { hashOfToken } from './token'

/**
 * A new password for the one who asks, who must know the old one (E-ACC-11). Every session of hers ends, this one as
 * well; the answer is a fresh one for this browser.
 */
export async function changePassword(
  ctx: Context,
  input: z.input<typeof changePasswordInput>,
  device: string | null = null,
): Promise<OpenedSession> {
  const { old, password } = changePasswordInput.parse(input)
  const { userId, displayName } = ctx.actor
  const keys = throttleKeys(`own password of ${userId}`, 'own')
  const { wait, stored, handles } = await inTransaction(ctx, async (db) => {
    const rows = await db.execute(sql`select app.my_password_hash() as stored`)
    return {
      wait: await takeTry(db, keys),
      stored: (rows as unknown as { stored: string | null }[])[0]?.stored,
      handles: await db
        .select({ handle: userLogin.handle })
        .from(userLogin)
        .where(sql`${userLogin.userId} = ${userId}`),
    }
  })
  if (wait > 0) throw new AppError('E-ACC-03', { seconds: wait })
  if (!(await passwordMatches(stored, old))) throw new AppError('E-ACC-11')
  orThrow(checkPassword(password, [displayName, ...handles.map((row) => row.handle)]))
  if (isCommonPassword(password)) throw new AppError('E-ACC-10')
  const hash = await hashPassword(password)
  return inTransaction(ctx, async (db) => {
    await clearTries(db, keys)
    await db.execute(sql`select app.set_my_password(${hash})`)
    const scopeId = await homeScopeOf(db, userId)
    await audit(db, ctx, {
      action: 'access.change-password',
      entity: 'user_account',
      entityId: userId,
      scopeId,
    })
    const opened = await openSession(db, { userId, device, how: 'password-change', requestId: ctx.requestId })
    await db.execute(sql`select app.carry_factor(${ctx.actor.sessionId}::uuid, ${hashOfToken(opened.sid)})`)
    return opened
  })
}
