import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { OPEN_STATES } from '@/lib/hamyar/kinds'
import type { WayFacts } from '@/lib/hamyar/way'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import type { Db } from '../../client'
import { type GroupRow, groupFacts } from '../../queries/hamyar/group-facts'
import { ruleSets } from '../../queries/hamyar/reference'
import { wayMarks } from '../../queries/hamyar/way-marks'
import { authorise, type Context } from '../../transaction'

/**
 * A group the caller may see, held until her transaction ends, so that two changes of its members are judged one after the other.
 * A lock of its own and not of the row: who only approves may not touch the row at all.
 */
export async function lockGroup(db: Db, ctx: Context, groupId: string): Promise<GroupRow> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('hamyar group ' || ${groupId}, 0))`)
  return groupOf(db, ctx, groupId)
}

/** A group the caller records for, while its work goes on. E-HG-33: it has ended. */
export async function accompanied(db: Db, ctx: Context, groupId: string): Promise<GroupRow> {
  const group = await groupOf(db, ctx, groupId)
  authorise(ctx.actor, 'record', group)
  if (!OPEN_STATES.includes(group.state)) throw new AppError('E-HG-33')
  return group
}

/** The group as it stands within this transaction. */
export async function groupOf(db: Db, ctx: Context, groupId: string): Promise<GroupRow> {
  const [found] = await groupFacts(db, scopeOf(ctx.actor), { groupId, today: tehranDay(ctx.now) })
  if (!found) throw new AppError('E-GEN-02')
  return found
}

export function checkVersion({ version }: { version: number }, looked: number): void {
  if (version !== looked) throw new AppError('E-GEN-03')
}

/** All that the way asks of a group. */
export async function wayFactsOf(db: Db, ctx: Context, group: GroupRow): Promise<WayFacts> {
  const scope = scopeOf(ctx.actor)
  const rules = (await ruleSets(db, scope)).find(({ ruleSetId }) => ruleSetId === group.ruleSetId)
  if (!rules) throw new AppError('E-GEN-02')
  const marks = await wayMarks(db, scope, group.groupId)
  return { ...wayFacts(group, marks), rules }
}

/** The same for a reader that has its rule set and marks already. */
export function wayFacts(
  group: GroupRow,
  marks: Awaited<ReturnType<typeof wayMarks>>,
): Omit<WayFacts, 'rules'> {
  return {
    state: group.state,
    held: group.held,
    composition: group,
    goal: (group.commonGoal ?? '').trim() !== '',
    opening: group.opening,
    breaches: group.breaches,
    ...marks,
  }
}
