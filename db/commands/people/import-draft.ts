import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { RosterSheet } from '@/lib/people/roster'
import { uuidV7 } from '@/lib/shared/id'
import { AppError, type Result } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { type DraftKind, draftRun, packDraft } from '../../queries/people/import-drafts'
import { authorise, type Context, inTransaction } from '../../transaction'
import { sealBytes } from '../../vault'

/** Turns the bytes of an office file into sheets; given by the edge, which owns the reader of workbooks. */
export type ReadSheets = (
  bytes: Uint8Array,
  fileName: string,
) => Promise<Result<{ sheets: RosterSheet[] }, string>>

const KeepDraft = z.strictObject({
  kind: z.enum(['ROSTER', 'PLACES', 'PAPER']),
  runId: z.uuid(),
  fileName: z.string().max(200),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  options: z.record(z.string(), z.union([z.string(), z.boolean()])),
})

/** How long an uploaded file is kept when nobody confirms it. */
export const DRAFT_HOURS = 24

/** Keeps an uploaded file sealed until somebody has looked at the preview; nothing else is written. */
export async function keepDraft(
  ctx: Context,
  input: z.input<typeof KeepDraft>,
): Promise<{ draftId: string }> {
  const { kind, runId, fileName, bytes, options } = KeepDraft.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await draftRun(db, runId)
    if (!run) throw new AppError('E-GEN-02')
    const home = run.homes.find((place) => place.scopeId === run.scopeId) ?? run.homes[0]
    if (!home) throw new AppError('E-GEN-02')
    authorise(ctx.actor, powerOf(kind), home)
    await db.execute(
      sql`delete from app.import_draft where created_at < now() - make_interval(hours => ${DRAFT_HOURS})`,
    )
    const draftId = await insertDraft(db, ctx, {
      kind,
      runId,
      provinceId: run.provinceId,
      scopeId: home.scopeId,
      fileName,
      bytes: packDraft(options, bytes),
    })
    await audit(db, ctx, {
      action: 'import.upload',
      entity: 'import_draft',
      entityId: draftId,
      scopeId: home.scopeId,
      after: { kind, bytes: bytes.length },
    })
    return { draftId }
  })
}

const Discard = z.strictObject({ draftId: z.uuid() })

/** Throws an uploaded file away. */
export async function discardDraft(
  ctx: Context,
  input: z.input<typeof Discard>,
): Promise<{ kind: DraftKind; runCode: string }> {
  const { draftId } = Discard.parse(input)
  return inTransaction(ctx, async (db) => {
    const draft = await takeDraft(db, ctx, draftId)
    await audit(db, ctx, {
      action: 'import.discard',
      entity: 'import_draft',
      entityId: draftId,
      scopeId: draft.scopeId,
    })
    return { kind: draft.kind, runCode: draft.runCode }
  })
}

export type TakenDraft = {
  kind: DraftKind
  scopeId: number
  path: number[]
  runId: string
  runCode: string
  provinceId: string
  fileName: string
  sealed: string
}

/**
 * Deletes one's own draft and answers with what it was: whoever comes second, in another tab, finds nothing. A throw
 * later in the transaction brings it back.
 */
export async function takeDraft(db: Db, ctx: Context, draftId: string): Promise<TakenDraft> {
  const [draft] = await db.execute<TakenDraft>(sql`
    with gone as (
      delete from app.import_draft where id = ${draftId} and created_by = ${ctx.actor.userId}
        and created_at >= now() - make_interval(hours => ${DRAFT_HOURS})
      returning kind, scope_id, run_id, file_name, sealed)
    select g.kind, g.scope_id as "scopeId", s.path, g.run_id as "runId", r.code as "runCode", r.province_id as "provinceId",
      g.file_name as "fileName", g.sealed
    from gone g join app.run r on r.id = g.run_id join app.scope s on s.id = g.scope_id`)
  if (!draft) throw new AppError('draft-gone')
  authorise(ctx.actor, powerOf(draft.kind), draft)
  return draft
}

// What a file writes in the end decides who may bring it.
const powerOf = (kind: DraftKind) =>
  kind.startsWith('PLACES') ? 'run' : kind.startsWith('PAPER') ? 'record' : 'enrol'

type DraftRow = {
  kind: DraftKind
  runId: string
  provinceId: string
  scopeId: number
  fileName: string
  bytes: Uint8Array
  result?: Record<string, number>
}

export async function insertDraft(db: Db, ctx: Context, draft: DraftRow): Promise<string> {
  const id = uuidV7(ctx.now.getTime(), randomBytes(16))
  const sealed = sealBytes(
    draft.provinceId,
    { table: 'import_draft', column: 'sealed', rowId: id },
    draft.bytes,
  )
  await db.execute(sql`
    insert into app.import_draft (id, scope_id, run_id, kind, file_name, sealed, created_by, used_at, result)
    values (${id}, ${draft.scopeId}, ${draft.runId}, ${draft.kind}, ${draft.fileName}, ${sealed}, ${ctx.actor.userId},
      ${draft.result ? ctx.now.toISOString() : null}::timestamptz, ${draft.result ? JSON.stringify(draft.result) : null}::jsonb)`)
  return id
}
