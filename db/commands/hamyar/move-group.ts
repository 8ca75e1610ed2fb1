import { sql } from 'drizzle-orm'
import type { Power } from '@/lib/access/policy'
import type { GroupState } from '@/lib/hamyar/kinds'
import { ApproveGroup, MoveGroup } from '@/lib/hamyar/schema'
import { type Act, next } from '@/lib/hamyar/way'
import { orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { endOf } from './change-member'
import { checkVersion, lockGroup, wayFactsOf } from './load-group'
import { writeStep } from './write-step'

/** Who takes which step: the social worker leads the way, who runs the programme ends, holds and reopens it. */
const POWER: Record<Act, Power> = {
  identify: 'enrol',
  judge: 'enrol',
  approveCounty: 'review',
  approveProvince: 'run',
  open: 'enrol',
  begin: 'enrol',
  selfSuffice: 'enrol',
  graduate: 'run',
  suspend: 'run',
  resume: 'run',
  dissolve: 'run',
  reopen: 'run',
}
export const powerFor = (act: Act): Power => POWER[act]

/** One step of a group on its way; the gate refuses with the first thing that is missing. */
export async function moveGroup(ctx: Context, input: MoveGroup): Promise<{ state: GroupState }> {
  const { groupId, version, act, reason, opening } = MoveGroup.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await lockGroup(db, ctx, groupId)
    authorise(ctx.actor, POWER[act], group)
    checkVersion(group, version)
    const facts = await wayFactsOf(db, ctx, group)
    const today = tehranDay(ctx.now)
    const doing = { by: ctx.actor.userId, today, reason, ...(opening && { opening }) }
    const to = orThrow(next(act, facts, doing))
    if (act === 'open' && opening)
      await db.execute(sql`
        update app.hamyar_group set opened_year = ${opening.year}, opened_month = ${opening.month}, opened_day = ${opening.day}
        where id = ${groupId}::uuid`)
    // Her time in the group ends with it, so that she is free for another.
    if (act === 'dissolve') {
      await endOf(db, sql`group_id = ${groupId}::uuid`, today, 'DISSOLVED')
      await db.execute(
        sql`update app.hamyar_breach set mended_on = greatest(${today}::date, opened_on) where group_id = ${groupId}::uuid and mended_on is null`,
      )
      await db.execute(
        sql`update app.hamyar_group set members_version = members_version + 1 where id = ${groupId}::uuid`,
      )
    }
    await writeStep(db, ctx, group, { act, to, reason })
    return { state: to }
  })
}

/** The county's or the province's word on the members as they are. The province's is the approval: the group goes on. */
export async function approveGroup(ctx: Context, input: ApproveGroup): Promise<{ state: GroupState }> {
  const { groupId, level, letterNo } = ApproveGroup.parse(input)
  const act = level === 'COUNTY' ? 'approveCounty' : 'approveProvince'
  return inTransaction(ctx, async (db) => {
    const group = await lockGroup(db, ctx, groupId)
    authorise(ctx.actor, POWER[act], group)
    const facts = await wayFactsOf(db, ctx, group)
    const doing = { by: ctx.actor.userId, today: tehranDay(ctx.now), reason: '' }
    const to = orThrow(next(act, facts, doing))
    await db.execute(sql`
      insert into app.hamyar_approval (scope_id, group_id, level, members_version, letter_no, approved_by, approved_at)
      values (${group.scopeId}, ${groupId}::uuid, ${level}, ${group.membersVersion}, ${letterNo || null}, app.me(), ${ctx.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'hamyar.approve',
      entity: 'hamyar_group',
      entityId: groupId,
      scopeId: group.scopeId,
      after: { level, count: group.members },
    })
    if (to !== group.state) await writeStep(db, ctx, group, { act, to, reason: '' })
    return { state: to }
  })
}
