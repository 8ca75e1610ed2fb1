import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { AddCriterion, ChangeCriterion, SetHTarget } from '@/lib/hamyar/desk-schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { criteriaOf } from '../../queries/hamyar/ladder'
import { hamyarCounties } from '../../queries/hamyar/reference'
import { authorise, type Context, inTransaction } from '../../transaction'
import { provinceNode } from './add-reference'

/** How many groups a county is to have, anew and why; what was before stays to be read. */
export async function setHTarget(ctx: Context, input: SetHTarget): Promise<{ targetId: string }> {
  const { countyId, value, source, reason } = SetHTarget.parse(input)
  return inTransaction(ctx, async (db) => {
    const county = (await hamyarCounties(db, scopeOf(ctx.actor))).find((one) => one.countyId === countyId)
    if (!county) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', { path: county.path, programme: 'HAMYAR' })
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_target (scope_id, county_id, value, source, reason, set_by, set_at)
      values (${county.scopeId}, ${countyId}::uuid, ${value}, ${source}, ${reason}, app.me(), ${ctx.now.toISOString()}::timestamptz)
      returning id`)
    await audit(db, ctx, {
      action: 'hamyar.target',
      entity: 'hamyar_target',
      entityId: made!.id,
      scopeId: county.scopeId,
      before: { value: county.target },
      after: { value, source },
      reason,
    })
    return { targetId: made!.id }
  })
}

/** A question a province adds to its ladder, with its source. */
export async function addCriterion(ctx: Context, input: AddCriterion): Promise<{ criterionId: string }> {
  const { provinceId, rung, nameFa, nameEn, source } = AddCriterion.parse(input)
  return inTransaction(ctx, async (db) => {
    const scopeId = await provinceNode(db, ctx, provinceId)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_criterion (scope_id, code, rung, name_fa, name_en, source, created_by, created_at)
      select ${scopeId}, 'P-' || (count(*) + 1), ${rung}, ${nameFa}, ${nameEn}, ${source}, app.me(), ${ctx.now.toISOString()}::timestamptz
      from app.hamyar_criterion where scope_id = ${scopeId} returning id`)
    await audit(db, ctx, {
      action: 'hamyar.criterion',
      entity: 'hamyar_criterion',
      entityId: made!.id,
      scopeId,
      after: { rung, nameFa, source },
    })
    return { criterionId: made!.id }
  })
}

/**
 * A question of the ladder on another rung, in other words, or asked no more in this province; with a reason. What was
 * answered stays answered. E-GEN-02: no question of this province's ladder.
 */
export async function changeCriterion(ctx: Context, input: ChangeCriterion): Promise<{ changeId: string }> {
  const { provinceId, criterionId, reason, ...asked } = ChangeCriterion.parse(input)
  return inTransaction(ctx, async (db) => {
    const scopeId = await provinceNode(db, ctx, provinceId)
    const was = (await criteriaOf(db, scopeOf(ctx.actor), scopeId)).find(
      (one) => one.criterionId === criterionId,
    )
    if (!was) throw new AppError('E-GEN-02')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_criterion_change (scope_id, criterion_id, rung, name_fa, name_en, retired, reason, made_by, made_at)
      values (${scopeId}, ${criterionId}::uuid, ${asked.rung}, ${asked.nameFa}, ${asked.nameEn}, ${asked.retired}, ${reason}, app.me(),
        ${ctx.now.toISOString()}::timestamptz) returning id`)
    await audit(db, ctx, {
      action: 'hamyar.criterion-change',
      entity: 'hamyar_criterion',
      entityId: criterionId,
      scopeId,
      before: { rung: was.rung, nameFa: was.nameFa, retired: was.retired },
      after: { rung: asked.rung, nameFa: asked.nameFa, retired: asked.retired },
      reason,
    })
    return { changeId: made!.id }
  })
}
