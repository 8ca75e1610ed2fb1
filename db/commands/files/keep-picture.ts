import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { MOST_PICTURES, PICTURE_KINDS } from '@/lib/files/picture'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { sealBytes } from '../../vault'
import { placeOfScope } from '../programmes/load'

const Keep = z.strictObject({ sessionId: z.uuid(), kind: z.enum(PICTURE_KINDS) })
type Session = { scopeId: number; provinceId: string; kept: number; closed: boolean }

/**
 * Keeps a picture of a session, drawn again by lib/server/pictures, sealed under the province's key. It gets a name of
 * ours: a file's own name may be somebody's. E-FIL-03: enough of them.
 */
export async function keepPicture(
  ctx: Context,
  input: z.input<typeof Keep>,
  picture: { bytes: Buffer; mime: string },
): Promise<{ fileId: string }> {
  const { sessionId, kind } = Keep.parse(input)
  return inTransaction(ctx, async (db) => {
    const [session] = await db.execute<Session>(sql`
      select s.scope_id as "scopeId", r.province_id as "provinceId", r.status = 'CLOSED' as closed,
        (select count(*)::int from app.file f where f.session_id = s.id and f.removed_at is null) as kept
      from app.session s join app.run r on r.id = s.run_id where s.id = ${sessionId} for update of s`)
    if (!session) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await placeOfScope(db, session.scopeId))
    if (session.closed) throw new AppError('E-RUN-07')
    if (session.kept >= MOST_PICTURES) throw new AppError('E-FIL-03', { max: MOST_PICTURES })
    const id = uuidV7(ctx.now.getTime(), randomBytes(16))
    const sealed = sealBytes(
      session.provinceId,
      { table: 'file', column: 'sealed', rowId: id },
      picture.bytes,
    )
    const digest = createHash('sha256').update(picture.bytes).digest('hex')
    const name = `${kind.toLowerCase()}-${session.kept + 1}.jpg`
    await db.execute(sql`
      insert into app.file (id, scope_id, session_id, kind, name, mime, size, digest, sealed, created_by)
      values (${id}, ${session.scopeId}, ${sessionId}, ${kind}, ${name}, ${picture.mime}, ${picture.bytes.byteLength},
        decode(${digest}, 'hex'), ${sealed}, app.me())`)
    await audit(db, ctx, {
      action: 'file.add',
      entity: 'session',
      entityId: sessionId,
      scopeId: session.scopeId,
      after: { file: id, kind, size: picture.bytes.byteLength },
    })
    return { fileId: id }
  })
}
