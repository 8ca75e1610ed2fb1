import { scopeOf } from '@/lib/access/actor'
import { frozenText } from '@/lib/indicators/frozen'
import { checkRunEnd } from '@/lib/programmes/closing'
import { orThrow } from '@/lib/shared/result'
import type { Db } from '../../client'
import { frozenFigures, frozenHash, runEnd } from '../../queries/programmes/run-closing'
import type { Context } from '../../transaction'
import { type RunRow, runClock } from './load'

export type Freezing = { at: Date; text: string; hash: string }

/**
 * What a run is closed with: its conditions judged (E-CLO-02 groups, E-CLO-03 sheets, E-CLO-04 places still open, E-CLO-05
 * people who may be one), then its figures and the hash of their text.
 */
export async function freezeRun(db: Db, ctx: Context, run: RunRow): Promise<Freezing> {
  const scope = scopeOf(ctx.actor)
  orThrow(checkRunEnd(await runEnd(db, scope, run.id)))
  const at = runClock(run, ctx.now)
  const frozen = await frozenFigures(db, scope, { runId: run.id, code: run.code, at })
  return { at, text: frozenText(frozen), hash: frozenHash(frozen) }
}
