import { sql } from 'drizzle-orm'
import type { VolunteerRole } from '@/lib/associations/kinds'
import { AddShifts, AddVolunteer, EndVolunteer, StrikeShift } from '@/lib/associations/schema'
import { shiftRefusal } from '@/lib/associations/service'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asArray, checkVersion } from '../programmes/load'
import { lockActivity } from './activity'
import { seeAssociation } from './load-association'

/** Somebody serves in the association from a day on, with her consent. E-SA-13: she does already. E-SA-08: not from a day after today. */
export async function addVolunteer(ctx: Context, input: AddVolunteer): Promise<{ volunteerId: string }> {
  const { associationId, name, role, joinedOn } = AddVolunteer.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await seeAssociation(db, ctx, associationId)
    authorise(ctx.actor, 'record', row)
    if (row.state === 'DISSOLVED') throw new AppError('E-SA-06')
    if (joinedOn > row.today) throw new AppError('E-SA-08')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.association_volunteer (scope_id, association_id, name, fold, role, consent_on, joined_on, entered_by)
      values (${row.scopeId}, ${associationId}::uuid, ${name}, ${foldText(name)}, ${role}, ${joinedOn}::date, ${joinedOn}::date, app.me())
      returning id`)
    await audit(db, ctx, {
      action: 'associations.volunteer',
      entity: 'association_volunteer',
      entityId: made!.id,
      scopeId: row.scopeId,
      after: { role, day: joinedOn },
    })
    return { volunteerId: made!.id }
  })
}

/** She serves there no more; what she did stays. E-SA-08: that day is after today or before she came. */
export async function endVolunteer(ctx: Context, input: EndVolunteer): Promise<{ volunteerId: string }> {
  const { volunteerId, version, leftOn } = EndVolunteer.parse(input)
  return inTransaction(ctx, async (db) => {
    const [her] = await db.execute<{ associationId: string; joinedOn: string; version: number }>(sql`
      select association_id as "associationId", joined_on::text as "joinedOn", version from app.association_volunteer
      where id = ${volunteerId}::uuid and left_on is null for update`)
    if (!her) throw new AppError('E-GEN-02')
    const row = await seeAssociation(db, ctx, her.associationId)
    authorise(ctx.actor, 'record', row)
    checkVersion(her, version)
    if (leftOn > row.today || leftOn < her.joinedOn) throw new AppError('E-SA-08')
    await db.execute(
      sql`update app.association_volunteer set left_on = ${leftOn}::date, version = version + 1 where id = ${volunteerId}::uuid`,
    )
    await audit(db, ctx, {
      action: 'associations.volunteer-end',
      entity: 'association_volunteer',
      entityId: volunteerId,
      scopeId: row.scopeId,
      after: { day: leftOn },
    })
    return { volunteerId }
  })
}

/**
 * Turns of service in one activity, as long for each of those named. E-SA-06: it was not held. E-SA-12: somebody is no volunteer of the
 * association that day. E-SA-11: a turn too short or a day too long. E-SA-09: she has one in that role already.
 */
export async function addShifts(ctx: Context, input: AddShifts): Promise<{ shiftIds: string[] }> {
  const { activityId, volunteerIds, role, minutes } = AddShifts.parse(input)
  return inTransaction(ctx, async (db) => {
    const activity = await lockActivity(db, activityId)
    const row = await seeAssociation(db, ctx, activity.associationId)
    authorise(ctx.actor, 'record', row)
    const ids = [...new Set(volunteerIds)]
    const people = await db.execute<{
      id: string
      role: VolunteerRole
      joinedOn: string
      leftOn: string | null
      dayMinutes: number
    }>(sql`
      select v.id, v.role, v.joined_on::text as "joinedOn", v.left_on::text as "leftOn", coalesce((
        select sum(s.minutes) from app.association_shift s join app.association_activity x on x.id = s.activity_id
        where s.volunteer_id = v.id and s.struck_at is null and x.day = ${activity.day}::date), 0)::int as "dayMinutes"
      from app.association_volunteer v
      where v.association_id = ${activity.associationId}::uuid and v.id = any(${asArray(ids)}::uuid[]) for update of v`)
    if (people.length < ids.length) throw new AppError('E-SA-12')
    const shiftIds: string[] = []
    for (const her of people) {
      const asked = { minutes, role: role ?? her.role }
      const refused = shiftRefusal(asked, {
        activity,
        volunteer: her,
        dayMinutes: her.dayMinutes,
        most: row.mostMinutes,
      })
      if (refused) throw new AppError(refused.code, refused.values)
      const [made] = await db.execute<{ id: string }>(sql`
        insert into app.association_shift (scope_id, activity_id, volunteer_id, role, minutes, entered_by)
        values (${row.scopeId}, ${activityId}::uuid, ${her.id}::uuid, ${asked.role}, ${minutes}, app.me()) returning id`)
      shiftIds.push(made!.id)
    }
    await audit(db, ctx, {
      action: 'associations.shifts',
      entity: 'association',
      entityId: activity.associationId,
      scopeId: row.scopeId,
      after: { day: activity.day, count: shiftIds.length, minutes },
    })
    return { shiftIds }
  })
}

/** A turn written by mistake is struck out; it stays and counts no more. */
export async function strikeShift(ctx: Context, input: StrikeShift): Promise<{ shiftId: string }> {
  const { shiftId } = StrikeShift.parse(input)
  return inTransaction(ctx, async (db) => {
    const [shift] = await db.execute<{ associationId: string; minutes: number; volunteerId: string }>(sql`
      select x.association_id as "associationId", s.minutes, s.volunteer_id as "volunteerId" from app.association_shift s
      join app.association_activity x on x.id = s.activity_id
      where s.id = ${shiftId}::uuid and s.struck_at is null for update of s`)
    if (!shift) throw new AppError('E-GEN-02')
    const row = await seeAssociation(db, ctx, shift.associationId)
    authorise(ctx.actor, 'record', row)
    await db.execute(sql`
      update app.association_shift set struck_by = app.me(), struck_at = ${ctx.now.toISOString()}::timestamptz where id = ${shiftId}::uuid`)
    await audit(db, ctx, {
      action: 'associations.shift-strike',
      entity: 'association_volunteer',
      entityId: shift.volunteerId,
      scopeId: row.scopeId,
      before: { minutes: shift.minutes },
    })
    return { shiftId }
  })
}
