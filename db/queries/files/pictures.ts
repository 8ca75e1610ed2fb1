import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { PictureKind } from '@/lib/files/picture'
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

/** The bytes of one picture, unsealed; null where it is gone or not the asker's to see. */
export async function pictureBytes(
  db: Reader,
  _scope: Scope,
  fileId: string,
): Promise<{ bytes: Buffer; mime: string; name: string } | null> {
  const [row] = await db.execute<{ sealed: string; mime: string; name: string; provinceId: string }>(sql`
    select f.sealed, f.mime, f.name, r.province_id as "provinceId" from app.file f
    left join app.session s on s.id = f.session_id left join app.community_record c on c.id = f.record_id
    join app.run r on r.id = coalesce(s.run_id, c.run_id)
    where f.id = ${fileId} and f.removed_at is null and f.scope_id = any((select app.my_scope('people'))::int[])`)
  if (!row) return null
  const bytes = openBytes(row.provinceId, { table: 'file', column: 'sealed', rowId: fileId }, row.sealed)
  return { bytes, mime: row.mime, name: row.name }
}
