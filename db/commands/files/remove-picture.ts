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
      associationId: string | null
      kind: string
      removed: boolean
    }>(sql`
      select f.scope_id as "scopeId", f.session_id as "sessionId", f.record_id as "recordId", s.association_id as "associationId", f.kind,
        f.removed_at is not null as removed
      from app.file f left join app.association_step s on s.id = f.step_id where f.id = ${fileId} for update of f`)
    if (!file) throw new AppError('E-GEN-02')
    authorise(ctx.actor, file.associationId ? 'run' : 'record', await placeOfScope(db, file.scopeId))
    if (file.removed) throw new AppError('E-GEN-03')
    await db.execute(sql`
      update app.file set removed_at = ${ctx.now.toISOString()}::timestamptz, removed_by = app.me(), sealed = '' where id = ${fileId}`)
    await audit(db, ctx, {
      action: 'file.remove',
      entity: file.sessionId ? 'session' : file.recordId ? 'community_record' : 'association',
      entityId: (file.sessionId ?? file.recordId ?? file.associationId)!,
      scopeId: file.scopeId,
      before: { file: fileId, kind: file.kind },
    })
    return { fileId }
  })
}
