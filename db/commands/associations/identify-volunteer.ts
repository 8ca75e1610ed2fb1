import { sql } from 'drizzle-orm'
import { ForgetIdentity, IdentifyVolunteer } from '@/lib/picture/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { nationalIdHash } from '../../vault'
import { seeAssociation } from './load-association'

/**
 * Who a volunteer is, with her consent, so that she is one person over the programmes. What is kept is a keyed hash; whether anybody
 * knows her elsewhere is not asked and not answered.
 */
export async function identifyVolunteer(
  ctx: Context,
  input: IdentifyVolunteer,
): Promise<{ volunteerId: string }> {
  const { volunteerId, nationalId } = IdentifyVolunteer.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await associationOf(db, ctx, volunteerId)
    authorise(ctx.actor, 'record', row)
    await db.execute(sql`delete from app.association_identity where volunteer_id = ${volunteerId}::uuid`)
    await db.execute(sql`
      insert into app.association_identity (volunteer_id, scope_id, province_id, national_id_hash, consent_on, entered_by)
      values (${volunteerId}::uuid, ${row.scopeId}, ${row.provinceId}::uuid,
        decode(${nationalIdHash(row.provinceId, nationalId).toString('hex')}, 'hex'), ${row.today}::date, app.me())`)
    await audit(db, ctx, {
      action: 'associations.identify',
      entity: 'association_volunteer',
      entityId: volunteerId,
      scopeId: row.scopeId,
    })
    return { volunteerId }
  })
}

/** She takes her consent back: the hash is deleted, and she is counted by her association alone. */
export async function forgetIdentity(ctx: Context, input: ForgetIdentity): Promise<{ volunteerId: string }> {
  const { volunteerId } = ForgetIdentity.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await associationOf(db, ctx, volunteerId)
    authorise(ctx.actor, 'record', row)
    await db.execute(sql`delete from app.association_identity where volunteer_id = ${volunteerId}::uuid`)
    await audit(db, ctx, {
      action: 'associations.forget',
      entity: 'association_volunteer',
      entityId: volunteerId,
      scopeId: row.scopeId,
    })
    return { volunteerId }
  })
}

// Row-level security shows a volunteer from within her association only.
async function associationOf(db: Db, ctx: Context, volunteerId: string) {
  const [her] = await db.execute<{ associationId: string }>(sql`
    select association_id as "associationId" from app.association_volunteer where id = ${volunteerId}::uuid for update`)
  if (!her) throw new AppError('E-GEN-02')
  return seeAssociation(db, ctx, her.associationId)
}
