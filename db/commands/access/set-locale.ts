import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { userAccount } from '@/db/schema/access'
import { type Context, inTransaction } from '@/db/transaction'
import { localeInput } from '@/lib/access/schema'
import { homeScopeOf } from './account-row'

/** The language somebody is greeted in. */
export async function setLocale(
  ctx: Context,
  input: z.input<typeof localeInput>,
): Promise<{ locale: 'fa' | 'en' }> {
  const { locale } = localeInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const { userId } = ctx.actor
    await db
      .update(userAccount)
      .set({ locale, version: sql`${userAccount.version} + 1` })
      .where(eq(userAccount.id, userId))
    const scopeId = await homeScopeOf(db, userId)
    await audit(db, ctx, {
      action: 'access.set-locale',
      entity: 'user_account',
      entityId: userId,
      scopeId,
      after: { locale },
    })
    return { locale }
  })
}
