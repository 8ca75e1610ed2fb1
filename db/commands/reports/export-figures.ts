import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { DIMENSIONS } from '@/lib/indicators/breakdown'
import { ENTRY_CODES, isEntryCode } from '@/lib/indicators/dictionary'
import { qualityReach } from '@/lib/indicators/reach'
import { isIsoDay } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { FILE_DIMENSIONS, type FigureRow, figureRows } from '../../queries/indicators/figure-rows'
import { deskOf } from '../../queries/programmes/desk'
import { authorise, type Context, inTransaction, readingBeside, requireFreshFactor } from '../../transaction'

const Figures = z.strictObject({
  runId: z.uuid(),
  asOf: z.string().refine(isIsoDay),
  code: z.string().refine(isEntryCode).nullish(),
  by: z.enum(DIMENSIONS).nullish(),
})

/** The indicators of a run up to a day as code, date, breakdown and value: for the national system and other programs. */
export async function exportFigures(
  ctx: Context,
  input: z.input<typeof Figures>,
): Promise<{ rows: FigureRow[] }> {
  const { runId, asOf, code, by } = Figures.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const desk = await deskOf(db, scope, { runId, power: 'see' })
    if (!desk) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'see', desk)
    requireFreshFactor(ctx)
    const [run] = await db.execute<{ clock: string }>(
      sql`select app.run_clock(r)::text as clock from app.run r where r.id = ${runId}`,
    )
    const rows = await readingBeside(ctx, db, (far) =>
      figureRows(far, scope, {
        runId,
        asOf,
        counting: 'internal',
        clock: new Date(run!.clock),
        reach: qualityReach(ctx.actor, desk),
        codes: code ? [code] : ENTRY_CODES,
        // Who leads a group is a person; her name is asked for by itself, never put into a file of everything.
        by: by ? [by] : FILE_DIMENSIONS,
        seesPeople: actorCanSomewhere(ctx.actor, 'people'),
      }),
    )
    await audit(db, ctx, {
      action: 'export',
      entity: 'run',
      entityId: runId,
      scopeId: desk.scopeId,
      after: { what: 'figures', asOf, code: code ?? null, by: by ?? null, rows: rows.length },
    })
    return { rows }
  })
}
