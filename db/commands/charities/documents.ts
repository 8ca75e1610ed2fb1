import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { PAPER_KINDS, type PaperKind } from '@/lib/charities/kinds'
import { MOST_PICTURES } from '@/lib/files/picture'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { openBytes, sealBytes } from '../../vault'
import { type At, lockProvider, madeBefore } from './load'

const Keep = z.strictObject({
  key: z.uuid('E-GEN-01'),
  providerId: z.uuid('E-GEN-01'),
  kind: z.enum(PAPER_KINDS, 'E-GEN-01'),
})
const spot = (rowId: string) => ({ table: 'charity_document', column: 'sealed', rowId })

/** Keeps a paper of a provider, sealed under the province's key; its own name, which may be somebody's, is not kept. E-CD-33: enough of them. */
export async function keepDocument(
  ctx: Context,
  input: z.input<typeof Keep>,
  paper: { bytes: Buffer; mime: string },
): Promise<{ documentId: string }> {
  const { key, providerId, kind } = Keep.parse(input)
  return inTransaction(ctx, async (db) => {
    const provider = await lockProvider(db, providerId)
    authorise(ctx.actor, 'devolve', provider)
    if (await madeBefore(db, 'document', key)) return { documentId: key }
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from app.charity_document where provider_id = ${providerId}::uuid and removed_at is null`,
    )
    if (row!.n >= MOST_PICTURES) throw new AppError('E-CD-33', { max: MOST_PICTURES })
    const digest = createHash('sha256').update(paper.bytes).digest('hex')
    await db.execute(sql`
      insert into app.charity_document (id, scope_id, province_id, provider_id, kind, mime, size, digest, sealed, created_by)
      values (${key}::uuid, ${provider.scopeId}, ${provider.provinceId}::uuid, ${providerId}::uuid, ${kind}, ${paper.mime}, ${paper.bytes.byteLength},
        decode(${digest}, 'hex'), ${sealBytes(provider.provinceId, spot(key), paper.bytes)}, app.me())`)
    await audit(db, ctx, {
      action: 'charity.document',
      entity: 'charity_provider',
      entityId: providerId,
      scopeId: provider.scopeId,
      after: { document: key, kind, size: paper.bytes.byteLength },
    })
    return { documentId: key }
  })
}

type Kept = At & {
  provinceId: string
  providerId: string
  kind: PaperKind
  mime: 'application/pdf' | 'image/jpeg'
  sealed: string
}
async function kept(db: Parameters<typeof lockProvider>[0], id: string): Promise<Kept> {
  const [row] = await db.execute<Kept>(sql`
    select d.scope_id as "scopeId", (select s.path from app.scope s where s.id = d.scope_id) as path, 'CHARITY' as programme,
      d.province_id as "provinceId", d.provider_id as "providerId", d.kind, d.mime, d.sealed
    from app.charity_document d where d.id = ${id}::uuid and d.removed_at is null`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

/** The paper itself, for who works with the provider; that it was read is written down. */
export async function readDocument(
  ctx: Context,
  documentId: string,
): Promise<{ bytes: Buffer; mime: Kept['mime']; kind: PaperKind }> {
  return inTransaction(ctx, async (db) => {
    const row = await kept(db, documentId)
    authorise(ctx.actor, 'devolve', row)
    await audit(db, ctx, {
      action: 'charity.document-read',
      entity: 'charity_provider',
      entityId: row.providerId,
      scopeId: row.scopeId,
      after: { document: documentId },
    })
    return { bytes: openBytes(row.provinceId, spot(documentId), row.sealed), mime: row.mime, kind: row.kind }
  })
}

/** A paper that no longer holds is put away. */
export async function removeDocument(ctx: Context, documentId: string): Promise<void> {
  const id = z.uuid('E-GEN-01').parse(documentId)
  return inTransaction(ctx, async (db) => {
    const row = await kept(db, id)
    authorise(ctx.actor, 'devolve', row)
    await db.execute(sql`
      update app.charity_document set removed_at = ${ctx.now.toISOString()}::timestamptz, removed_by = app.me() where id = ${id}::uuid`)
    await audit(db, ctx, {
      action: 'charity.document-remove',
      entity: 'charity_provider',
      entityId: row.providerId,
      scopeId: row.scopeId,
      before: { document: id, kind: row.kind },
    })
  })
}
