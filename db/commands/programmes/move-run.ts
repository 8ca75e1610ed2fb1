import { sql } from 'drizzle-orm'
import { moveRunTo, type RunState } from '@/lib/programmes/run'
import { MoveRun } from '@/lib/programmes/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type Freezing, freezeRun } from './freeze-run'
import { checkVersion, loadRun, placeOfScope } from './load'

/** Takes an approved run through its steps, suspends it, closes it with its figures. Approval itself is `approveRun`. */
export async function moveRun(
  ctx: Context,
  input: MoveRun,
): Promise<{ runId: string; status: RunState; version: number }> {
  const asked = MoveRun.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    checkVersion(run, asked.version)
    if (asked.to === 'APPROVED') throw new AppError('E-RUN-07')
    const status = orThrow(moveRunTo(run.status, asked.to))
    if (status === 'SUSPENDED' && asked.reason === '') throw new AppError('E-GEN-01')
    const freezing: Freezing | null = status === 'CLOSED' ? await freezeRun(db, ctx, run) : null
    const [after] = await db.execute<{ version: number }>(sql`
      update app.run set status = ${status}, version = version + 1, closed_at = ${freezing?.at.toISOString() ?? null}::timestamptz,
        frozen = ${freezing?.text ?? null}::jsonb, frozen_hash = ${freezing?.hash ?? null}
      where id = ${run.id} returning version`)
    await audit(db, ctx, {
      action: freezing ? 'run.close' : 'run.move',
      entity: 'run',
      entityId: run.id,
      scopeId: run.scopeId,
      before: { status: run.status },
      after: freezing ? { status, hash: freezing.hash } : { status },
      reason: asked.reason || null,
    })
    return { runId: run.id, status, version: after!.version }
  })
}
