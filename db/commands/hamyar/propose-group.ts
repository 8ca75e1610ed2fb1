import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { firstSetOf } from '@/lib/hamyar/rule-set'
import { ProposeGroup } from '@/lib/hamyar/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'
import { hamyarCounties, ruleSets } from '../../queries/hamyar/reference'
import { authorise, type Context, inTransaction } from '../../transaction'
import { writeStep } from './write-step'

export type GroupMade = { groupId: string; code: string; scopeId: number }

/** A new group with a node of its own under its county. E-HG-06: nobody accompanies it. E-HG-28: that account is no social worker there. */
export async function proposeGroup(ctx: Context, input: ProposeGroup): Promise<GroupMade> {
  const asked = ProposeGroup.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const county = (await hamyarCounties(db, scope, 'enrol')).find(
      ({ countyId }) => countyId === asked.countyId,
    )
    if (!county) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', { path: county.path, programme: 'HAMYAR' })
    if (!asked.workerId) throw new AppError('E-HG-06')
    const sets = await ruleSets(db, scope)
    const set = asked.ruleSetId
      ? sets.find(({ ruleSetId }) => ruleSetId === asked.ruleSetId)
      : sets.find(({ code, scopeId }) => scopeId === 1 && code === firstSetOf(county.provinceCode))
    if (!set) throw new AppError('E-GEN-01')
    const code = asked.demoCode ?? (await nextCode(db, county.provinceId))
    const [node] = await db.execute<{ id: number }>(
      sql`select app.add_hamyar_unit(${county.scopeId}, ${asked.nameFa}) as id`,
    )
    const scopeId = node!.id
    await checkWorker(db, asked.workerId, scopeId)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_group (scope_id, province_id, county_id, code, name_fa, fold, trade_id, activity_kind, rule_set_id,
        common_goal, worker_id, status_since, is_demo, created_by, created_at)
      values (${scopeId}, ${county.provinceId}::uuid, ${county.countyId}::uuid, ${code}, ${asked.nameFa}, ${foldText(asked.nameFa)},
        ${asked.tradeId}::uuid, ${asked.activityKind}, ${set.ruleSetId}::uuid, ${asked.commonGoal || null}, ${asked.workerId}::uuid,
        ${ctx.now.toISOString()}::timestamptz, ${ctx.actor.isDemo}, app.me(), ${ctx.now.toISOString()}::timestamptz)
      returning id`)
    const groupId = made!.id
    await writeStep(
      db,
      ctx,
      { groupId, scopeId, state: null },
      { act: 'propose', to: 'PROPOSED', reason: '' },
    )
    return { groupId, code, scopeId }
  })
}

/** E-HG-28: no open account that is a social worker where the group is. */
export async function checkWorker(db: Db, workerId: string, scopeId: number): Promise<void> {
  const [row] = await db.execute<{ stands: boolean }>(
    sql`select app.worker_stands(${workerId}::uuid, ${scopeId}) as stands`,
  )
  if (!row?.stands) throw new AppError('E-HG-28')
}

/** One number a province, given in turn. */
async function nextCode(db: Db, provinceId: string): Promise<string> {
  const [row] = await db.execute<{ code: string }>(
    sql`select app.next_hamyar_code(${provinceId}::uuid) as code`,
  )
  return row!.code
}
