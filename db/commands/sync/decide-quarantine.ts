import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { isBookOp, isGroupKind } from '@/lib/hamyar/op-kinds'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { DecideQuarantine } from '@/lib/sync/schema'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { openOp } from '../../queries/sync/sealed-op'
import { authorise, type Context, inTransaction } from '../../transaction'
import { sayOfEvent } from '../hamyar/record-event'
import { placeOfScope } from '../programmes/load'

type Waiting = {
  id: string
  scopeId: number
  opId: string
  sessionId: string | null
  sealed: string
  kind: string
  code: string
  state: string
}
type Saved = { code?: string; values?: Record<string, string | number>; odd?: Record<string, Refused> }
type Refused = { status: string; code?: string; values?: Record<string, string | number> }

/**
 * A supervisor's word on operations that wait: applied with her authority, replacing what stands in their places, or laid
 * aside with a reason; all of them or none. E-GEN-03: decided already. A rule that binds her too answers with its own code,
 * and they go on waiting.
 */
export async function decideQuarantine(
  ctx: Context,
  input: DecideQuarantine,
): Promise<{ decided: number; state: 'APPLIED' | 'LAID_ASIDE' }> {
  const asked = DecideQuarantine.parse(input)
  const state = asked.decision === 'APPLY' ? 'APPLIED' : 'LAID_ASIDE'
  if (state === 'LAID_ASIDE' && asked.reason.length < 3) throw new AppError('E-GEN-01')
  return inTransaction(ctx, async (db) => {
    const ids = [...new Set(asked.quarantineIds)]
    // What was done with a sheet comes after what was marked on it.
    const rows = await db.execute<Waiting>(sql`
      select id, scope_id as "scopeId", op_id as "opId", session_id as "sessionId", sealed, kind, code, state
      from app.quarantine where id in ${ids} order by kind = 'act', claimed_at, op_id for update`)
    if (rows.length < ids.length) throw new AppError('E-GEN-02')
    for (const row of rows) {
      authorise(ctx.actor, 'review', await placeOfScope(db, row.scopeId))
      if (row.state !== 'OPEN') throw new AppError('E-GEN-03')
      if (state === 'APPLIED') await apply(db, ctx, row)
      await db.execute(sql`update app.quarantine set state = ${state}, decided_by = app.me(),
        decided_at = ${ctx.now.toISOString()}::timestamptz, reason = nullif(${asked.reason}, '') where id = ${row.id}`)
      await audit(db, ctx, {
        action: state === 'APPLIED' ? 'sync.apply' : 'sync.lay-aside',
        entity: row.sessionId ? 'session' : 'quarantine',
        entityId: row.sessionId ?? row.id,
        scopeId: row.scopeId,
        before: { state: 'OPEN', code: row.code },
        after: { state, operation: row.opId },
        reason: asked.reason || null,
      })
    }
    return { decided: rows.length, state }
  })
}

/** Her own operation, with what the phone sent in it: what was forged must not take the id of what may still come. */
async function apply(db: Db, ctx: Context, row: Waiting): Promise<void> {
  // A line of a group's own book is not the office's to read, nor to write: whoever keeps it writes it anew.
  if (isBookOp(row.kind)) throw new AppError('E-HG-38')
  if (!row.sessionId && !isGroupKind(row.kind)) throw new AppError('E-SYN-09')
  const { session, op } = openOp(row.opId, row.sealed)
  if (row.code === 'E-GEN-04') throw new AppError('E-GEN-04')
  if (!row.sessionId) {
    const { device: _, ...said } = op
    return sayOfEvent(db, ctx, session, [{ ...said, id: uuidV7(ctx.now.getTime(), randomBytes(16)) }])
  }
  await saveAsOffice(db, ctx, row.sessionId, op)
}

/** Saves one operation under an id of its own as the person who asks; it replaces all that was said in its place. */
export async function saveAsOffice(
  db: Db,
  ctx: Context,
  sessionId: string,
  op: Record<string, unknown>,
): Promise<void> {
  const [saved] = await db.execute<{ answer: Saved | string }>(sql`
    with o as (select ${JSON.stringify(op)}::jsonb || jsonb_build_object('id', app.uuid_v7()) - 'device' as op)
    select app.sync_sheet(${sessionId}::uuid, jsonb_build_array(o.op || jsonb_build_object('supersedes', coalesce((
      select jsonb_agg(q.id) from app.operation q where q.session_id = ${sessionId}::uuid and app.op_place(app.op_json(q)) = app.op_place(o.op)), '[]'))),
      ${ctx.requestId}) as answer from o`)
  const answer = typeof saved?.answer === 'string' ? (JSON.parse(saved.answer) as Saved) : saved?.answer
  const refused = Object.values(answer?.odd ?? {}).find((one) => one.status === 'quarantined')
  const code = answer?.code ?? refused?.code
  if (code) throw new AppError(code, answer?.values ?? refused?.values)
}
