import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import type { Db } from '@/db/client'
import { type Context, inTransaction } from '@/db/transaction'
import { accountInput } from '@/lib/access/schema'
import { AppError } from '@/lib/shared/result'
import { manageable } from './account-row'
import { hashOfToken, newToken } from './token'

const HOURS = 72

/** The secret of a one-time link. It is shown once; the database keeps its hash. */
export type Invited = { userId: string; token: string; hours: number }

/** Makes a link for an account; earlier links of the same account stop working. */
export async function makeLink(db: Db, userId: string): Promise<Invited> {
  const token = newToken()
  await db.execute(sql`select app.invite(${userId}, ${hashOfToken(token)}, ${`${HOURS} hours`}::interval)`)
  return { userId, token, hours: HOURS }
}

/** A new one-time link for somebody who has lost the first or forgotten her password. */
export async function invite(ctx: Context, input: z.input<typeof accountInput>): Promise<Invited> {
  const { userId } = accountInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const account = await manageable(db, ctx.actor, userId)
    if (account.status !== 'ACTIVE') throw new AppError('E-ACC-16')
    const link = await makeLink(db, userId)
    await audit(db, ctx, {
      action: 'access.invite',
      entity: 'user_account',
      entityId: userId,
      scopeId: account.scopeId,
    })
    return link
  })
}
