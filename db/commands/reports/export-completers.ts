import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { lastEndedDay } from '@/lib/indicators/as-of'
import { EXPORT_ROWS, PAPER_ROWS } from '@/lib/reports/export-limit'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { runsInReach } from '../../queries/programmes/run-line'
import { type Completer, completersOf } from '../../queries/reports/completers'
import { authorise, type Context, inTransaction, readingBeside, requireFreshFactor } from '../../transaction'

const MOST = { pdf: PAPER_ROWS, xlsx: EXPORT_ROWS, json: EXPORT_ROWS }
const Completers = z.strictObject({ runId: z.uuid(), format: z.enum(['pdf', 'xlsx', 'json']) })

/** A list that names people, with what is printed on every page of it: who took it, and the number of the act in the audit. */
export type CompleterList = {
  rows: Completer[]
  total: number
  asOf: string
  number: number
}

/** Who has completed, with hours, for a file: of the whole run, for whom the run's names are. */
export async function exportCompleters(
  ctx: Context,
  input: z.input<typeof Completers>,
): Promise<CompleterList> {
  const { runId, format } = Completers.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const run = (await runsInReach(db, scope)).find((one) => one.runId === runId)
    if (!run) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'people', run)
    requireFreshFactor(ctx)
    const asOf = lastEndedDay(new Date(run.clock))
    const { rows, total } = await readingBeside(ctx, db, (far) =>
      completersOf(far, scope, { runId, asOf, most: MOST[format] }),
    )
    await audit(db, ctx, {
      action: 'export',
      entity: 'run',
      entityId: runId,
      scopeId: run.scopeId,
      // As the list of people that was narrowed by a state: who was in it learns of it by «who saw» (app.who_saw_person).
      after: { what: 'people', status: 'COMPLETED', format, asOf, rows: rows.length },
    })
    const [act] = await db.execute<{ number: number }>(
      sql`select app.my_act(${ctx.requestId})::int as number`,
    )
    return { rows, total, asOf, number: act!.number }
  })
}
