import { sql } from 'drizzle-orm'
import type { Outcome } from '@/lib/quality/draw'
import { RecordCall } from '@/lib/quality/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, placeOfScope } from '../programmes/load'

/** What somebody called back said of having been there. A later answer replaces it, and the audit keeps both. */
export async function recordCall(ctx: Context, input: RecordCall): Promise<{ sampleId: string }> {
  const { lineId, version, outcome } = RecordCall.parse(input)
  return inTransaction(ctx, async (db) => {
    const [line] = await db.execute<{
      scopeId: number
      sampleId: string
      outcome: Outcome | null
      version: number
    }>(sql`
      select scope_id as "scopeId", sample_id as "sampleId", outcome, version from app.call_line where id = ${lineId} for update`)
    if (!line) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'review', await placeOfScope(db, line.scopeId))
    checkVersion(line, version)
    await db.execute(sql`
      update app.call_line set outcome = ${outcome}, called_by = app.me(), called_at = ${ctx.now.toISOString()}::timestamptz,
        version = version + 1 where id = ${lineId}`)
    await audit(db, ctx, {
      action: 'call.record',
      entity: 'call_sample',
      entityId: line.sampleId,
      scopeId: line.scopeId,
      ...(line.outcome && { before: { outcome: line.outcome } }),
      after: { outcome },
    })
    return { sampleId: line.sampleId }
  })
}
