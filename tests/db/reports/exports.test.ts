import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql as raw } from 'drizzle-orm'
import { readXlsx } from 'hucre/xlsx'
import { createTranslator } from 'next-intl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attendanceSheets } from '@/app/[locale]/(office)/office/cohorts/[code]/attendance.xlsx/sheets'
import { indicatorsSheet } from '@/app/[locale]/(office)/office/indicators/table.xlsx/sheet'
import { peopleSheet } from '@/app/[locale]/(office)/office/people/list.xlsx/sheet'
import { sessionsSheet } from '@/app/[locale]/(office)/office/sessions/list.xlsx/sheet'
import { pools } from '@/db/client'
import { exportAttendance } from '@/db/commands/reports/export-attendance'
import { exportIndicators } from '@/db/commands/reports/export-indicators'
import { exportPeople } from '@/db/commands/reports/export-people'
import { exportSessions } from '@/db/commands/reports/export-sessions'
import { figures } from '@/db/queries/indicators/figures'
import { peopleList } from '@/db/queries/people/people-list'
import { cohortPage, cohortsOf } from '@/db/queries/programmes/cohorts'
import { type Context, reading } from '@/db/transaction'
import { type ActorFacts, asActor, scopeOf } from '@/lib/access/actor'
import { STEP_UP_MINUTES } from '@/lib/access/factor'
import { readWorkbook } from '@/lib/server/workbook'
import { type SheetToWrite, sheetsToXlsx } from '@/lib/server/workbook/write'
import type { CellValue } from '@/lib/shared/cell'
import type { Words } from '@/lib/shared/locale'
import { orThrow } from '@/lib/shared/result'
import { staff } from '../../support/factories'
import { type DemoField, openDemo } from '../indicators/demo-field'

const AS_OF = '2024-07-21'
const CLOCK = '2024-07-22T15:00:00Z'
const namespaces = ['people', 'runs', 'exports', 'audit', 'indicators', 'indicator-catalogue', 'words']
const messages = Object.fromEntries(
  namespaces.map((name) => [
    name,
    JSON.parse(readFileSync(new URL(`../../../messages/fa/${name}.json`, import.meta.url), 'utf8')),
  ]),
)
const t = createTranslator({ locale: 'fa', messages }) as unknown as Words

let field: DemoField
let officer: Context
let auditor: Context
let stranger: Context
let code: string
beforeAll(async () => {
  field = await openDemo('snapshot')
  const [run] = await field.owner`select scope_id from app.run where id = ${field.runId}`
  const [tehran] = await field.owner`select scope_id from app.place where kind = 'PROVINCE' and code = '23'`
  officer = await contextOf('PROVINCE_OFFICER', run!.scope_id)
  auditor = await contextOf('AUDITOR', run!.scope_id)
  stranger = await contextOf('PROVINCE_OFFICER', tehran!.scope_id)
  const scope = scopeOf(officer.actor)
  code = (await reading(scope, (db) => cohortsOf(db, scope, field.runId)))[0]!.code
}, 300_000)
afterAll(() => field?.close())

async function contextOf(role: string, at: number): Promise<Context> {
  const { hash } = await staff(field.owner, role, at, `export ${role} ${at}`)
  const [row] = await pools().db.execute<{ facts: ActorFacts }>(
    raw`select app.actor_of_session(${hash}) as facts`,
  )
  return { actor: asActor(row!.facts), now: new Date(), requestId: `test-${randomUUID()}` }
}

const lastExport = async () => {
  const [row] =
    await field.owner`select entity, entity_id, after from audit.event where action = 'export' order by seq desc limit 1`
  return row as unknown as { entity: string; entity_id: string; after: Record<string, unknown> }
}
const exportsSoFar = async () =>
  (await field.owner`select count(*)::int n from audit.event where action = 'export'`)[0]!.n

/** A file as somebody else's program reads it: the rows by our own reader, the view by the library's. */
async function readBack(sheets: Omit<SheetToWrite, 'rtl'>[]) {
  const bytes = await sheetsToXlsx(sheets.map((sheet) => ({ ...sheet, rtl: true })))
  const book = await readXlsx(bytes, { readStyles: true })
  for (const sheet of book.sheets) {
    expect(sheet.view?.rightToLeft).toBe(true)
    expect(sheet.freezePane?.rows).toBe(1)
    for (const cell of sheet.cells?.values() ?? []) expect(cell.formula).toBeUndefined()
  }
  return orThrow(await readWorkbook(bytes, 'x.xlsx')).sheets.map(({ rows }) => rows)
}
const total = (rows: readonly (readonly CellValue[])[], column: number) =>
  rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0)

describe('the list of people', () => {
  it('goes out as the page shows it, with two digits of an id and their zeros', async () => {
    const scope = scopeOf(officer.actor)
    const page = await reading(scope, (db) =>
      peopleList(db, scope, { runId: field.runId, page: 1, search: 'علی' }),
    )
    const found = await exportPeople(officer, { runId: field.runId, search: 'علی', status: 'ACTIVE' })
    const all = await exportPeople(officer, { runId: field.runId })
    const [rows] = await readBack([peopleSheet(all.rows, t, 'fa')])
    expect(rows!.length - 1).toBe(625)
    expect(rows![0]).toEqual([
      'نام',
      'نام پدر',
      'سال تولد',
      'دو رقم پایانی کد ملی',
      'شهرستان',
      'محله',
      'گروه',
      'وضعیت',
      'حضور ثبت‌شده (دقیقه)',
    ])
    expect(found.total).toBeLessThan(page.total + 1)
    expect(all.total).toBe(625)
    const [ended] = await readBack([peopleSheet([{ ...all.rows[0]!, idEnd: '05', father: '=1+1' }], t, 'fa')])
    expect(ended![1]!.slice(1, 4)).toEqual(["'=1+1", all.rows[0]!.birthYear, '05'])
    const [credited] =
      await field.owner`select sum(credited_minutes)::int n from app.enrolment where run_id = ${field.runId}`
    expect(total(rows!.slice(1), 8)).toBe(credited!.n)
  })

  it('is written down with its filter and its number of rows, and without what was searched for', async () => {
    await exportPeople(officer, { runId: field.runId, search: 'زهرا محمدی', cohortCode: code })
    const { entity, entity_id, after } = await lastExport()
    expect([entity, entity_id]).toEqual(['run', field.runId])
    expect(after).toEqual({ what: 'people', rows: expect.any(Number), search: true, cohort: code })
  })

  it('is refused to a stranger and to who sees no names', async () => {
    const before = await exportsSoFar()
    for (const who of [stranger, auditor])
      await expect(exportPeople(who, { runId: field.runId })).rejects.toThrow('E-GEN-02')
    expect(await exportsSoFar()).toBe(before)
  })
})

describe('the attendance of a group', () => {
  it('has each person’s minutes by session, and their sum is her hours on the page', async () => {
    const { cohort, marks } = await exportAttendance(officer, { runId: field.runId, code })
    const [people, sessions] = await readBack(attendanceSheets(cohort, marks, t, 'fa'))
    const head = people![0]!
    const [sum, credited] = [head.length - 2, head.length - 1]
    expect(people!.slice(1).length).toBe(cohort.people.length)
    for (const row of people!.slice(1)) expect(row[sum]).toBe(row[credited])
    const scope = scopeOf(officer.actor)
    const page = await reading(scope, (db) =>
      cohortPage(db, scope, { runId: field.runId, code, clock: CLOCK }),
    )
    expect(total(people!.slice(1), credited)).toBe(page!.people.reduce((all, one) => all + one.minutes, 0))
    expect(total(people!.slice(1), credited)).toBeGreaterThan(0)
    expect(sessions!.length - 1).toBe(page!.plan.length)
    expect(sessions![1]!.slice(1, 3)).toEqual([
      expect.stringMatching(/^[۰-۹/]+$/),
      { excelDate: page!.plan[0]!.day },
    ])
    expect((await lastExport()).after).toEqual({
      what: 'attendance',
      rows: cohort.people.length,
      names: true,
    })
  })

  it('has marks and no names for the auditor, and nothing for a stranger', async () => {
    const { cohort, marks } = await exportAttendance(auditor, { runId: field.runId, code })
    const [sheet] = attendanceSheets(cohort, marks, t, 'fa')
    expect(sheet!.header).not.toContain('نام')
    expect(cohort.people.every(({ name }) => name === null)).toBe(true)
    expect(marks.length).toBeGreaterThan(0)
    expect((await lastExport()).after).toMatchObject({ names: false })
    const before = await exportsSoFar()
    await expect(exportAttendance(stranger, { runId: field.runId, code })).rejects.toThrow('E-GEN-02')
    await expect(exportAttendance(officer, { runId: field.runId, code: 'nowhere' })).rejects.toThrow(
      'E-GEN-02',
    )
    expect(await exportsSoFar()).toBe(before)
  })
})

describe('the sessions', () => {
  it('go out by state, each day twice', async () => {
    const asked = { runId: field.runId, status: 'APPROVED', locale: 'fa' } as const
    const { rows: lines, total: all } = await exportSessions(officer, asked)
    const [rows] = await readBack([sessionsSheet(lines, t, 'fa')])
    const [stored] = await field.owner`select count(*)::int n, sum(net_minutes)::int minutes from app.session
      where run_id = ${field.runId} and cohort_id is not null and status = 'APPROVED'`
    expect([lines.length, all]).toEqual([stored!.n, stored!.n])
    expect(total(rows!.slice(1), 9)).toBe(stored!.minutes)
    expect(rows![1]![6]).toEqual({ excelDate: lines[0]!.dayIso })
    expect((await lastExport()).after).toEqual({ what: 'sessions', rows: stored!.n, status: 'APPROVED' })
    await expect(exportSessions(stranger, asked)).rejects.toThrow('E-GEN-02')
  })
})

describe('the indicators', () => {
  it('stand in the file as on their pages, the counties beside the whole', async () => {
    const { whole, counties } = await exportIndicators(officer, { runId: field.runId, asOf: AS_OF })
    const [rows] = await readBack([indicatorsSheet(whole, counties, t, 'fa')])
    const scope = scopeOf(officer.actor)
    const page = await reading(scope, (db) =>
      figures(db, scope, { runId: field.runId, asOf: AS_OF, counting: 'internal', level: 'run' }),
    )
    expect(rows!.slice(1, 18).map((row) => row[0])).toEqual(page.places[0]!.figures.map((one) => one.code))
    const held = rows!.find((row) => row[0] === 'R-08')!
    expect(held[4]).toBe(page.places[0]!.figures.find((one) => one.code === 'R-08')!.value)
    const sum = held.slice(5).reduce<number>((all, value) => all + Number(value ?? 0), 0)
    expect(sum).toBeCloseTo(Number(held[4]), 1)
    expect(rows![0]!.length).toBe(5 + 12)
    expect((await lastExport()).after).toEqual({ what: 'indicators', asOf: AS_OF, rows: 17 })
    await expect(exportIndicators(stranger, { runId: field.runId, asOf: AS_OF })).rejects.toThrow('E-GEN-02')
  })
})

it('E-ACC-18: every file wants the second factor of the last minutes, and none is written down without', async () => {
  const factorMs = officer.now.getTime() - (STEP_UP_MINUTES + 1) * 60_000
  const aged = { ...officer, actor: asActor({ ...officer.actor, factorMs }) }
  const before = await exportsSoFar()
  const { runId } = field
  for (const taken of [
    () => exportPeople(aged, { runId }),
    () => exportAttendance(aged, { runId, code }),
    () => exportSessions(aged, { runId, locale: 'fa' }),
    () => exportIndicators(aged, { runId, asOf: AS_OF }),
  ])
    await expect(taken()).rejects.toMatchObject({ code: 'E-ACC-18' })
  expect(await exportsSoFar()).toBe(before)
})
