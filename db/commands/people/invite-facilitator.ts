import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { createAccount } from '../access/create-account'
import { loadFacilitator } from '../programmes/facilitator-row'
import { placeOfScope } from '../programmes/load'

export const InviteFacilitator = z.strictObject({ facilitatorId: z.uuid(), handle: z.string().max(200) })
export type InviteFacilitator = z.input<typeof InviteFacilitator>

/**
 * An account for a facilitator who leads a cohort, tied to her, and its one-time link. She may enter that cohort and
 * nothing else. E-FAC-04: she leads none yet; E-FAC-05: she has an account.
 */
export async function inviteFacilitator(
  ctx: Context,
  input: InviteFacilitator,
): Promise<{ token: string; hours: number }> {
  const { facilitatorId, handle } = InviteFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadFacilitator(db, facilitatorId)
    authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
    if (row.userId !== null) throw new AppError('E-FAC-05')
    const units = await db.execute<{ scopeId: number; name: string }>(sql`
      select c.scope_id as "scopeId", p.first_name || ' ' || p.last_name as name
      from app.cohort_facilitator c join app.person p on p.id = ${row.personId}
      where c.facilitator_id = ${facilitatorId} and c.to_day is null order by c.from_day`)
    const [first, ...others] = units
    if (!first) throw new AppError('E-FAC-04')
    const { userId, token, hours } = await createAccount(
      { ...ctx, db },
      { name: first.name, handle, role: 'FACILITATOR', scopeId: first.scopeId },
    )
    for (const { scopeId } of others)
      await db.execute(sql`
        insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
        values (${userId}, 'FACILITATOR', ${scopeId}, 'RESILIENCE', ${ctx.actor.userId}) on conflict do nothing`)
    await db.execute(
      sql`update app.facilitator set user_id = ${userId}, version = version + 1 where id = ${facilitatorId}`,
    )
    await audit(db, ctx, {
      action: 'facilitator.invite',
      entity: 'facilitator',
      entityId: facilitatorId,
      scopeId: row.scopeId,
      after: { account: userId },
    })
    return { token, hours }
  })
}
