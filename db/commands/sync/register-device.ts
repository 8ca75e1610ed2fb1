import { createPublicKey, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Actor, actorCanSomewhere } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import type { RescueKey } from '@/lib/sync/rescue'
import { NewDevice } from '@/lib/sync/schema'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { rescueKeys } from '../../rescue-key'
import { type Context, inTransaction } from '../../transaction'
import { SYNC_KEY, sealBytes } from '../../vault'

export const secretSpot = (device: string) => ({ table: 'device_secret', column: 'sealed', rowId: device })

/** Whoever records somewhere, or keeps a hamyar group's book, may take her work along. */
export const worksOnPhone = (actor: Actor) =>
  actorCanSomewhere(actor, 'record') || actorCanSomewhere(actor, 'book')

/**
 * Makes a phone known as this account's, by the key it signs with, and answers its id and the secret that opens the
 * account's data on it again. E-GEN-01: no point of the curve.
 */
export async function registerDevice(
  ctx: Context,
  input: NewDevice,
): Promise<{ device: string; secret: string; rescue: RescueKey }> {
  const asked = NewDevice.parse(input)
  if (!worksOnPhone(ctx.actor)) throw new AppError('E-GEN-02')
  try {
    createPublicKey({ key: asked.publicKey, format: 'jwk' })
  } catch {
    throw new AppError('E-GEN-01')
  }
  const secret = randomBytes(32).toString('base64url')
  return inTransaction(ctx, async (db) => {
    const [made] = await db.execute<{ id: string; scopeId: number }>(sql`
      insert into app.device (scope_id, user_id, public_key, name)
      select u.scope_id, u.id, ${JSON.stringify(asked.publicKey)}::jsonb, ${asked.name} from app.user_account u where u.id = app.me()
      returning id, scope_id as "scopeId"`)
    if (!made) throw new AppError('E-GEN-02')
    const sealed = sealBytes(SYNC_KEY, secretSpot(made.id), Buffer.from(secret, 'utf8'))
    await db.execute(
      sql`insert into app.device_secret (device_id, user_id, sealed) values (${made.id}, app.me(), ${sealed})`,
    )
    await audit(db, ctx, {
      action: 'device.register',
      entity: 'device',
      entityId: made.id,
      scopeId: made.scopeId,
    })
    return { device: made.id, secret, rescue: rescueKeys().public }
  })
}

/** Why a device is not served: withdrawn, or not this account's. */
export async function whyNot(db: Db, device: string): Promise<'E-SYN-01' | 'E-SYN-02'> {
  const [own] = await db.execute(
    sql`select from app.device where id = ${device} and user_id = app.me() and withdrawn_at is not null`,
  )
  return own ? 'E-SYN-02' : 'E-SYN-01'
}
