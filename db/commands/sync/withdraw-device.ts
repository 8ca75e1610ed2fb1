import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { DeviceOf } from '@/lib/sync/schema'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'

/**
 * A phone that is lost or passed on sends nothing any more that counts: what it sends is quarantined. Its owner's act, or
 * a supervisor's. E-GEN-03: withdrawn already.
 */
export async function withdrawDevice(ctx: Context, input: { device: string }): Promise<{ device: string }> {
  const { device } = DeviceOf.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ scopeId: number; userId: string; withdrawn: boolean }>(sql`
      select scope_id as "scopeId", user_id as "userId", withdrawn_at is not null as withdrawn
      from app.device where id = ${device} for update`)
    if (!row) throw new AppError('E-GEN-02')
    if (row.userId !== ctx.actor.userId) authorise(ctx.actor, 'review', await placeOfScope(db, row.scopeId))
    if (row.withdrawn) throw new AppError('E-GEN-03')
    await db.execute(
      sql`update app.device set withdrawn_at = ${ctx.now.toISOString()}::timestamptz, withdrawn_by = app.me() where id = ${device}`,
    )
    await audit(db, ctx, {
      action: 'device.withdraw',
      entity: 'device',
      entityId: device,
      scopeId: row.scopeId,
    })
    return { device }
  })
}
