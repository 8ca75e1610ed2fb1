import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { DeviceOf } from '@/lib/sync/schema'
import { audit } from '../../audit'
import { type Context, inTransaction } from '../../transaction'
import { openBytes, SYNC_KEY } from '../../vault'
import { secretSpot, whyNot, worksOnPhone } from './register-device'

/** The secret of one's own device, to its signed-in owner only. E-SYN-01: a device of somebody else's. E-SYN-02: a withdrawn one. */
export async function recoverySecret(
  ctx: Context,
  input: { device: string },
): Promise<{ device: string; secret: string }> {
  const { device } = DeviceOf.parse(input)
  if (!worksOnPhone(ctx.actor)) throw new AppError('E-GEN-02')
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ sealed: string; scopeId: number }>(sql`
      select s.sealed, d.scope_id as "scopeId" from app.device_secret s join app.device d on d.id = s.device_id
      where s.device_id = ${device} and s.user_id = app.me() and d.withdrawn_at is null`)
    if (!row) throw new AppError(await whyNot(db, device))
    await audit(db, ctx, {
      action: 'device.secret',
      entity: 'device',
      entityId: device,
      scopeId: row.scopeId,
    })
    return { device, secret: openBytes(SYNC_KEY, secretSpot(device), row.sealed).toString('utf8') }
  })
}
