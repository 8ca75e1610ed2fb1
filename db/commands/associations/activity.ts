import { sql } from 'drizzle-orm'
import type { ActivityState } from '@/lib/associations/kinds'
import { AddActivity, CancelActivity, HoldActivity } from '@/lib/associations/schema'
import { activityRefusal, stateOn } from '@/lib/associations/service'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { authoriseRecord, seeAssociation } from './load-association'

type Answer = Promise<{ activityId: string; state: ActivityState }>

/**
 * What an association did, or plans for a day to come. E-SA-06: it is not established. E-SA-10: a day before it was.
 * E-GEN-01: of one that was held nobody said how many it reached.
 */
export async function addActivity(ctx: Context, input: AddActivity): Answer {
  const { associationId, day, titleFa, field, beneficiaries } = AddActivity.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await seeAssociation(db, ctx, associationId)
    authoriseRecord(ctx.actor, row)
    const refused = activityRefusal(day, row)
    if (refused) throw new AppError(refused.code, refused.values)
    const state = stateOn(day, row.today)
    if (state === 'HELD' && beneficiaries === null) throw new AppError('E-SA-15')
    const reached = state === 'HELD' ? beneficiaries : null
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.association_activity (scope_id, association_id, day, title_fa, field, status, beneficiaries, entered_by)
      values (${row.scopeId}, ${associationId}::uuid, ${day}::date, ${titleFa}, ${field}, ${state}, ${reached}, app.me()) returning id`)
    await audit(db, ctx, {
      action: 'associations.activity',
      entity: 'association',
      entityId: associationId,
      scopeId: row.scopeId,
      after: { day, field, beneficiaries: reached },
    })
    return { activityId: made!.id, state }
  })
}

export type ActivityHeld = {
  activityId: string
  associationId: string
  scopeId: number
  day: string
  state: ActivityState
  version: number
}

/** An activity the caller may change, locked. */
export async function lockActivity(db: Db, activityId: string): Promise<ActivityHeld> {
  const [row] = await db.execute<ActivityHeld>(sql`
    select id as "activityId", association_id as "associationId", scope_id as "scopeId", day::text as day, status as state, version
    from app.association_activity where id = ${activityId}::uuid for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

/** A planned activity was held. E-SA-06: it was not planned, or its day has not come. */
export async function holdActivity(ctx: Context, input: HoldActivity): Answer {
  const { activityId, version, beneficiaries } = HoldActivity.parse(input)
  return inTransaction(ctx, async (db) => {
    const activity = await lockActivity(db, activityId)
    const row = await seeAssociation(db, ctx, activity.associationId)
    authoriseRecord(ctx.actor, row)
    checkVersion(activity, version)
    if (activity.state !== 'PLANNED' || activity.day > row.today) throw new AppError('E-SA-06')
    await db.execute(sql`
      update app.association_activity set status = 'HELD', beneficiaries = ${beneficiaries}, version = version + 1
      where id = ${activityId}::uuid`)
    await audit(db, ctx, {
      action: 'associations.hold',
      entity: 'association',
      entityId: activity.associationId,
      scopeId: row.scopeId,
      before: { status: activity.state },
      after: { status: 'DONE', day: activity.day, beneficiaries },
    })
    return { activityId, state: 'HELD' }
  })
}

/** An activity is called off. E-SA-07: nobody said why. E-SA-06: it was held. */
export async function cancelActivity(ctx: Context, input: CancelActivity): Answer {
  const { activityId, version, reason } = CancelActivity.parse(input)
  return inTransaction(ctx, async (db) => {
    const activity = await lockActivity(db, activityId)
    const row = await seeAssociation(db, ctx, activity.associationId)
    authoriseRecord(ctx.actor, row)
    checkVersion(activity, version)
    if (activity.state !== 'PLANNED') throw new AppError('E-SA-06')
    if (reason === '') throw new AppError('E-SA-07')
    await db.execute(sql`
      update app.association_activity set status = 'CANCELLED', reason = ${reason}, version = version + 1 where id = ${activityId}::uuid`)
    await audit(db, ctx, {
      action: 'associations.cancel',
      entity: 'association',
      entityId: activity.associationId,
      scopeId: row.scopeId,
      before: { status: activity.state },
      after: { status: 'CANCELLED', day: activity.day },
      reason,
    })
    return { activityId, state: 'CANCELLED' }
  })
}
