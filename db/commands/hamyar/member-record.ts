import { sql } from 'drizzle-orm'
import { AddVocational, RateMembers } from '@/lib/hamyar/desk-schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { type Context, inTransaction } from '../../transaction'
import { accompanied } from './load-group'

/**
 * What members say of themselves on a day, from one to five, and whether they live on direct support; all of them or none.
 * E-HG-23: a day ahead. E-HG-32: not of this group. E-HG-37: asked on that day already.
 */
export async function rateMembers(ctx: Context, input: RateMembers): Promise<{ rated: number }> {
  const { groupId, day, ratings } = RateMembers.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await accompanied(db, ctx, groupId)
    if (day > tehranDay(ctx.now)) throw new AppError('E-HG-23')
    await db.execute(sql`
      insert into app.hamyar_rating (scope_id, group_id, member_id, day, confidence, decision, resources, on_support, taken_by, taken_at)
      select ${group.scopeId}, ${groupId}::uuid, r."memberId", ${day}::date, r.confidence, r.decision, r.resources, r."onSupport", app.me(),
        ${ctx.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb)
        as r("memberId" uuid, confidence smallint, decision smallint, resources smallint, "onSupport" boolean)`)
    // How many were asked, never what they said.
    await audit(db, ctx, {
      action: 'hamyar.rate',
      entity: 'hamyar_group',
      entityId: groupId,
      scopeId: group.scopeId,
      after: { day, count: ratings.length },
    })
    return { rated: ratings.length }
  })
}

/** A vocational certificate of a member. E-HG-23: a day ahead. E-HG-29: it is there already. E-HG-32: not of this group. */
export async function addVocational(ctx: Context, input: AddVocational): Promise<{ memberId: string }> {
  const { groupId, memberId, title, issuer, issuedOn } = AddVocational.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await accompanied(db, ctx, groupId)
    if (issuedOn > tehranDay(ctx.now)) throw new AppError('E-HG-23')
    await db.execute(sql`
      insert into app.hamyar_certificate (scope_id, group_id, member_id, title, issuer, issued_on, recorded_by, recorded_at)
      values (${group.scopeId}, ${groupId}::uuid, ${memberId}::uuid, ${title}, ${issuer}, ${issuedOn}::date, app.me(),
        ${ctx.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'hamyar.certificate',
      entity: 'hamyar_member',
      entityId: memberId,
      scopeId: group.scopeId,
      after: { title, day: issuedOn },
    })
    return { memberId }
  })
}
