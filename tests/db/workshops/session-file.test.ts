import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepDraft } from '@/db/commands/people/import-draft'
import { exportSession } from '@/db/commands/workshops/export-session'
import { importRegisters } from '@/db/commands/workshops/import-registers'
import { saveRegister } from '@/db/commands/workshops/save-register'
import { judgePaper } from '@/db/queries/workshops/judge-paper'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { sessionXlsx } from '@/lib/server/session-file'
import { uuidV7 } from '@/lib/shared/id'
import { orThrow } from '@/lib/shared/result'
import type { RegisterOp } from '@/lib/workshops/schema'
import { sessionOfFile } from '@/lib/workshops/session-file'
import { staff } from '../../support/factories'
import { words } from '../../unit/pdf/words'
import { type Field, readSheets } from '../people/field'
import { openPaperField, staffCohorts } from './paper-field'

let field: Field
let sessionId: string
let otherId: string
beforeAll(async () => {
  field = await openPaperField()
  await staffCohorts(field)
  // A group with two women of one name and father, and every kind of mark in its first session.
  const sessions = await field.owner`select s.id, s.cohort_id from app.session s
    join app.cohort c on c.id = s.cohort_id join app.place p on p.id = c.place_id
    where p.name_fa = 'محلهٔ پرواز' and s.day <= '2026-10-05' order by s.day`
  sessionId = sessions[0]!.id
  otherId = sessions[1]!.id
  const people =
    await field.owner`select person_id from app.enrolment where cohort_id = ${sessions[0]!.cohort_id} order by row_no`
  const marks = [
    ['PRESENT', 0, 0],
    ['LATE', 20, 0],
    ['LEFT_EARLY', 0, 15],
    ['LATE', 10, 15],
    ['ABSENT', 0, 0],
    ['EXCUSED', 0, 0],
  ] as const
  const ops = people.slice(0, 15).map(({ person_id }, at): RegisterOp => {
    const [code, late, early] = marks[at % marks.length]!
    const id = uuidV7(field.officer.now.getTime(), randomBytes(16))
    return { id, kind: 'mark', person: person_id as string, code, late, early, reason: null }
  })
  const save = { v: 1, sessionId, baseVersion: 0, ops, outcome: 'draft', acknowledged: [] } as const
  expect(await saveRegister(field.officer, save)).toMatchObject({ status: 'applied' })
})
afterAll(() => field.close())

const file = async (id = sessionId) =>
  sessionXlsx(await exportSession(field.officer, { sessionId: id }), words)
const upload = (bytes: Uint8Array) =>
  keepDraft(field.officer, {
    kind: 'PAPER',
    runId: field.runId,
    fileName: 's.xlsx',
    bytes,
    options: { sessionId },
  })
async function judged(bytes: Uint8Array) {
  const { sheets } = orThrow(await readSheets(bytes, 's.xlsx'))
  const scope = scopeOf(field.officer.actor)
  const options = { runId: field.runId, fileName: 's.xlsx', choices: new Map<string, string>() }
  return orThrow(await reading(scope, (db) => judgePaper(db, scope, sheets, options)))
}
const stored = async () =>
  (
    await field.owner`select session_id, person_id, code, late_minutes, early_minutes from app.attendance order by 1, 2`
  ).map((row) => ({ ...row }))

it('changes nothing when it goes out and comes in again', async () => {
  const bytes = await file()
  const { sheets } = await judged(bytes)
  expect(sheets).toHaveLength(1)
  expect(sheets[0]).toMatchObject({ code: null, doubtful: 0 })
  expect(sheets[0]!.columns.map((column) => column.sessionId)).toEqual([sessionId])
  expect(new Set(sheets[0]!.rows.map(({ status }) => status))).toEqual(new Set(['accepted']))
  const states = sheets[0]!.rows.flatMap(({ cells }) => cells.map(({ state }) => state))
  expect(states.filter((state) => state === 'same')).toHaveLength(15)
  expect(new Set(states)).toEqual(new Set(['same', 'unmarked']))
  const before = await stored()
  const [version] = await field.owner`select version, status from app.session where id = ${sessionId}`
  const { draftId } = await upload(bytes)
  const done = await importRegisters(field.officer, { draftId }, readSheets)
  expect(done).toMatchObject({ sessions: 0, marks: 0, unchanged: 15 })
  expect(await stored()).toEqual(before)
  const [after] = await field.owner`select version, status from app.session where id = ${sessionId}`
  expect(after).toEqual(version)
})

it('comes in as a draft of what was filled in, and leaves what differs until somebody chooses the file', async () => {
  const register = await exportSession(field.officer, { sessionId })
  const blank = register.people.findIndex(({ mark }) => mark === null)
  const filled = {
    ...register,
    people: register.people.map((person, at) => {
      if (at === blank) return { ...person, mark: { code: 'PRESENT' as const, late: 0, early: 0 } }
      if (at === 0) return { ...person, mark: { code: 'ABSENT' as const, late: 0, early: 0 } }
      return person
    }),
  }
  const { draftId } = await upload(await sessionXlsx(filled, words))
  const before = await stored()
  const done = await importRegisters(field.officer, { draftId }, readSheets)
  expect(done).toMatchObject({ sessions: 1, marks: 1, unchanged: 14 })
  const after = await stored()
  expect(after).toHaveLength(before.length + 1)
  expect(after).toEqual(expect.arrayContaining(before))
  const [session] = await field.owner`select status from app.session where id = ${sessionId}`
  expect(session).toEqual({ status: 'HELD' })
})

it('says which session it is of, and a file without that code or with two says none', async () => {
  const sheetsOf = async (bytes: Uint8Array) => orThrow(await readSheets(bytes, 's.xlsx')).sheets
  const own = await sheetsOf(await file())
  const other = await sheetsOf(await file(otherId))
  expect(sessionOfFile(own)).toBe(sessionId)
  expect(sessionOfFile(other)).toBe(otherId)
  expect(sessionOfFile([...own, ...other])).toBeNull()
  expect(sessionOfFile(own.map(({ rows }) => ({ rows: rows.slice(1) })))).toBeNull()
})

it('is given to nobody who may not record the session or see its people, and is audited', async () => {
  const county =
    await field.owner`select scope_id from app.place where kind = 'COUNTY' and name_fa = 'ارومیه'`
  for (const role of ['COUNTY_OFFICER', 'AUDITOR'] as const) {
    const scope = role === 'AUDITOR' ? field.provinceScope : county[0]!.scope_id
    const stranger = await field.context(await staff(field.owner, role, scope))
    await expect(exportSession(stranger, { sessionId })).rejects.toThrow('E-GEN-02')
  }
  const count = async () =>
    (
      await field.owner`select count(*)::int n from audit.event where action = 'export' and entity_id = ${sessionId}`
    )[0]!.n
  const before = await count()
  await file()
  expect(await count()).toBe(before + 1)
})
