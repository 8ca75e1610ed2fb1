import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { FILE_KINDS, MOST_PICTURES } from '@/lib/files/picture'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { sealBytes } from '../../vault'
import { placeOfScope } from '../programmes/load'

const Keep = z
  .strictObject({
    sessionId: z.uuid().optional(),
    recordId: z.uuid().optional(),
    stepId: z.uuid().optional(),
    kind: z.enum(FILE_KINDS),
  })
  .refine(
    ({ sessionId, recordId, stepId }) =>
      [sessionId, recordId, stepId].filter((one) => one !== undefined).length === 1,
    'E-GEN-04',
  )
  .refine(({ stepId, kind }) => (kind === 'EVIDENCE') === (stepId !== undefined), 'E-GEN-04')
type Asked = z.infer<typeof Keep>
type Owner = {
  scopeId: number
  provinceId: string
  kept: number
  closed: boolean
  /** What the audit calls it. */
  entity: string
  entityId: string
}

/** What the file belongs to, locked: a session, a record that is not struck out, a step that was not taken back. */
async function ownerOf(db: Db, { sessionId, recordId, stepId }: Asked): Promise<Owner> {
  const [owner] = await db.execute<Owner>(
    stepId
      ? sql`select s.scope_id as "scopeId", a.province_id as "provinceId", a.status = 'DISSOLVED' as closed, 'association' as entity,
          a.id as "entityId", (select count(*)::int from app.file f where f.step_id = s.id and f.removed_at is null) as kept
        from app.association_step s join app.association a on a.id = s.association_id
        where s.id = ${stepId} and s.undone_at is null for update of s`
      : sessionId
        ? sql`select s.scope_id as "scopeId", r.province_id as "provinceId", r.status = 'CLOSED' as closed,
            'session' as entity, s.id as "entityId",
            (select count(*)::int from app.file f where f.session_id = s.id and f.removed_at is null) as kept
          from app.session s join app.run r on r.id = s.run_id where s.id = ${sessionId} for update of s`
        : sql`select c.scope_id as "scopeId", r.province_id as "provinceId", r.status = 'CLOSED' as closed,
            'community_record' as entity, c.id as "entityId",
            (select count(*)::int from app.file f where f.record_id = c.id and f.removed_at is null) as kept
          from app.community_record c join app.run r on r.id = c.run_id
          where c.id = ${recordId} and c.struck_at is null for update of c`,
  )
  if (!owner) throw new AppError('E-GEN-02')
  return owner
}

/**
 * Keeps a picture of a session or of a neighbourhood's record, or a paper of a step of an association, made clean by lib/server/pictures and
 * lib/server/papers, sealed under the province's key. It gets a name of ours: a file's own name may be somebody's. E-FIL-03: enough of them.
 */
export async function keepPicture(
  ctx: Context,
  input: z.input<typeof Keep>,
  picture: { bytes: Buffer; mime: string },
): Promise<{ fileId: string }> {
  const asked = Keep.parse(input)
  const { sessionId, recordId, stepId, kind } = asked
  return inTransaction(ctx, async (db) => {
    const owner = await ownerOf(db, asked)
    authorise(ctx.actor, stepId ? 'run' : 'record', await placeOfScope(db, owner.scopeId))
    if (owner.closed) throw new AppError(stepId ? 'E-SA-06' : 'E-RUN-07')
    if (owner.kept >= MOST_PICTURES) throw new AppError('E-FIL-03', { max: MOST_PICTURES })
    const id = uuidV7(ctx.now.getTime(), randomBytes(16))
    const sealed = sealBytes(owner.provinceId, { table: 'file', column: 'sealed', rowId: id }, picture.bytes)
    const digest = createHash('sha256').update(picture.bytes).digest('hex')
    const name = `${kind.toLowerCase()}-${owner.kept + 1}.${picture.mime === 'application/pdf' ? 'pdf' : 'jpg'}`
    await db.execute(sql`
      insert into app.file (id, scope_id, session_id, record_id, step_id, kind, name, mime, size, digest, sealed, created_by)
      values (${id}, ${owner.scopeId}, ${sessionId ?? null}, ${recordId ?? null}, ${stepId ?? null}, ${kind}, ${name}, ${picture.mime},
        ${picture.bytes.byteLength}, decode(${digest}, 'hex'), ${sealed}, app.me())`)
    await audit(db, ctx, {
      action: 'file.add',
      entity: owner.entity,
      entityId: owner.entityId,
      scopeId: owner.scopeId,
      after: { file: id, kind, size: picture.bytes.byteLength },
    })
    return { fileId: id }
  })
}
