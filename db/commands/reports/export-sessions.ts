import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { EXPORT_ROWS } from '@/lib/reports/export-limit'
import { AppError } from '@/lib/shared/result'
import { SESSION_STATES } from '@/lib/workshops/codes'
import { audit } from '../../audit'
import { deskOf } from '../../queries/programmes/desk'
import { type SessionLine, sheetsOf } from '../../queries/workshops/today'
import { authorise, type Context, inTransaction, readingBeside, requireFreshFactor } from '../../transaction'

const Sessions = z.strictObject({
  runId: z.uuid(),
  status: z.enum(SESSION_STATES).optional(),
  countyId: z.uuid().optional(),
  locale: z.enum(['fa', 'en']),
})

/** The sessions of a run, for a file: facts of the programme, nobody's name. */
export async function exportSessions(
  ctx: Context,
  input: z.input<typeof Sessions>,
): Promise<{ rows: SessionLine[]; total: number }> {
  const { runId, status, countyId, locale } = Sessions.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const desk = await deskOf(db, scope, { runId, power: 'see' })
    if (!desk) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'see', desk)
    requireFreshFactor(ctx)
    const { lines, total } = await readingBeside(ctx, db, (far) =>
      sheetsOf(far, scope, { runId, status, countyId, locale, size: EXPORT_ROWS }),
    )
    await audit(db, ctx, {
      action: 'export',
      entity: 'run',
      entityId: runId,
      scopeId: desk.scopeId,
      after: {
        what: 'sessions',
        rows: lines.length,
        ...(status ? { status } : {}),
        ...(countyId ? { countyId } : {}),
      },
    })
    return { rows: lines, total }
  })
}
