import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { SignReport } from '@/lib/reports/schema'
import { checkSigning } from '@/lib/reports/threshold'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import { figuresHold, reasonsOf, signatureHash, signatureOf } from '../../queries/reports/reasons'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { loadClosing } from './load-closing'

/**
 * Signs the report of a closed quarter, or the final one of a closed run. E-RPT-01 a reason is missing, E-RPT-02 the quarter
 * or the run is not there yet, E-RPT-03 signed already, E-RPT-05 by who closed the quarter, E-RPT-08 the figures were touched.
 */
export async function signReport(ctx: Context, input: SignReport): Promise<{ hash: string }> {
  const { closingId, kind } = SignReport.parse(input)
  return inTransaction(ctx, async (db) => {
    const closing = await loadClosing(db, closingId)
    authorise(ctx.actor, 'sign', closing.place)
    const scope = scopeOf(ctx.actor)
    const reasons = await reasonsOf(db, scope, closingId)
    orThrow(
      checkSigning({
        kind,
        closed: { quarter: closing.frozen, signedAt: closing.signedAt },
        runClosed: closing.runClosed,
        reasons,
        signed: (await signatureOf(db, scope, { closingId, kind })) !== null,
        preparedByMe: closing.preparedBy === ctx.actor.userId,
      }),
    )
    if (!figuresHold(closing.frozen, closing.hash)) throw new AppError('E-RPT-08')
    requireFreshFactor(ctx)
    const hash = signatureHash(kind, closing.hash, reasons)
    await db.execute(sql`
      insert into app.report_signature (scope_id, closing_id, kind, hash, signed_by)
      values (${closing.scopeId}, ${closingId}::uuid, ${kind}, ${hash}, ${ctx.actor.userId}::uuid)`)
    await audit(db, ctx, {
      action: 'report.sign',
      entity: 'quarter_closing',
      entityId: closingId,
      scopeId: closing.scopeId,
      after: { kind, hash },
    })
    return { hash }
  })
}
