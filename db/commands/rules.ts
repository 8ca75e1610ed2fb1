import { sql } from 'drizzle-orm'
import { checkRuleValue, type RuleValue } from '@/lib/rules/registry'
import { ChangeRule } from '@/lib/rules/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import { audit } from '../audit'
import type { Db } from '../client'
import { rulesOf } from '../queries/rules'
import { authorise, type Context, inTransaction } from '../transaction'
import { asJson, loadRun, placeOfScope, type RunRow, runClock } from './programmes/load'

export type RuleChanged = { key: string; value: RuleValue; validFrom: Date; recredited: number }
const NATION = 1

/**
 * Changes a rule from now on, with a reason. Never retroactive, unless `recompute` is asked for: then the value holds
 * from the beginning of the run and what was recorded is credited again.
 */
export async function changeRule(ctx: Context, input: ChangeRule): Promise<RuleChanged> {
  const asked = ChangeRule.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = asked.runId ? await loadRun(db, asked.runId) : null
    const place = await placeOfScope(db, asked.level === 'NATION' ? NATION : run!.scopeId)
    authorise(ctx.actor, 'rules', place)
    const value = orThrow(checkRuleValue(asked.key, asked.value)) as RuleValue
    if (asked.level === 'RUN' && run?.status === 'CLOSED') throw new AppError('E-RUL-04')
    const clock = run && asked.level === 'RUN' ? runClock(run, ctx.now) : ctx.now
    const before = (await rulesOf(db, run?.id ?? null, clock))[asked.key]
    const since = asked.recompute && run ? await retroactive(db, run, asked.key) : [clock]
    const ids: string[] = []
    for (const from of since) {
      const [row] = await db.execute<{ id: string }>(sql`
        insert into app.rule (key, value, level, province_id, run_id, valid_from, source, reason, changed_by)
        values (${asked.key}, ${asJson(value)}::jsonb, ${asked.level}, ${asked.level === 'PROVINCE' ? run!.provinceId : null}::uuid,
          ${asked.level === 'RUN' ? run!.id : null}::uuid, ${from.toISOString()}::timestamptz, ${asked.source}, ${asked.reason},
          ${ctx.actor.userId})
        returning id`)
      ids.push(row!.id)
    }
    await audit(db, ctx, {
      action: 'rule.change',
      entity: 'rule',
      entityId: ids[0]!,
      scopeId: asked.level === 'NATION' ? NATION : run!.scopeId,
      before: { key: asked.key, value: before },
      after: {
        key: asked.key,
        value,
        level: asked.level,
        source: asked.source,
        validFrom: since[0],
        recompute: asked.recompute,
      },
      reason: asked.reason,
    })
    return { key: asked.key, value, validFrom: since[0]!, recredited: await recredit(db, ctx, run, asked) }
  })
}

async function recredit(
  db: Db,
  ctx: Context,
  run: RunRow | null,
  asked: { recompute: boolean },
): Promise<number> {
  if (!asked.recompute || !run) return 0
  const [row] = await db.execute<{ n: number }>(
    sql`select app.recredit_run(${run.id}, ${ctx.requestId}) as n`,
  )
  return row!.n
}

/** The beginning of the run, and each later day from which another value of hers would otherwise win. */
async function retroactive(db: Db, run: RunRow, key: string): Promise<Date[]> {
  const start = instantAt(run.startDate, '00:00')
  const later = await db.execute<{ at: string }>(sql`
    select distinct valid_from as at from app.rule
    where run_id = ${run.id} and key = ${key} and valid_from > ${start.toISOString()}::timestamptz order by 1`)
  return [start, ...later.map((row) => new Date(row.at))]
}
