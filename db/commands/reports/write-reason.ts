import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { WriteReason } from '@/lib/reports/schema'
import { shortfalls } from '@/lib/reports/threshold'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { signatureOf } from '../../queries/reports/reasons'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadClosing } from './load-closing'

/**
 * Says why a figure of a closed quarter stands under its threshold; the reason before it stays in the rows and stands no
 * longer. E-RPT-04: the figure needs none. E-RPT-03: the report is signed.
 */
export async function writeReason(ctx: Context, input: WriteReason): Promise<{ code: string }> {
  const { closingId, code, reason } = WriteReason.parse(input)
  return inTransaction(ctx, async (db) => {
    const closing = await loadClosing(db, closingId)
    authorise(ctx.actor, 'prepare', closing.place)
    const scope = scopeOf(ctx.actor)
    for (const kind of ['QUARTER', 'FINAL'] as const)
      if (await signatureOf(db, scope, { closingId, kind })) throw new AppError('E-RPT-03')
    if (!shortfalls(closing.frozen).some((figure) => figure.code === code)) throw new AppError('E-RPT-04')
    await db.execute(sql`
      insert into app.report_reason (scope_id, closing_id, code, reason, written_by)
      values (${closing.scopeId}, ${closingId}::uuid, ${code}, ${reason}, ${ctx.actor.userId}::uuid)`)
    await audit(db, ctx, {
      action: 'report.reason',
      entity: 'quarter_closing',
      entityId: closingId,
      scopeId: closing.scopeId,
      after: { code },
      reason,
    })
    return { code }
  })
}
