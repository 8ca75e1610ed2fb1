import { afterAll, beforeAll, expect, it } from 'vitest'
import { confirmRoster, type LeftRows } from '@/db/commands/people/confirm-roster'
import { exportLeftRows } from '@/db/commands/people/export-left-rows'
import { discardDraft, keepDraft } from '@/db/commands/people/import-draft'
import { importDraft, unpackDraft } from '@/db/queries/people/import-drafts'
import { type JudgedRoster, judgeRoster, type RosterOptions } from '@/db/queries/people/judge-roster'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { orThrow } from '@/lib/shared/result'
import { staff } from '../../support/factories'
import { counts, type Field, fixture, openField, readSheets } from './field'

type ExpectedRow = { row: number; status: string; code?: string; mess: string[] } & Record<string, unknown>
const expected = JSON.parse(fixture('participants.expected.json').toString()) as {
  headerRow: number
  people: number
  tally: Record<string, number>
  rows: ExpectedRow[]
}
const options: RosterOptions = { registeredOn: '2026-09-26', defaultSex: 'F', consentDeclared: false }

let field: Field
beforeAll(async () => {
  field = await openField()
})
afterAll(() => field.close())

const upload = (bytes: Uint8Array = fixture('participants.xlsx'), fileName = 'participants.xlsx') =>
  keepDraft(field.officer, {
    kind: 'ROSTER',
    runId: field.runId,
    fileName,
    bytes,
    options,
  })

/** What the preview page does. */
async function preview(draftId: string): Promise<JudgedRoster> {
  const scope = scopeOf(field.officer.actor)
  return reading(scope, async (db) => {
    const draft = await importDraft(db, scope, draftId)
    const kept = unpackDraft<RosterOptions>(draft!.packed)
    const { sheets } = orThrow(await readSheets(kept.bytes, draft!.fileName))
    return orThrow(await judgeRoster(db, scope, draft!.runId, sheets, kept.options))
  })
}

function tally(judged: JudgedRoster): Record<string, number> {
  const all: Record<string, number> = {}
  for (const { status } of judged.rows) all[status] = (all[status] ?? 0) + 1
  return all
}

it('gives the expected verdict on every row and writes nothing but the sealed draft', async () => {
  const before = await counts(field.owner)
  const { draftId } = await upload()
  const judged = await preview(draftId)
  const seen = judged.rows.map(({ row, status, code, value }) => ({
    row,
    status,
    ...(value && {
      first: value.first,
      last: value.last,
      father: value.father,
      id: value.nationalId,
      birth: value.birth,
      mobile: value.mobile,
      place: value.placeName,
      county: value.countyName,
      head: value.isHead,
      sex: value.sex,
      consent: value.consent,
    }),
    ...(code && { code }),
  }))
  expect(seen).toEqual(expected.rows.map(({ mess: _, edu: __, ...row }) => row))
  expect(tally(judged)).toEqual(expected.tally)
  expect(judged.headers[0]?.row).toBe(expected.headerRow)
  expect(await counts(field.owner)).toEqual({
    ...before,
    import_draft: before.import_draft! + 1,
    audit: before.audit! + 1,
  })
  const [sealed] = await field.owner`select sealed from app.import_draft where id = ${draftId}`
  expect(sealed!.sealed).toMatch(/^v1\./)
  await discardDraft(field.officer, { draftId })
  expect((await counts(field.owner)).import_draft).toBe(before.import_draft)
})

it('takes from a facilitator only the rows of her own cohort', async () => {
  const [own] = field.cohorts.filter((cohort) => cohort.placeFa === 'محلهٔ پرواز')
  const facilitator = await field.context(await staff(field.owner, 'FACILITATOR', own!.scopeId))
  const bytes = fixture('participants.xlsx')
  const input = { kind: 'ROSTER', runId: field.runId, fileName: 'participants.xlsx', bytes, options } as const
  const { draftId } = await keepDraft(facilitator, input)
  const [kept] = await field.owner`select scope_id from app.import_draft where id = ${draftId}`
  expect(kept!.scope_id).toBe(own!.scopeId)
  const scope = scopeOf(facilitator.actor)
  const { sheets } = orThrow(await readSheets(bytes, 'participants.xlsx'))
  const judged = orThrow(await reading(scope, (db) => judgeRoster(db, scope, field.runId, sheets, options)))
  const taken = judged.rows.filter((row) => row.cohortId !== null)
  expect(taken).toHaveLength(17)
  expect(new Set(taken.map((row) => row.cohortId))).toEqual(new Set([own!.cohortId]))
  await discardDraft(facilitator, { draftId })
  const stranger = await field.context(await staff(field.owner, 'AUDITOR', field.provinceScope))
  await expect(keepDraft(stranger, input)).rejects.toThrow('E-GEN-02')
})

it('refuses as a whole when anything fails on the way, and keeps the draft', async () => {
  const { draftId } = await upload()
  const before = await counts(field.owner)
  const failing = confirmRoster(field.officer, { draftId, ticked: [] }, readSheets, (done) => {
    if (done > 0) throw new Error('the cable')
  })
  await expect(failing).rejects.toThrow('the cable')
  expect(await counts(field.owner)).toEqual(before)
  await discardDraft(field.officer, { draftId })
})

it('enrols accepted, warned and ticked rows in the cohort of their neighbourhood, and gives back the rest', async () => {
  const { draftId } = await upload()
  const asks = (await preview(draftId)).rows.filter((row) => row.status === 'ask').map((row) => row.key)
  const steps: number[] = []
  const done = await confirmRoster(field.officer, { draftId, ticked: asks }, readSheets, (n) => steps.push(n))
  expect(done).toMatchObject({ taken: 66, unchanged: 0, left: 12 })
  expect(steps).toEqual([0, 66])
  const byCohort = await field.owner`
    select p.name_fa, count(*)::int n, min(e.row_no) first, max(e.row_no) last, min(c.status) status
    from app.enrolment e join app.cohort c on c.id = e.cohort_id join app.place p on p.id = c.place_id group by 1 order by 1`
  expect([...byCohort]).toEqual([
    { name_fa: 'روستای کانی‌سپی', n: 26, first: 1, last: 26, status: 'FORMING' },
    { name_fa: 'محلهٔ آذین', n: 23, first: 1, last: 23, status: 'FORMING' },
    { name_fa: 'محلهٔ پرواز', n: 17, first: 1, last: 17, status: 'FORMING' },
  ])
  const scope = scopeOf(field.officer.actor)
  const kept = await reading(scope, (db) => importDraft(db, scope, done.draftId))
  const rest = unpackDraft<LeftRows>(kept!.packed).options
  expect(rest.rows.map((row) => [row.row, row.codes[0]?.code])).toEqual(
    expected.rows.filter((row) => row.status === 'rejected').map((row) => [row.row, row.code]),
  )
  expect(rest.headers.length).toBeGreaterThan(5)
  const given = await exportLeftRows(field.officer, { draftId: done.draftId })
  expect(given).toMatchObject({ rows: { length: 12 }, fileName: 'participants.xlsx' })
  const [trace] =
    await field.owner`select after from audit.event where action = 'export' and entity_id = ${done.draftId}`
  expect(trace!.after).toEqual({ what: 'rows not taken', rows: 12 })
  await expect(confirmRoster(field.officer, { draftId, ticked: [] }, readSheets)).rejects.toThrow(
    'draft-gone',
  )
})

it('finds every row taken before unchanged when the same file comes again, and takes none twice', async () => {
  const before = await counts(field.owner)
  const { draftId } = await upload()
  expect(tally(await preview(draftId))).toEqual({ unchanged: 66, rejected: 12 })
  const done = await confirmRoster(field.officer, { draftId, ticked: [] }, readSheets)
  expect(done).toMatchObject({ taken: 0, unchanged: 66, left: 12 })
  expect(await counts(field.owner)).toMatchObject({
    person: before.person,
    enrolment: before.enrolment,
    consent: before.consent,
  })
})

it('opens a case for the namesake only, and the audit says counts and ids', async () => {
  const cases = await field.owner`select scope_id, person_id <> other_id as two from app.duplicate_case`
  expect([...cases]).toEqual([{ scope_id: field.provinceScope, two: true }])
  const acts =
    await field.owner`select action, count(*)::int n from audit.event where action ~ '^(enrol|import|duplicate)' group by 1 order by 1`
  expect(Object.fromEntries(acts.map(({ action, n }) => [action, n]))).toMatchObject({
    'enrolment.create': 3,
    'duplicate.open': 1,
    'import.confirm': 3,
  })
})

it('shows a draft to nobody but the one who sent it', async () => {
  const colleague = await field.context(await staff(field.owner, 'PROVINCE_OFFICER', field.provinceScope))
  const { draftId } = await upload()
  const scope = scopeOf(colleague.actor)
  expect(await reading(scope, (db) => importDraft(db, scope, draftId))).toBeNull()
  await expect(confirmRoster(colleague, { draftId, ticked: [] }, readSheets)).rejects.toThrow('draft-gone')
  await field.owner`update app.import_draft set created_at = now() - interval '25 hours' where id = ${draftId}`
  await expect(confirmRoster(field.officer, { draftId, ticked: [] }, readSheets)).rejects.toThrow(
    'draft-gone',
  )
})

it('asks for the guardian of a minor and records that consent beside hers, and fills a group to its last place', async () => {
  const header = ['نام', 'نام خانوادگی', 'نام پدر', 'سال تولد', 'محله', 'جنسیت', 'رضایت']
  const letters = [...'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی']
  const people = letters.map((letter) => ['نگار', `ماه${letter}`, 'علی', '1370', 'کانی سپی', 'زن', 'بلی'])
  const rows = [header, ['نگار', 'دانش', 'علی', '1389/01/01', 'کانی سپی', 'زن', 'بلی'], ...people]
  const { draftId } = await upload(Buffer.from(rows.map((row) => row.join(',')).join('\n')), 'roster.csv')
  const judged = await preview(draftId)
  expect(judged.rows[0]).toMatchObject({ status: 'ask', code: 'guardian-consent' })
  const cohort = field.cohorts.find(({ placeFa }) => placeFa.includes('سپی'))!
  const [cohortNow] = await field.owner<{ held: number }[]>`
    select count(*)::int as held from app.enrolment where cohort_id = ${cohort.cohortId}
      and status in ('REGISTERED', 'ACTIVE', 'COMPLETED')`
  const room = judged.doors.find(({ cohortId }) => cohortId === cohort.cohortId)!.maxSize - cohortNow!.held
  const full = judged.rows.filter(({ code }) => code === 'E-COH-02')
  expect(full).toHaveLength(judged.rows.length - room)
  expect(full.every(({ row }) => row > room + 1)).toBe(true)
  const done = await confirmRoster(field.officer, { draftId, ticked: [judged.rows[0]!.key] }, readSheets)
  expect(done.taken).toBe(room)
  const consents = await field.owner`
    select c.purpose, c.state from app.consent c join app.person p on p.id = c.person_id
    where p.last_name = 'دانش' order by c.purpose`
  expect(consents).toEqual([
    { purpose: 'GUARDIAN', state: 'DECLARED' },
    { purpose: 'REGISTER', state: 'DECLARED' },
  ])
})

it('asks about the waiting list where the file lets people wait, and those confirmed wait in order', async () => {
  const cohort = field.cohorts.find(({ placeFa }) => placeFa.includes('سپی'))!
  const order = () => field.owner<{ last: string; status: string }[]>`
    select p.last_name as last, e.status from app.enrolment e join app.person p on p.id = e.person_id
    where e.cohort_id = ${cohort.cohortId} and e.status = 'WAITING' order by e.waiting_since, e.id`
  const header = ['نام', 'نام خانوادگی', 'نام پدر', 'سال تولد', 'محله', 'جنسیت', 'رضایت']
  const names = ['بهار', 'مهر', 'دریا', 'آفتاب']
  const rows = names.map((last) => ['سارا', last, 'رضا', '1372', 'کانی سپی', 'زن', 'بلی'])
  const bytes = Buffer.from([header, ...rows].map((row) => row.join(',')).join('\n'))
  const send = (mayWait: boolean) =>
    keepDraft(field.officer, {
      kind: 'ROSTER',
      runId: field.runId,
      fileName: 'late.csv',
      bytes,
      options: { ...options, mayWait },
    })
  // The group is full since the test before.
  const refused = await preview((await send(false)).draftId)
  expect(refused.rows.map(({ status, code }) => [status, code])).toEqual(
    names.map(() => ['rejected', 'E-COH-02']),
  )
  const { draftId } = await send(true)
  const judged = await preview(draftId)
  expect(judged.rows.map(({ status, code, waits }) => [status, code, waits])).toEqual(
    names.map(() => ['ask', 'full-waits', true]),
  )
  expect(await order()).toEqual([])
  const ticked = [0, 1, 3].map((n) => judged.rows[n]!.key)
  const done = await confirmRoster(field.officer, { draftId, ticked }, readSheets)
  expect(done).toMatchObject({ taken: 3, left: 1 })
  expect((await order()).map(({ last }) => last)).toEqual(['بهار', 'مهر', 'آفتاب'])
  const [act] = await field.owner`
    select after->'count' as count, after->'waiting' as waiting from audit.event
    where action = 'enrolment.create' and entity_id = ${cohort.cohortId} order by seq desc limit 1`
  expect(act).toEqual({ count: 3, waiting: 3 })
})
