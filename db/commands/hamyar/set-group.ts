import { sql } from 'drizzle-orm'
import { AssignWorker, SetGroup, SignAssessment } from '@/lib/hamyar/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { judgeAgain } from './judge-again'
import { checkVersion, lockGroup } from './load-group'
import { checkWorker } from './propose-group'

/** Name, trade, goal and employment of a group; judged again, for how many are employed is one of the lines. */
export async function setGroup(ctx: Context, input: SetGroup): Promise<{ groupId: string }> {
  const asked = SetGroup.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await lockGroup(db, ctx, asked.groupId)
    authorise(ctx.actor, 'enrol', group)
    checkVersion(group, asked.version)
    await db.execute(sql`
      update app.hamyar_group set name_fa = ${asked.nameFa}, fold = ${foldText(asked.nameFa)}, trade_id = ${asked.tradeId}::uuid,
        activity_kind = ${asked.activityKind}, common_goal = ${asked.commonGoal || null}, employed_count = ${asked.employedCount},
        outside_workers = ${asked.outsideWorkers} where id = ${asked.groupId}::uuid`)
    await audit(db, ctx, {
      action: 'hamyar.set',
      entity: 'hamyar_group',
      entityId: asked.groupId,
      scopeId: group.scopeId,
      before: {
        activityKind: group.activityKind,
        employedCount: group.employed,
        outsideWorkers: group.outsideWorkers,
      },
      after: {
        activityKind: asked.activityKind,
        employedCount: asked.employedCount,
        outsideWorkers: asked.outsideWorkers,
      },
    })
    await judgeAgain(db, ctx, asked.groupId, { membersChanged: false })
    return { groupId: asked.groupId }
  })
}

/** Another social worker. E-HG-06: none, while the group is on its way. */
export async function assignWorker(ctx: Context, input: AssignWorker): Promise<{ groupId: string }> {
  const { groupId, version, workerId } = AssignWorker.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await lockGroup(db, ctx, groupId)
    authorise(ctx.actor, 'run', group)
    checkVersion(group, version)
    if (!workerId) throw new AppError('E-HG-06')
    await checkWorker(db, workerId, group.scopeId)
    await db.execute(
      sql`update app.hamyar_group set worker_id = ${workerId}::uuid where id = ${groupId}::uuid`,
    )
    await audit(db, ctx, {
      action: 'hamyar.worker',
      entity: 'hamyar_group',
      entityId: groupId,
      scopeId: group.scopeId,
      before: { workerId: group.workerId },
      after: { workerId },
    })
    await judgeAgain(db, ctx, groupId, { membersChanged: false })
    return { groupId }
  })
}

/** What the group's own social worker found, dated and signed in her name. E-HG-28: somebody else's. E-HG-23: a day ahead. */
export async function signAssessment(ctx: Context, input: SignAssessment): Promise<{ groupId: string }> {
  const { groupId, day, finding } = SignAssessment.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await lockGroup(db, ctx, groupId)
    authorise(ctx.actor, 'record', group)
    if (group.workerId !== ctx.actor.userId) throw new AppError('E-HG-28')
    if (day > tehranDay(ctx.now)) throw new AppError('E-HG-23')
    await db.execute(sql`
      insert into app.hamyar_assessment (scope_id, group_id, day, finding, signed_by, signed_at)
      values (${group.scopeId}, ${groupId}::uuid, ${day}::date, ${finding}, app.me(), ${ctx.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'hamyar.assess',
      entity: 'hamyar_group',
      entityId: groupId,
      scopeId: group.scopeId,
      after: { day },
    })
    return { groupId }
  })
}
