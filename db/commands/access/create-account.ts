import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { userGrant, userLogin } from '@/db/schema/access'
import { type Context, inTransaction } from '@/db/transaction'
import { programmeOf, roleFits } from '@/lib/access/role-place'
import { createAccountInput } from '@/lib/access/schema'
import { AppError } from '@/lib/shared/result'
import { authoriseRole, nodeOf } from './account-row'
import { type Invited, makeLink } from './invite'

/** An account with its first role, and the one-time link by which its owner sets a password. */
export async function createAccount(
  ctx: Context,
  input: z.input<typeof createAccountInput>,
): Promise<Invited> {
  const given = createAccountInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const node = await nodeOf(db, given.scopeId)
    authoriseRole(ctx.actor, given.role, node)
    if (!roleFits(given.role, node)) throw new AppError('E-ACC-08')
    // An account belongs to a county, a province or the nation, whichever unit its first role is in.
    const home = node.kind === 'UNIT' ? (node.parentId ?? node.id) : node.id
    const belongs = canHold(await nodeOf(db, home), ctx) ? home : node.id
    // Only these columns may be written; drizzle's insert would name them all.
    const [made] = (await db.execute(sql`insert into app.user_account (scope_id, display_name, locale)
      values (${belongs}, ${given.name}, ${given.locale}) returning id`)) as unknown as { id: string }[]
    const userId = made!.id
    await db.insert(userLogin).values({ ...given.handle, userId })
    await db.insert(userGrant).values({
      userId,
      role: given.role,
      scopeId: node.id,
      programme: programmeOf(given.role),
      grantedBy: ctx.actor.userId,
    })
    await audit(db, ctx, {
      action: 'access.create-account',
      entity: 'user_account',
      entityId: userId,
      scopeId: belongs,
      after: { role: given.role, scopeId: node.id },
    })
    return makeLink(db, userId)
  })
}

function canHold(home: { path: number[] }, ctx: Context): boolean {
  return ctx.actor.grants.some((grant) => home.path.includes(grant.scopeId))
}
