import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { isIsoDay } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { type FigureTable, figuresAt } from '../../queries/indicators/figures'
import { deskOf } from '../../queries/programmes/desk'
import { authorise, type Context, inTransaction, readingBeside, requireFreshFactor } from '../../transaction'

const Indicators = z.strictObject({ runId: z.uuid(), asOf: z.string().refine(isIsoDay) })

/** Every indicator of a run and of its counties up to a day, for a file: what the pages of the indicators show. */
export async function exportIndicators(
  ctx: Context,
  input: z.input<typeof Indicators>,
): Promise<{ whole: FigureTable; counties: FigureTable }> {
  const { runId, asOf } = Indicators.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const desk = await deskOf(db, scope, { runId, power: 'see' })
    if (!desk) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'see', desk)
    requireFreshFactor(ctx)
    const asked = { runId, asOf, counting: 'internal' } as const
    const { run: whole, county: counties } = await readingBeside(ctx, db, (far) =>
      figuresAt(far, scope, asked, ['run', 'county']),
    )
    await audit(db, ctx, {
      action: 'export',
      entity: 'run',
      entityId: runId,
      scopeId: desk.scopeId,
      after: { what: 'indicators', asOf, rows: whole.places[0]?.figures.length ?? 0 },
    })
    return { whole, counties }
  })
}
