import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { FileKind, PictureKind } from '@/lib/files/picture'
import type { Reader } from '../../client'
import { openBytes } from '../../vault'

export type PictureLine = { fileId: string; kind: PictureKind; name: string; at: Date; by: string | null }

/** The pictures of a session, for whoever sees its people. */
export async function picturesOf(db: Reader, _scope: Scope, sessionId: string): Promise<PictureLine[]> {
  const rows = await db.execute<Omit<PictureLine, 'at'> & { at: string }>(sql`
    select f.id as "fileId", f.kind, f.name, f.created_at::text as at, u.display_name as by
    from app.file f left join app.user_account u on u.id = f.created_by
    where f.session_id = ${sessionId} and f.removed_at is null order by f.created_at`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** The pictures and papers of a neighbourhood's record. */
export async function recordPictures(db: Reader, _scope: Scope, recordId: string): Promise<PictureLine[]> {
  const rows = await db.execute<Omit<PictureLine, 'at'> & { at: string }>(sql`
    select f.id as "fileId", f.kind, f.name, f.created_at::text as at, u.display_name as by
    from app.file f left join app.user_account u on u.id = f.created_by
    where f.record_id = ${recordId} and f.removed_at is null order by f.created_at`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

export type PaperLine = {
  stepId: string
  fileId: string
  kind: FileKind
  mime: string
  size: number
  at: Date
}

/** The papers of the steps of an association, for who forms it or works in it. */
export async function stepPapers(db: Reader, _scope: Scope, associationId: string): Promise<PaperLine[]> {
  const rows = await db.execute<Omit<PaperLine, 'at'> & { at: string }>(sql`
    select f.step_id as "stepId", f.id as "fileId", f.kind, f.mime, f.size, f.created_at::text as at
    from app.file f join app.association_step s on s.id = f.step_id
    where s.association_id = ${associationId} and s.undone_at is null and f.removed_at is null order by f.created_at`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** The bytes of one picture, unsealed; null where it is gone or not the asker's to see. */
export async function pictureBytes(
  db: Reader,
  _scope: Scope,
  fileId: string,
): Promise<{ bytes: Buffer; mime: string; name: string } | null> {
  const [row] = await db.execute<{ sealed: string; mime: string; name: string; provinceId: string }>(sql`
    select f.sealed, f.mime, f.name, coalesce(r.province_id, a.province_id) as "provinceId" from app.file f
    left join app.session s on s.id = f.session_id left join app.community_record c on c.id = f.record_id
    left join app.run r on r.id = coalesce(s.run_id, c.run_id)
    left join app.association_step p on p.id = f.step_id left join app.association a on a.id = p.association_id
    where f.id = ${fileId} and f.removed_at is null
      and (f.step_id is not null or f.scope_id = any((select app.my_scope('people'))::int[]))`)
  if (!row) return null
  const bytes = openBytes(row.provinceId, { table: 'file', column: 'sealed', rowId: fileId }, row.sealed)
  return { bytes, mime: row.mime, name: row.name }
}
