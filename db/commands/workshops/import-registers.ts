import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import type { CellValue } from '@/lib/shared/cell'
import { cellText } from '@/lib/shared/cell'
import { uuidV7 } from '@/lib/shared/id'
import { AppError, orThrow } from '@/lib/shared/result'
import type { PaperCell, PaperSheet, SheetReading } from '@/lib/workshops/paper-register'
import type { RegisterReceipt } from '@/lib/workshops/register-view'
import type { RegisterOp, RegisterSave } from '@/lib/workshops/schema'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { packDraft, unpackDraft } from '../../queries/people/import-drafts'
import { type DoorSession, type JudgedPaper, judgePaper } from '../../queries/workshops/judge-paper'
import { authorise, type Context, inTransaction } from '../../transaction'
import { openBytes } from '../../vault'
import { insertDraft, type ReadSheets, type TakenDraft, takeDraft } from '../people/import-draft'

const Confirm = z.strictObject({
  draftId: z.uuid(),
  /** Who a row is about, where the file left it open: key of the row → person. */
  choices: z.record(z.string().max(200), z.uuid()).default({}),
  /** Sessions whose stored marks give way to the file's where they differ. */
  overwrite: z.array(z.uuid()).max(1000).default([]),
})
export type ImportRegisters = z.input<typeof Confirm>
export type ImportedRegisters = {
  draftId: string
  /** Sheets that were written, marks in them, marks that stood there already, and cells that come back. */
  sessions: number
  marks: number
  unchanged: number
  left: number
}

/** A cell, row or column that was not taken, as it comes back: where it stands, what it says, and why. */
export type LeftCell = { sheet: string; at: string; name: string; title: string; typed: string; code: string }

/**
 * Takes typed registers: reads and judges them again from the sealed bytes and saves the marks of every session as a
 * draft through app.save_register, all in one transaction. A person submits the sheets afterwards.
 */
export async function importRegisters(
  ctx: Context,
  input: ImportRegisters,
  readSheets: ReadSheets,
  onProgress: (done: number, total: number) => unknown = () => {},
): Promise<ImportedRegisters> {
  const { draftId, choices, overwrite } = Confirm.parse(input)
  return inTransaction(ctx, async (db) => {
    const draft = await takeDraft(db, ctx, draftId)
    if (draft.kind !== 'PAPER') throw new AppError('draft-gone')
    const { sheets } = orThrow(await readSheets(bytesOf(draft, draftId), draft.fileName))
    const judged = orThrow(
      await judgePaper(db, scopeOf(ctx.actor), sheets, {
        runId: draft.runId,
        fileName: draft.fileName,
        choices: new Map(Object.entries(choices)),
      }),
    )
    const writing = writesOf(judged, new Set(overwrite))
    for (const [done, { session, cells }] of writing.entries()) {
      const cohort = judged.cohorts.find(({ cohortId }) => cohortId === session.cohortId)!
      authorise(ctx.actor, 'record', cohort)
      await onProgress(done, writing.length)
      await saveDraft(db, ctx, session, cells)
    }
    const cells = judged.sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
    const left = leftCells(judged, sheets, new Set(writing.flatMap(({ cells: own }) => own)))
    const result = {
      sessions: writing.length,
      marks: writing.reduce((sum, { cells: own }) => sum + own.length, 0),
      unchanged: cells.filter(({ state }) => state === 'same').length,
      left: left.length,
    }
    const bytes = packDraft(left, Buffer.alloc(0))
    const kept = await insertDraft(db, ctx, { ...draft, kind: 'PAPER_RESULT', bytes, result })
    await audit(db, ctx, {
      action: 'register.import',
      entity: 'import_draft',
      entityId: draftId,
      scopeId: draft.scopeId,
      after: { ...result, runId: draft.runId, overwritten: overwrite },
    })
    return { draftId: kept, ...result }
  })
}

function bytesOf(draft: TakenDraft, draftId: string): Uint8Array {
  const spot = { table: 'import_draft', column: 'sealed', rowId: draftId }
  return unpackDraft(openBytes(draft.provinceId, spot, draft.sealed)).bytes
}

type Write = { session: DoorSession; cells: PaperCell[] }

// In the order of their ids, so that two imports at once wait for each other instead of locking each other out.
function writesOf(judged: JudgedPaper, overwrite: ReadonlySet<string>): Write[] {
  const cells = judged.sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
  return judged.cohorts
    .flatMap(({ sessions }) => sessions)
    .filter(({ code }) => code === null)
    .map((session) => ({
      session,
      cells: cells.filter(
        ({ sessionId, state }) =>
          sessionId === session.sessionId &&
          (state === 'new' || (state === 'differs' && overwrite.has(sessionId))),
      ),
    }))
    .filter((write) => write.cells.length > 0)
    .sort((a, b) => (a.session.sessionId < b.session.sessionId ? -1 : 1))
}

async function saveDraft(db: Db, ctx: Context, session: DoorSession, cells: readonly PaperCell[]) {
  const ops: RegisterOp[] = cells.map(({ personId, mark }) => ({
    id: uuidV7(ctx.now.getTime(), randomBytes(16)),
    kind: 'mark',
    person: personId,
    code: mark!.code,
    late: mark!.late,
    early: mark!.early,
    reason: null,
  }))
  const save: RegisterSave = {
    v: 1,
    sessionId: session.sessionId,
    baseVersion: session.version,
    ops,
    outcome: 'draft',
    acknowledged: [],
  }
  const [row] = await db.execute<{ answer: RegisterReceipt }>(
    sql`select app.save_register(${JSON.stringify(save)}::text::jsonb, ${ctx.requestId}) as answer`,
  )
  const { answer } = row!
  if (answer.status === 'refused') throw new AppError(answer.code, answer.values)
  if (answer.status === 'conflict') throw new AppError('E-GEN-03')
}

/** What comes back: sheets, columns and rows that were not understood, and cells that were not taken. */
function leftCells(
  { sheets, cohorts }: JudgedPaper,
  typed: readonly PaperSheet[],
  taken: ReadonlySet<PaperCell>,
): LeftCell[] {
  const sessions = new Map(cohorts.flatMap((cohort) => cohort.sessions.map((one) => [one.sessionId, one])))
  return sheets.flatMap((sheet) => {
    const blank = { sheet: sheet.name, at: '', name: '', title: '', typed: '' }
    const rows =
      (typed.find(({ name }) => name === sheet.name) ?? (typed.length === 1 ? typed[0] : null))?.rows ?? []
    const found: LeftCell[] = sheet.code ? [{ ...blank, code: sheet.code }] : []
    for (const { at, title, code } of sheet.columns) if (code) found.push({ ...blank, at, title, code })
    for (const row of sheet.rows) {
      if (row.status !== 'accepted') {
        const marks = lineOf(rows[row.row - 1] ?? [])
        found.push({ ...blank, at: String(row.row), name: row.name, typed: marks, code: row.code ?? '' })
      }
      for (const cell of row.cells) {
        const code = taken.has(cell) ? null : reasonOf(cell, sessions.get(cell.sessionId)!)
        const title = titleOf(sheet, cell.sessionId)
        if (code) found.push({ ...blank, at: cell.at, name: row.name, title, typed: cell.typed, code })
      }
    }
    return found
  })
}

function reasonOf(cell: PaperCell, session: DoorSession): string | null {
  if (cell.state === 'same' || cell.state === 'again') return null
  if (cell.state === 'unmarked') return 'unmarked'
  if (cell.state === 'doubtful') return cell.code
  return session.code ?? 'mark-differs'
}

const titleOf = ({ columns }: SheetReading, sessionId: string) =>
  columns.find((column) => column.sessionId === sessionId)?.title ?? ''
const lineOf = (cells: readonly CellValue[]) => cells.map(cellText).join(' | ').slice(0, 300)
