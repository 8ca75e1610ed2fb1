import { sql } from 'drizzle-orm'
import type { GroupState } from '@/lib/hamyar/kinds'
import type { Act } from '@/lib/hamyar/way'
import { audit } from '../../audit'
import type { Db } from '../../client'
import type { GroupRow } from '../../queries/hamyar/group-facts'
import type { Context } from '../../transaction'

/** «propose» begins the way; «fellShort» is a group found eligible that no longer complies. */
type StepAct = Act | 'propose' | 'fellShort'

/** Puts a group where a step leads it, and keeps the step: history row, state and audit in one. */
export async function writeStep(
  db: Db,
  ctx: Context,
  group: Pick<GroupRow, 'groupId' | 'scopeId'> & { state: GroupState | null },
  { act, to, reason }: { act: StepAct; to: GroupState; reason: string },
): Promise<void> {
  const at = sql`${ctx.now.toISOString()}::timestamptz`
  await db.execute(sql`
    insert into app.hamyar_step (scope_id, group_id, act, from_status, to_status, reason, made_by, made_at)
    values (${group.scopeId}, ${group.groupId}::uuid, ${act}, ${group.state}, ${to}, ${reason || null}, app.me(), ${at})`)
  if (to !== group.state)
    await db.execute(sql`
      update app.hamyar_group set status = ${to}, status_since = ${at}, held_status = ${to === 'SUSPENDED' ? group.state : null},
        version = version + 1 where id = ${group.groupId}::uuid`)
  await audit(db, ctx, {
    action: `hamyar.${act}`,
    entity: 'hamyar_group',
    entityId: group.groupId,
    scopeId: group.scopeId,
    ...(group.state && { before: { status: group.state } }),
    after: { status: to },
    reason: reason || null,
  })
}
