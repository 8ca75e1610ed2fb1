import { sql } from 'drizzle-orm'
import { type GroupRole, type GroupState, type LeaveReason, OPEN_STATES } from '@/lib/hamyar/kinds'
import { EndMembership, SetMember } from '@/lib/hamyar/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import type { GroupRow } from '../../queries/hamyar/group-facts'
import { authorise, type Context, inTransaction } from '../../transaction'
import { judgeAgain } from './judge-again'
import { checkVersion, lockGroup } from './load-group'

type MemberRow = {
  memberId: string
  groupId: string
  joinedOn: string
  leftOn: string | null
  isLiterate: boolean
  isCovered: boolean
  ableToWork: boolean
  employed: boolean
  version: number
}

/** A membership that has not ended, under the lock of its group. */
async function openMember(
  db: Db,
  ctx: Context,
  memberId: string,
  states: readonly GroupState[],
): Promise<{ member: MemberRow; group: GroupRow }> {
  const read = () =>
    db.execute<MemberRow>(sql`
      select id as "memberId", group_id as "groupId", joined_on::text as "joinedOn", left_on::text as "leftOn", is_literate as "isLiterate",
        is_covered as "isCovered", able_to_work as "ableToWork", employed, version
      from app.hamyar_member where id = ${memberId}::uuid`)
  const [before] = await read()
  if (!before) throw new AppError('E-GEN-02')
  const group = await lockGroup(db, ctx, before.groupId)
  authorise(ctx.actor, 'enrol', group)
  // Read again: whoever held the group may have ended it meanwhile.
  const [member] = await read()
  if (!member || member.leftOn !== null) throw new AppError('E-GEN-03')
  if (!states.includes(group.state)) throw new AppError('E-HG-30')
  return { member, group }
}

/** What is known of a member, and what she has taken upon herself in the group. */
export async function setMember(ctx: Context, input: SetMember): Promise<{ memberId: string }> {
  const asked = SetMember.parse(input)
  return inTransaction(ctx, async (db) => {
    const { member, group } = await openMember(db, ctx, asked.memberId, OPEN_STATES)
    checkVersion(member, asked.version)
    const { isLiterate, isCovered, ableToWork, employed } = member
    await db.execute(sql`
      update app.hamyar_member set is_literate = ${asked.isLiterate}, is_covered = ${asked.isCovered}, able_to_work = ${asked.ableToWork},
        employed = ${asked.employed}, version = version + 1 where id = ${asked.memberId}::uuid`)
    await setRoles(db, ctx, group, asked.memberId, asked.roles)
    await audit(db, ctx, {
      action: 'hamyar.member',
      entity: 'hamyar_member',
      entityId: asked.memberId,
      scopeId: group.scopeId,
      before: { isLiterate, isCovered, ableToWork, employed },
      after: {
        isLiterate: asked.isLiterate,
        isCovered: asked.isCovered,
        ableToWork: asked.ableToWork,
        employed: asked.employed,
        roles: asked.roles,
      },
    })
    await judgeAgain(db, ctx, group.groupId, { membersChanged: false })
    return { memberId: asked.memberId }
  })
}

async function setRoles(
  db: Db,
  ctx: Context,
  group: GroupRow,
  memberId: string,
  roles: readonly GroupRole[],
): Promise<void> {
  const today = tehranDay(ctx.now)
  const list = `{${roles.join(',')}}`
  await db.execute(sql`
    update app.hamyar_role set to_on = greatest(from_on, ${today}::date) where member_id = ${memberId}::uuid and to_on is null
      and not (role = any(${list}::text[]))`)
  await db.execute(sql`
    insert into app.hamyar_role (scope_id, member_id, role, from_on)
    select ${group.scopeId}, ${memberId}::uuid, x, ${today}::date from unnest(${list}::text[]) x
    where not exists (select from app.hamyar_role r where r.member_id = ${memberId}::uuid and r.role = x and r.to_on is null)`)
}

/** A member leaves, also a group that stands on its own. The group is judged again; what she did in it stays. E-HG-26: before she joined, or after today. */
export async function endMembership(ctx: Context, input: EndMembership): Promise<{ memberId: string }> {
  const { memberId, leftOn, reason } = EndMembership.parse(input)
  return inTransaction(ctx, async (db) => {
    const { member, group } = await openMember(db, ctx, memberId, [...OPEN_STATES, 'GRADUATED'])
    if (leftOn < member.joinedOn || leftOn > tehranDay(ctx.now)) throw new AppError('E-HG-26')
    await endOf(db, sql`id = ${memberId}::uuid`, leftOn, reason)
    await audit(db, ctx, {
      action: 'hamyar.leave',
      entity: 'hamyar_member',
      entityId: memberId,
      scopeId: group.scopeId,
      after: { leftOn, leaveReason: reason },
    })
    await judgeAgain(db, ctx, group.groupId, { membersChanged: true })
    return { memberId }
  })
}

/** Ends memberships, and with them what their members had taken upon themselves. */
export async function endOf(
  db: Db,
  which: ReturnType<typeof sql>,
  leftOn: string,
  reason: LeaveReason,
): Promise<void> {
  await db.execute(sql`
    update app.hamyar_role set to_on = greatest(from_on, ${leftOn}::date) where to_on is null
      and member_id in (select id from app.hamyar_member where ${which} and left_on is null)`)
  await db.execute(sql`
    update app.hamyar_member set left_on = greatest(joined_on, ${leftOn}::date), leave_reason = ${reason}, version = version + 1
    where ${which} and left_on is null`)
}
