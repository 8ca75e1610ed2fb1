import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { flagKey } from '@/lib/quality/flags'
import { SettleFlag } from '@/lib/quality/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { qualityFlags } from '../../queries/quality/flags'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'
import { clockOfRun } from './run-clock'

/**
 * Writes down what was found when a flag was looked into. It changes nothing else; the flag comes back when its facts do. E-QLT-01:
 * it does not stand as it was looked at, or somebody has settled it.
 */
export async function settleFlag(ctx: Context, input: SettleFlag): Promise<{ settled: true }> {
  const asked = SettleFlag.parse(input)
  return inTransaction(ctx, async (db) => {
    const clock = await clockOfRun(db, asked.runId, ctx.now)
    const scope = scopeOf(ctx.actor)
    const flags = await qualityFlags(db, scope, { runId: asked.runId, asOf: tehranDay(clock), clock })
    const flag = flags.find((one) => flagKey(one) === flagKey(asked))
    if (!flag) throw new AppError(flags.length === 0 ? 'E-GEN-02' : 'E-QLT-01')
    authorise(ctx.actor, 'review', await placeOfScope(db, flag.scopeId))
    if (flag.settled) throw new AppError('E-QLT-01')
    await db.execute(sql`
      insert into app.quality_settlement (scope_id, run_id, kind, subject, facts, finding, note, settled_by)
      values (${flag.scopeId}, ${asked.runId}, ${asked.kind}, ${asked.subject}, ${asked.facts}, ${asked.finding}, ${asked.note}, app.me())`)
    await audit(db, ctx, {
      action: 'quality.settle',
      entity: 'quality_flag',
      entityId: asked.subject,
      scopeId: flag.scopeId,
      after: { kind: asked.kind, finding: asked.finding },
    })
    return { settled: true }
  })
}
