import { sql } from 'drizzle-orm'
import { linesOf, shortfalls } from '@/lib/hamyar/compliance'
import { BOUND } from '@/lib/hamyar/kinds'
import { addDays } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import type { Context } from '../../transaction'
import { groupOf, wayFactsOf } from './load-group'
import { writeStep } from './write-step'

/**
 * Judges a group again after a change, inside its transaction. The change stands whatever the judgement: a group at work gets
 * breaches with a date to mend them by, one that was found eligible and no longer complies goes back to its candidates.
 */
export async function judgeAgain(
  db: Db,
  ctx: Context,
  groupId: string,
  { membersChanged }: { membersChanged: boolean },
): Promise<void> {
  await db.execute(sql`update app.hamyar_group set version = version + 1,
    members_version = members_version + ${membersChanged ? 1 : 0} where id = ${groupId}::uuid`)
  const group = await groupOf(db, ctx, groupId)
  const { rules } = await wayFactsOf(db, ctx, group)
  const found = shortfalls(group, rules)
  const today = tehranDay(ctx.now)
  if (group.state === 'ELIGIBLE' && found.length > 0)
    await writeStep(db, ctx, group, { act: 'fellShort', to: 'MEMBERS_IDENTIFIED', reason: '' })
  const lines = BOUND.includes(group.state) ? linesOf(found) : []
  const mended = await db.execute<{ line: string }>(sql`
    update app.hamyar_breach set mended_on = greatest(${today}::date, opened_on) where group_id = ${groupId}::uuid and mended_on is null
      and not (line = any(${`{${lines.join(',')}}`}::text[])) returning line`)
  const rule = await rulesOf(db, null, ctx.now)
  const opened = await db.execute<{ line: string }>(sql`
    insert into app.hamyar_breach (scope_id, group_id, line, opened_on, mend_by)
    select ${group.scopeId}, ${groupId}::uuid, x, ${today}::date, ${addDays(today, rule.HG_MEND_DAYS)}::date
    from unnest(${`{${lines.join(',')}}`}::text[]) x
    where not exists (select from app.hamyar_breach b where b.group_id = ${groupId}::uuid and b.line = x and b.mended_on is null)
    returning line`)
  const names = (rows: Iterable<{ line: string }>) => [...rows].map(({ line }) => line)
  await audit(db, ctx, {
    action: 'hamyar.judge',
    entity: 'hamyar_group',
    entityId: groupId,
    scopeId: group.scopeId,
    after: {
      ruleSet: rules.code,
      shortfalls: found.map(({ code }) => code),
      ...(opened.length > 0 && { breaches: names(opened) }),
      ...(mended.length > 0 && { mended: names(mended) }),
    },
  })
}
