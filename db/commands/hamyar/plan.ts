import { sql } from 'drizzle-orm'
import { AddPlanItem, SettlePlanItem } from '@/lib/hamyar/desk-schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { accompanied, groupOf } from './load-group'

/** A promise of the three-pillar plan: by whom (state, individual, group), about which aspect of life, and by when. */
export async function addPlanItem(ctx: Context, input: AddPlanItem): Promise<{ itemId: string }> {
  const asked = AddPlanItem.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await accompanied(db, ctx, asked.groupId)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_plan_item (scope_id, group_id, pillar, aspect, text_fa, due_on, made_by, made_at)
      values (${group.scopeId}, ${asked.groupId}::uuid, ${asked.pillar}, ${asked.aspect}, ${asked.textFa}, ${asked.dueOn}::date, app.me(),
        ${ctx.now.toISOString()}::timestamptz) returning id`)
    await audit(db, ctx, {
      action: 'hamyar.plan',
      entity: 'hamyar_group',
      entityId: asked.groupId,
      scopeId: group.scopeId,
      after: { pillar: asked.pillar, aspect: asked.aspect },
    })
    return { itemId: made!.id }
  })
}

/** A promise is kept, or dropped; once. E-HG-36: it was settled already. */
export async function settlePlanItem(ctx: Context, input: SettlePlanItem): Promise<{ itemId: string }> {
  const { itemId, status, day } = SettlePlanItem.parse(input)
  return inTransaction(ctx, async (db) => {
    const [item] = await db.execute<{ groupId: string; status: string }>(
      sql`select group_id as "groupId", status from app.hamyar_plan_item where id = ${itemId}::uuid`,
    )
    if (!item) throw new AppError('E-GEN-02')
    const group = await groupOf(db, ctx, item.groupId)
    authorise(ctx.actor, 'record', group)
    if (day > tehranDay(ctx.now)) throw new AppError('E-HG-23')
    if (item.status !== 'OPEN') throw new AppError('E-HG-36')
    await db.execute(
      sql`update app.hamyar_plan_item set status = ${status}, settled_on = ${day}::date where id = ${itemId}::uuid`,
    )
    await audit(db, ctx, {
      action: 'hamyar.plan-settle',
      entity: 'hamyar_group',
      entityId: item.groupId,
      scopeId: group.scopeId,
      after: { status, day },
    })
    return { itemId }
  })
}
