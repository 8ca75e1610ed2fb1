import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import { openBytes } from '../../vault'

export type DraftKind = 'ROSTER' | 'PLACES' | 'ROSTER_RESULT' | 'PLACES_RESULT' | 'PAPER' | 'PAPER_RESULT'

/** Options and bytes of an uploaded file in one piece, so that both are sealed. */
export function packDraft(options: unknown, bytes: Uint8Array): Buffer {
  const head = Buffer.from(JSON.stringify(options), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  return Buffer.concat([length, head, bytes])
}

export function unpackDraft<T>(packed: Buffer): { options: T; bytes: Buffer } {
  const length = packed.readUInt32BE(0)
  return {
    options: JSON.parse(packed.toString('utf8', 4, 4 + length)) as T,
    bytes: packed.subarray(4 + length),
  }
}

export type ImportDraft = {
  draftId: string
  kind: DraftKind
  runId: string
  runCode: string
  runFa: string
  runEn: string
  fileName: string
  createdAt: string
  result: Record<string, number> | null
  packed: Buffer
}

/** One's own draft of the last day, opened; null where there is none. */
export async function importDraft(db: Reader, scope: Scope, draftId: string): Promise<ImportDraft | null> {
  const [row] = await db.execute<Omit<ImportDraft, 'packed'> & { sealed: string; provinceId: string }>(sql`
    select d.id as "draftId", d.kind, d.run_id as "runId", r.code as "runCode", r.name_fa as "runFa", r.name_en as "runEn",
      d.file_name as "fileName", d.created_at::text as "createdAt", d.result, d.sealed, r.province_id as "provinceId"
    from app.import_draft d join app.run r on r.id = d.run_id
    where d.id = ${draftId} and d.created_by = ${scope.userId} and d.created_at >= now() - interval '24 hours'`)
  if (!row) return null
  const { sealed, provinceId, ...draft } = row
  const packed = openBytes(provinceId, { table: 'import_draft', column: 'sealed', rowId: draftId }, sealed)
  return { ...draft, packed }
}

export type DraftLine = {
  draftId: string
  kind: 'ROSTER' | 'ROSTER_RESULT'
  fileName: string
  createdMs: number
}

/** One's own rosters of the last day, the latest first: those waiting to be confirmed, and what came of the others. */
export async function ownDrafts(db: Reader, scope: Scope): Promise<DraftLine[]> {
  const rows = await db.execute<DraftLine>(sql`
    select id as "draftId", kind, file_name as "fileName", (extract(epoch from created_at) * 1000)::float8 as "createdMs"
    from app.import_draft where created_by = ${scope.userId} and kind in ('ROSTER', 'ROSTER_RESULT')
      and created_at >= now() - interval '24 hours' order by created_at desc limit 10`)
  return [...rows]
}

type Home = { scopeId: number; path: number[] }

/** The run of an upload and the nodes in it where the asker may enrol: the run's own first, then cohorts. */
export async function draftRun(
  db: Reader,
  runId: string,
): Promise<{ provinceId: string; scopeId: number; homes: Home[] } | null> {
  const rows = await db.execute<{
    provinceId: string
    scopeId: number
    home: number | null
    path: number[]
  }>(sql`
    select r.province_id as "provinceId", r.scope_id as "scopeId", s.id as home, s.path
    from app.run r
    left join app.scope s on s.id = any((select app.my_scope('enrol'))::int[])
      and (s.id = r.scope_id or s.id in (select c.scope_id from app.cohort c where c.run_id = r.id))
    where r.id = ${runId} order by s.id`)
  const [first] = rows
  if (!first) return null
  const homes = [...rows].flatMap(({ home, path }) => (home === null ? [] : [{ scopeId: home, path }]))
  return { provinceId: first.provinceId, scopeId: first.scopeId, homes }
}
