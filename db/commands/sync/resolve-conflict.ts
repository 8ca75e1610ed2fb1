import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { ResolveConflict } from '@/lib/sync/schema'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'
import { saveAsOffice } from './decide-quarantine'

type Row = {
  scopeId: number
  ops: string[]
  state: string
  op: Record<string, unknown> | null
  words: Record<string, string> | null
}

/**
 * The office chooses one of the words that contradict each other: one more operation, which replaces them all. E-GEN-03:
 * settled already, or no longer among them. On an approved sheet E-ATT-04: it must be reopened first.
 */
export async function resolveConflict(
  ctx: Context,
  input: ResolveConflict,
): Promise<{ sessionId: string; place: string }> {
  const asked = ResolveConflict.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<Row>(sql`
      select c.scope_id as "scopeId", coalesce(app.conflict_heads(c), '{}') as ops, c.state, app.op_json(o) as op, w.words from app.sync_conflict c
      left join app.operation o on o.id = ${asked.opId} and o.session_id = c.session_id
      left join app.operation_text w on w.op_id = o.id
      where c.session_id = ${asked.sessionId} and c.place = ${asked.place} for update of c`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'review', await placeOfScope(db, row.scopeId))
    if (row.state !== 'OPEN' || !row.op || !row.ops.includes(asked.opId)) throw new AppError('E-GEN-03')
    const field = asked.place.startsWith('details:') ? asked.place.slice('details:'.length) : null
    const words = field ? { [field]: row.words?.[field] ?? '' } : row.words
    await saveAsOffice(db, ctx, asked.sessionId, { ...row.op, ...words, at: ctx.now.toISOString() })
    // The desk may have settled it meanwhile by writing over it: then there is nothing left that contradicts.
    await db.execute(sql`update app.sync_conflict set state = 'SETTLED', settled_at = ${ctx.now.toISOString()}::timestamptz, settled_by = app.me()
      where session_id = ${asked.sessionId} and place = ${asked.place} and state = 'OPEN'`)
    await audit(db, ctx, {
      action: 'sync.resolve',
      entity: 'session',
      entityId: asked.sessionId,
      scopeId: row.scopeId,
      before: { operations: row.ops },
      after: { chosen: asked.opId },
    })
    return { sessionId: asked.sessionId, place: asked.place }
  })
}
