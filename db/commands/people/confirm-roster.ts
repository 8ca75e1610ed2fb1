import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import type { RosterSheet } from '@/lib/people/roster'
import { type CellValue, cellText } from '@/lib/shared/cell'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { askedPerson } from '../../queries/people/asked-people'
import { enrolDoors } from '../../queries/people/enrol-doors'
import { packDraft, unpackDraft } from '../../queries/people/import-drafts'
import {
  type JudgedRoster,
  type JudgedRow,
  judgeRoster,
  type RosterOptions,
} from '../../queries/people/judge-roster'
import { type Context, inTransaction } from '../../transaction'
import { openBytes } from '../../vault'
import { enrolJudged, openCases, openDoors, untold } from './enrol-people'
import { insertDraft, type ReadSheets, type TakenDraft, takeDraft } from './import-draft'
import type { NewPerson } from './write-people'

const Confirm = z.strictObject({
  draftId: z.uuid(),
  /** Keys of the rows of verdict `ask` that a person has confirmed. */
  ticked: z.array(z.string().max(200)).max(20_000),
})
export type ConfirmRoster = z.input<typeof Confirm>
export type ConfirmedRoster = { draftId: string; taken: number; unchanged: number; left: number }

/** A row that was not taken, as it comes back: where it stood, why, and its cells as they were typed. */
export type LeftRow = {
  sheet: string
  row: number
  codes: { code: string; field: string; values?: Record<string, string | number> }[]
  cells: string[]
}
export type LeftRows = { headers: string[]; rows: LeftRow[] }

/**
 * Takes an uploaded roster: reads and judges it again from the sealed bytes, enrols every row that is accepted, warned
 * of or ticked, in one transaction; where the file lets people wait, whoever finds no place does, in the order of the rows. The file is gone afterwards; the rows not taken stay sealed for a day.
 */
export async function confirmRoster(
  ctx: Context,
  input: ConfirmRoster,
  readSheets: ReadSheets,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ConfirmedRoster> {
  const { draftId, ticked } = Confirm.parse(input)
  const work = inTransaction(ctx, async (db) => {
    const draft = await takeDraft(db, ctx, draftId)
    if (draft.kind !== 'ROSTER') throw new AppError('draft-gone')
    const { options, bytes } = contents(draft, draftId)
    const { sheets } = orThrow(await readSheets(bytes, draft.fileName))
    // Held before judging, so that what was judged is still true when it is written.
    const mine = (await enrolDoors(db, scopeOf(ctx.actor), { runId: draft.runId })).filter(
      (door) => door.mayEnrol,
    )
    const doors = await openDoors(
      db,
      ctx,
      draft.runId,
      mine.map((door) => door.cohortId),
    )
    const judged = orThrow(await judgeRoster(db, scopeOf(ctx.actor), draft.runId, sheets, options))
    const wanted = new Set(ticked)
    const taken = judged.rows.filter(
      (row) =>
        row.status === 'accepted' ||
        row.status === 'warning' ||
        (row.status === 'ask' && wanted.has(row.key)),
    )
    const people = taken.map((row, n) => {
      const person = personOf(row)
      return { person, asked: askedPerson(n, person, draft.provinceId), waits: row.waits }
    })
    const writing = { doors, registeredOn: options.registeredOn, by: ctx.actor.userId, now: ctx.now }
    onProgress(0, people.length)
    const written = await enrolJudged(db, ctx, people, writing, (done) => onProgress(done, people.length))
    await tellTheOffice(db, ctx, judged, taken, written, draft.provinceId)
    const unchanged = judged.rows.filter((row) => row.status === 'unchanged').length
    const left = judged.rows.filter((row) => row.status !== 'unchanged' && !taken.includes(row))
    const result = { taken: taken.length, unchanged, left: left.length }
    const rest = packDraft(leftRows(sheets, judged, left), Buffer.alloc(0))
    const kept = await insertDraft(db, ctx, { ...draft, kind: 'ROSTER_RESULT', bytes: rest, result })
    await audit(db, ctx, {
      action: 'import.confirm',
      entity: 'import_draft',
      entityId: draftId,
      scopeId: draft.scopeId,
      after: { ...result, runId: draft.runId },
    })
    return { draftId: kept, ...result }
  })
  return untold(work)
}

function contents(draft: TakenDraft, draftId: string) {
  const packed = openBytes(
    draft.provinceId,
    { table: 'import_draft', column: 'sealed', rowId: draftId },
    draft.sealed,
  )
  return unpackDraft<RosterOptions>(packed)
}

function personOf({ value, cohortId }: JudgedRow): NewPerson {
  if (!value || !cohortId || value.sex === null) throw new Error('a row without a value cannot be taken')
  return {
    cohortId,
    first: value.first,
    last: value.last,
    father: value.father,
    nationalId: value.nationalId,
    noNationalIdReason: value.nationalId ? null : 'NOT_IN_FILE',
    birthYear: value.birthYear,
    birthIso: value.birthIso,
    mobile: value.mobile,
    education: value.education,
    isHead: value.isHead,
    sex: value.sex,
    guardian: value.guardian ? { name: null, relation: null } : null,
  }
}

async function tellTheOffice(
  db: Db,
  ctx: Context,
  judged: JudgedRoster,
  taken: readonly JudgedRow[],
  written: readonly { personId: string }[],
  provinceId: string,
): Promise<void> {
  const cohortOf = new Map(judged.doors.map((door) => [door.placeId, door.cohortId]))
  const refused = judged.rows.flatMap(({ secret }, n) =>
    secret ? [askedPerson(n, { ...secret, cohortId: cohortOf.get(secret.placeId)! }, provinceId)] : [],
  )
  const namesakes = taken.flatMap((row, n) =>
    row.value && row.cohortId && row.codes.some((code) => code === 'W-PER-07' || code === 'E-ENR-00')
      ? [
          {
            ...askedPerson(n, { ...row.value, cohortId: row.cohortId }, provinceId),
            person: written[n]!.personId,
          },
        ]
      : [],
  )
  if (refused.length + namesakes.length > 0) await openCases(db, ctx, [...refused, ...namesakes])
}

function leftRows(
  sheets: readonly RosterSheet[],
  judged: JudgedRoster,
  left: readonly JudgedRow[],
): LeftRows {
  const rowsOf = new Map(sheets.map((sheet) => [sheet.name, sheet.rows]))
  const cellsAt = (sheet: string, row: number): readonly CellValue[] => rowsOf.get(sheet)?.[row - 1] ?? []
  const [header] = judged.headers
  return {
    headers: header ? cellsAt(header.sheet, header.row).map(cellText) : [],
    rows: left.map(({ sheet, row, status, findings }) => ({
      sheet,
      row,
      codes: findings
        .filter((finding) => finding.level === status)
        .map(({ code, field, values }) => ({ code, field, ...(values && { values }) })),
      cells: cellsAt(sheet, row).map(cellText),
    })),
  }
}
