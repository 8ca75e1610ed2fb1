import { sql } from 'drizzle-orm'
import { AddPartner, EndPartner } from '@/lib/associations/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { lockAssociation } from './load-association'

/** A social partner goes along from a day on. E-SA-08: not from a day after today. E-SA-13: it does already. */
export async function addPartner(ctx: Context, input: AddPartner): Promise<{ partnerId: string }> {
  const { associationId, nameFa, does, since } = AddPartner.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await lockAssociation(db, ctx, associationId)
    authorise(ctx.actor, 'run', row)
    if (row.state === 'DISSOLVED') throw new AppError('E-SA-06')
    if (since > row.today) throw new AppError('E-SA-08')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.association_partner (scope_id, association_id, name_fa, fold, does, since, entered_by)
      values (${row.scopeId}, ${associationId}::uuid, ${nameFa}, ${foldText(nameFa)}, ${does}, ${since}::date, app.me()) returning id`)
    await audit(db, ctx, {
      action: 'associations.partner',
      entity: 'association',
      entityId: associationId,
      scopeId: row.scopeId,
      after: { partner: made!.id, day: since },
    })
    return { partnerId: made!.id }
  })
}

/** It goes along no more. E-SA-08: that day is after today, or before it began. */
export async function endPartner(ctx: Context, input: EndPartner): Promise<{ partnerId: string }> {
  const { partnerId, until } = EndPartner.parse(input)
  return inTransaction(ctx, async (db) => {
    const [partner] = await db.execute<{ associationId: string; since: string }>(sql`
      select association_id as "associationId", since::text as since from app.association_partner
      where id = ${partnerId}::uuid and until is null for update`)
    if (!partner) throw new AppError('E-GEN-02')
    const row = await lockAssociation(db, ctx, partner.associationId)
    authorise(ctx.actor, 'run', row)
    if (until > row.today || until < partner.since) throw new AppError('E-SA-08')
    await db.execute(
      sql`update app.association_partner set until = ${until}::date where id = ${partnerId}::uuid`,
    )
    await audit(db, ctx, {
      action: 'associations.partner-end',
      entity: 'association',
      entityId: partner.associationId,
      scopeId: row.scopeId,
      before: { partner: partnerId },
      after: { day: until },
    })
    return { partnerId }
  })
}
