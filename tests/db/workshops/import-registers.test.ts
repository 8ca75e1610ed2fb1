import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepDraft } from '@/db/commands/people/import-draft'
import { exportLeftCells } from '@/db/commands/workshops/export-left-cells'
import {
  type ImportRegisters,
  importRegisters,
  type LeftCell,
} from '@/db/commands/workshops/import-registers'
import { importDraft, unpackDraft } from '@/db/queries/people/import-drafts'
import { type JudgedPaper, judgePaper } from '@/db/queries/workshops/judge-paper'
import { type Context, reading } from '@/db/transaction'
import { nationalIdHash } from '@/db/vault'
import { scopeOf } from '@/lib/access/actor'
import { rowsToXlsx } from '@/lib/server/workbook/write'
import { orThrow } from '@/lib/shared/result'
import { staff } from '../../support/factories'
import { type Field, readSheets } from '../people/field'
import { expected, openPaperField, paper, staffCohorts } from './paper-field'

let field: Field
let idOf: Map<string, string>
beforeAll(async () => {
  field = await openPaperField()
  const people = await field.owner`select id, encode(national_id_hash, 'hex') hash from app.person`
  const byHash = new Map(people.map(({ id, hash }) => [hash as string, id as string]))
  idOf = new Map(
    expected.sheets.flatMap(({ rows }) =>
      rows.map(({ id }) => [byHash.get(nationalIdHash(field.provinceId, id).toString('hex'))!, id] as const),
    ),
  )
})
afterAll(() => field.close())

const upload = (who: Context, bytes: Uint8Array = paper('attendance.xlsx')) =>
  keepDraft(who, { kind: 'PAPER', runId: field.runId, fileName: 'attendance.xlsx', bytes, options: {} })

/** What the preview page does. */
async function preview(who: Context, bytes: Uint8Array = paper('attendance.xlsx')): Promise<JudgedPaper> {
  const { sheets } = orThrow(await readSheets(bytes, 'attendance.xlsx'))
  const options = { runId: field.runId, fileName: 'attendance.xlsx', choices: new Map<string, string>() }
  const scope = scopeOf(who.actor)
  return orThrow(await reading(scope, (db) => judgePaper(db, scope, sheets, options)))
}

async function state() {
  const [row] = await field.owner`select (select count(*)::int from app.attendance) marks,
    (select count(*)::int from app.operation) operations, (select count(*)::int from app.import_draft) drafts,
    (select count(*)::int from audit.event) audit, (select sum(version)::int from app.session) versions`
  return row!
}

it('gives exactly the expected minutes of every person and sheet, and counts what is unmarked', async () => {
  const { sheets } = await preview(field.officer)
  const seen = sheets.map((sheet) => ({
    place: sheet.name,
    people: sheet.rows.length,
    minutes: sheet.minutes,
    unmarked: sheet.unmarked,
    rows: sheet.rows.map((row) => ({
      id: idOf.get(row.member!.personId),
      credited: row.cells.map(({ credited }) => credited),
      unmarked: row.unmarked,
      minutes: row.minutes,
    })),
  }))
  const wanted = expected.sheets.map(({ place, people, minutes, unmarked, rows }) => ({
    place,
    people,
    minutes,
    unmarked,
    rows: rows.map(({ marks: _, ...row }) => row),
  }))
  expect(seen).toEqual(wanted)
  expect(sheets.map(({ code, doubtful, repeats }) => ({ code, doubtful, repeats }))).toEqual(
    sheets.map(() => ({ code: null, doubtful: 0, repeats: null })),
  )
})

it('writes nothing while a session may not be recorded, and says why', async () => {
  const judged = await preview(field.officer)
  const used = new Set(judged.sheets.flatMap(({ columns }) => columns.map(({ sessionId }) => sessionId)))
  const codes = judged.cohorts.flatMap(({ sessions }) =>
    sessions.filter(({ sessionId }) => used.has(sessionId)).map(({ code }) => code),
  )
  expect(codes).toEqual(Array.from({ length: 18 }, () => 'E-FAC-01'))
  const { draftId } = await upload(field.officer)
  const before = await state()
  const done = await importRegisters(field.officer, { draftId }, readSheets)
  expect(done).toMatchObject({ sessions: 0, marks: 0 })
  expect(await state()).toMatchObject({ marks: before.marks, versions: before.versions })
  await staffCohorts(field)
})

it('refuses a stranger, and whoever may not record', async () => {
  const county =
    await field.owner`select scope_id from app.place where kind = 'COUNTY' and name_fa = 'ارومیه'`
  for (const role of ['COUNTY_OFFICER', 'AUDITOR'] as const) {
    const stranger = await field.context(
      await staff(field.owner, role, role === 'AUDITOR' ? field.provinceScope : county[0]!.scope_id),
    )
    await expect(upload(stranger)).rejects.toThrow('E-GEN-02')
  }
  const { draftId } = await upload(field.officer)
  const colleague = await field.context(await staff(field.owner, 'PROVINCE_OFFICER', field.provinceScope))
  await expect(importRegisters(colleague, { draftId }, readSheets)).rejects.toThrow('draft-gone')
})

it('undoes all of it when anything fails on the way, and keeps the draft', async () => {
  const { draftId } = await upload(field.officer)
  const before = await state()
  const failing = importRegisters(field.officer, { draftId }, readSheets, (done) => {
    if (done === 17) throw new Error('the cable')
  })
  await expect(failing).rejects.toThrow('the cable')
  expect(await state()).toEqual(before)
})

it('shows a facilitator her own cohort only, and not what is further back than she may record', async () => {
  const own = field.cohorts.find(({ placeFa }) => placeFa === 'محلهٔ پرواز')!
  const account = await staff(field.owner, 'FACILITATOR', own.scopeId)
  await field.owner`update app.facilitator set user_id = ${account.userId} where run_id = ${field.runId}`
  const facilitator = await field.context(account)
  const judged = await preview(facilitator)
  expect(judged.sheets.map(({ name, code, minutes }) => [name, code, minutes])).toEqual([
    ['محلهٔ آذین', 'sheet-place-unknown', 0],
    ['محلهٔ پرواز', null, 10225],
    ['روستای کانی‌سپی', 'sheet-place-unknown', 0],
  ])
  await field.owner`insert into app.rule (key, value, level, run_id, valid_from, source)
    values ('SESSION_BACKDATE_MAX_DAYS', '7', 'RUN', ${field.runId}, '-infinity', 'test')`
  const late = await preview(facilitator)
  const codes = (judgedPaper: JudgedPaper) =>
    judgedPaper.cohorts.flatMap(({ sessions }) => sessions.slice(0, 6).map(({ code }) => code))
  expect(codes(late)).toEqual(['E-SES-06', 'E-SES-06', 'E-SES-06', 'E-SES-06', null, null])
  expect(codes(await preview(field.officer))).toEqual(Array.from({ length: 18 }, () => null))
  await field.owner`delete from app.rule where key = 'SESSION_BACKDATE_MAX_DAYS' and run_id = ${field.runId}`
})

it('saves every marked cell as a draft, submits nothing, and gives back what was unmarked', async () => {
  const { draftId } = await upload(field.officer)
  const steps: number[] = []
  const done = await importRegisters(field.officer, { draftId }, readSheets, (n) => steps.push(n))
  expect(done).toMatchObject({ sessions: 18, marks: 63 * 6 - 8, unchanged: 0, left: 8 })
  expect(steps).toHaveLength(18)
  const sessions = await field.owner`
    select status, count(*)::int n, sum(n_rows)::int rows, sum(credited_minutes)::int minutes from app.session
    where recorded_at is not null group by 1`
  expect([...sessions]).toEqual([{ status: 'HELD', n: 18, rows: 370, minutes: 11705 + 10225 + 14405 }])
  const [hours] = await field.owner`select sum(credited_minutes)::int minutes from app.enrolment`
  expect(hours!.minutes).toBe(0)
  const acts =
    await field.owner`select action, count(*)::int n, bool_or(after ? 'marks') marks from audit.event
    where action in ('register.import', 'session.save', 'session.submit') group by 1 order by 1`
  expect([...acts]).toEqual([
    { action: 'register.import', n: 2, marks: true },
    { action: 'session.save', n: 18, marks: false },
  ])
  const scope = scopeOf(field.officer.actor)
  const kept = await reading(scope, (db) => importDraft(db, scope, done.draftId))
  const left = unpackDraft<LeftCell[]>(kept!.packed).options
  expect(left.map(({ code }) => code)).toEqual(Array.from({ length: 8 }, () => 'unmarked'))
  expect(left.map(({ at }) => at)).toEqual(['G11', 'E3', 'E7', 'H11', 'I3', 'E4', 'H9', 'F10'])
  expect((await exportLeftCells(field.officer, { draftId: done.draftId })).cells).toEqual(left)
  const [trace] =
    await field.owner`select after from audit.event where action = 'export' and entity_id = ${done.draftId}`
  expect(trace!.after).toEqual({ what: 'cells not taken', rows: 8 })
})

it('finds everything unchanged when the same file comes again', async () => {
  const { draftId } = await upload(field.officer)
  const before = await state()
  const done = await importRegisters(field.officer, { draftId }, readSheets)
  expect(done).toMatchObject({ sessions: 0, marks: 0, unchanged: 370, left: 8 })
  expect(await state()).toMatchObject({ marks: before.marks, versions: before.versions })
})

const confirmed = async (bytes: Uint8Array, more: Omit<ImportRegisters, 'draftId'> = {}) => {
  const { draftId } = await upload(field.officer, bytes)
  return importRegisters(field.officer, { draftId, ...more }, readSheets)
}
const oneMark = (id: string, mark: string) =>
  rowsToXlsx({
    sheetName: 'محلهٔ آذین',
    rtl: true,
    header: ['نام', 'کد ملی', '1405/07/04'],
    rows: [['', id, mark]],
  })

it('leaves a stored mark that differs until somebody chooses the file', async () => {
  const bytes = await oneMark('0001038117', 'ت۲۵')
  const judged = await preview(field.officer, bytes)
  const [cell] = judged.sheets[0]!.rows[0]!.cells
  expect(cell).toMatchObject({
    state: 'differs',
    stored: { code: 'ABSENT', late: 0, early: 0 },
    mark: { code: 'LATE', late: 25, early: 0 },
  })
  expect(await confirmed(bytes)).toMatchObject({ sessions: 0, left: 1 })
  expect(await confirmed(bytes, { overwrite: [cell!.sessionId] })).toMatchObject({
    sessions: 1,
    marks: 1,
    left: 0,
  })
  const [row] = await field.owner`select code, late_minutes, credited_minutes from app.attendance
    where session_id = ${cell!.sessionId} and person_id = ${cell!.personId}`
  expect(row).toEqual({ code: 2, late_minutes: 25, credited_minutes: 95 })
})

it('never touches a sheet that was submitted or approved', async () => {
  const bytes = await oneMark('0001038117', 'ح')
  const [cell] = (await preview(field.officer, bytes)).sheets[0]!.rows[0]!.cells
  for (const status of ['SUBMITTED', 'APPROVED']) {
    await field.owner`update app.session set status = ${status} where id = ${cell!.sessionId}`
    const before = await state()
    expect(await confirmed(bytes, { overwrite: [cell!.sessionId] })).toMatchObject({ sessions: 0, left: 1 })
    expect(await state()).toMatchObject({ marks: before.marks, versions: before.versions })
  }
  await field.owner`update app.session set status = 'HELD' where id = ${cell!.sessionId}`
})

it('refuses to overwrite a mark that somebody changed while it was being recorded', async () => {
  const bytes = await oneMark('0001038117', 'م')
  const [cell] = (await preview(field.officer, bytes)).sheets[0]!.rows[0]!.cells
  const { draftId } = await upload(field.officer, bytes)
  const { sessionId, personId } = cell!
  const racing = importRegisters(field.officer, { draftId, overwrite: [sessionId] }, readSheets, async () => {
    await field.owner`update app.attendance set code = 1, late_minutes = 0 where session_id = ${sessionId} and person_id = ${personId}`
    await field.owner`update app.session set version = version + 1 where id = ${sessionId}`
  })
  await expect(racing).rejects.toThrow('E-GEN-03')
  const [row] = await field.owner`select code from app.attendance
    where session_id = ${sessionId} and person_id = ${personId}`
  expect(row).toEqual({ code: 1 })
  const [kept] = await field.owner`select kind from app.import_draft where id = ${draftId}`
  expect(kept).toEqual({ kind: 'PAPER' })
})

it('asks who is meant where two women share a name, and takes the one a person chose', async () => {
  const bytes = await rowsToXlsx({
    sheetName: 'پرواز',
    rtl: true,
    header: ['ردیف', 'نام و نام خانوادگی', '1405/07/11'],
    rows: [
      ['۱', 'طاهره امینی', 'غ'],
      ['۲', 'طاهره امینی', 'م'],
    ],
  })
  const [first, second] = (await preview(field.officer, bytes)).sheets[0]!.rows
  expect([first!.status, first!.code, first!.candidates.length]).toEqual(['ask', 'two-namesakes', 2])
  const choices = {
    [first!.key]: first!.candidates[0]!.personId,
    [second!.key]: second!.candidates[1]!.personId,
  }
  expect(await confirmed(bytes)).toMatchObject({ sessions: 0, left: 2 })
  const [session] = await field.owner`select s.id from app.session s join app.cohort c on c.id = s.cohort_id
    join app.place p on p.id = c.place_id where p.name_fa = 'محلهٔ پرواز' and s.day = '2026-10-03'`
  expect(await confirmed(bytes, { choices, overwrite: [session!.id] })).toMatchObject({
    sessions: 1,
    marks: 2,
    left: 0,
  })
  const stored = await field.owner`select code from app.attendance where session_id = ${session!.id}
    and person_id = any(${Object.values(choices)}::uuid[]) order by code`
  expect(stored.map(({ code }) => code)).toEqual([4, 5])
})
