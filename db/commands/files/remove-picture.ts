import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'

const Remove = z.strictObject({ fileId: z.uuid() })

/** Removes a picture: its row stays as a trace, its content is gone. */
export async function removePicture(
  ctx: Context,
  input: z.input<typeof Remove>,
): Promise<{ fileId: string }> {
  const { fileId } = Remove.parse(input)
  return inTransaction(ctx, async (db) => {
    const [file] = await db.execute<{
      scopeId: number
      sessionId: string | null
      recordId: string | null
      kind: string
      removed: boolean
    }>(sql`
      select scope_id as "scopeId", session_id as "sessionId", record_id as "recordId", kind, removed_at is not null as removed
      from app.file where id = ${fileId} for update`)
    if (!file) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await placeOfScope(db, file.scopeId))
    if (file.removed) throw new AppError('E-GEN-03')
    await db.execute(sql`
      update app.file set removed_at = ${ctx.now.toISOString()}::timestamptz, removed_by = app.me(), sealed = '' where id = ${fileId}`)
    await audit(db, ctx, {
      action: 'file.remove',
      entity: file.sessionId ? 'session' : 'community_record',
      entityId: (file.sessionId ?? file.recordId)!,
      scopeId: file.scopeId,
      before: { file: fileId, kind: file.kind },
    })
    return { fileId }
  })
}
