import { exportFigures } from '@/db/commands/reports/export-figures'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { asOfDay } from '@/lib/indicators/as-of'
import { isDimension } from '@/lib/indicators/breakdown'
import { isEntryCode } from '@/lib/indicators/dictionary'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { figuresBody } from '@/lib/server/figures-body'
import { AppError } from '@/lib/shared/result'

const HEADERS = { 'cache-control': 'private, no-store' }
const STATUS: Record<string, number> = { 'E-GEN-02': 403, 'E-GEN-09': 500, 'E-ACC-18': 401 }

/**
 * The office's figures for other programs: `?run=&asOf=1403-04-31&code=R-10&by=sex`. Whoever is signed in gets what her
 * pages show, from the same query; every answer is audited as an export.
 */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return Response.json({ code: 'E-ACC-02' }, { status: 401, headers: HEADERS })
  const asked = new URL(request.url).searchParams
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const [code, by] = [asked.get('code'), asked.get('by')]
    if ((code !== null && !isEntryCode(code)) || (by !== null && !isDimension(by)))
      throw new AppError('E-GEN-04')
    const scope = scopeOf(actor)
    const run = await reading(scope, (db) => runNamed(db, scope, asked.get('run') ?? undefined))
    if (!run) throw new AppError('E-GEN-02')
    const asOf = asOfDay(asked.get('asOf') ?? undefined, new Date(run.clock))
    const { rows } = await exportFigures(
      { actor, now: new Date(), requestId },
      { runId: run.runId, asOf, code, by },
    )
    return figuresBody(run.code, asOf, rows)
  })
  if (!result.ok)
    return Response.json({ code: result.code }, { status: STATUS[result.code] ?? 400, headers: HEADERS })
  return Response.json(result.data, { headers: HEADERS })
}
