import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportCompleters } from '@/db/commands/reports/export-completers'
import { signReport } from '@/db/commands/reports/sign-report'
import { writeReason } from '@/db/commands/reports/write-reason'
import { figures } from '@/db/queries/indicators/figures'
import { reportsOf } from '@/db/queries/reports/quarter-report'
import { type Context, reading } from '@/db/transaction'
import { asActor, scopeOf } from '@/lib/access/actor'
import { STEP_UP_MINUTES } from '@/lib/access/factor'
import { peopleList } from '@/lib/reports/people-list'
import { shortfalls } from '@/lib/reports/threshold'
import { writeReport } from '@/lib/reports/write-report'
import { peoplePdf } from '@/lib/server/pdf/people'
import { reportPdf } from '@/lib/server/pdf/report'
import { peopleXlsx } from '@/lib/server/workbook/people'
import { readPdf, readSheets } from '../../support/files-read'
import { wordsIn } from '../../unit/reports/words'
import { close, lineOf, openReports, type ReportField, sheetOf } from './report-field'

let field: ReportField
let spring: string
let summer: string
beforeAll(async () => {
  field = await openReports('full')
  spring = await close(field, field.director, field.director2, '1403-1')
  const early = await reading(scopeOf(field.officer2.actor), async (db) =>
    reportsOf(db, scopeOf(field.officer2.actor), await lineOf(field, field.officer2)),
  )
  // A final report of the spring would leave out the summer.
  expect(early.map(({ kind }) => kind)).toEqual(['QUARTER'])
  summer = await close(field, field.director, field.director2, '1403-2')
}, 300_000)
afterAll(() => field?.close())

const writeAll = async (closingId: string, name: string) => {
  const { closed } = (await sheetOf(field, field.officer2, name))!
  for (const { code } of shortfalls(closed.quarter))
    await writeReason(field.officer2, { closingId, code, reason: 'گروه‌ها با تأخیر آغاز شدند و جبران می‌شود.' })
}

describe('the final report', () => {
  it('E-RPT-05: is signed by another than who closed its last quarter, and tells what each quarter added', async () => {
    await writeAll(summer, 'final')
    await expect(signReport(field.director, { closingId: summer, kind: 'FINAL' })).rejects.toMatchObject({
      code: 'E-RPT-05',
    })
    await signReport(field.director2, { closingId: summer, kind: 'FINAL' })
    const run = await lineOf(field, field.officer2)
    const scope = scopeOf(field.officer2.actor)
    const lines = await reading(scope, (db) => reportsOf(db, scope, run))
    expect(lines.map(({ name, kind, signedBy }) => [name, kind, signedBy])).toEqual([
      ['final', 'FINAL', 'مدیرکل دوم'],
      ['1403-2', 'QUARTER', null],
      ['1403-1', 'QUARTER', null],
    ])
    const sheet = (await sheetOf(field, field.officer2, 'final'))!
    expect([sheet.holds, sheet.earlier.length, sheet.closingId]).toEqual([true, 1, summer])
    const t = wordsIn('fa')
    const document = writeReport(sheet, t, 'fa')
    const table = document.sections.find(({ id }) => id === 'quarters')!.blocks[0]!
    if (table.kind !== 'table') throw new Error('no table')
    expect(table.rows.map(([name]) => name!.text)).toEqual(['بهار ۱۴۰۳', 'تابستان ۱۴۰۳'])
    const hours = sheet.closed.quarter.figures.find((one) => one.level === 'run' && one.code === 'R-08')!
    const at = table.columns.findIndex(({ key }) => key === 'R-08')
    expect(table.rows.reduce((sum, row) => sum + (row[at]!.value ?? 0), 0)).toBeCloseTo(hours.value!, 9)
    expect(hours.value).toBe(1500)
    const { pages } = await readPdf(reportPdf(document, t))
    expect(pages.join(' ')).toContain('۲۸٬۶۷۳')
    for (const page of pages) expect(page).toContain(sheet.closed.hash)
  })

  it('does not hold up the report of an earlier quarter', async () => {
    await writeAll(spring, '1403-1')
    await signReport(field.director2, { closingId: spring, kind: 'QUARTER' })
    expect((await sheetOf(field, field.auditorAt, '1403-1'))!.signature?.by).toBe('مدیرکل دوم')
  })
})

describe('the list of who has completed', () => {
  const lastExport = async () => {
    const [row] =
      await field.owner`select seq, entity, after from audit.event where action = 'export' order by seq desc limit 1`
    return row as unknown as { seq: number; entity: string; after: Record<string, unknown> }
  }
  const listOf = (found: Awaited<ReturnType<typeof exportCompleters>>, ctx: Context) =>
    peopleList(
      {
        ...found,
        reader: ctx.actor.displayName,
        madeMs: Date.parse('2024-09-22T08:00:00Z'),
        runFa: 'دوره',
        runEn: 'Run',
        isDemo: true,
      },
      wordsIn('fa'),
      'fa',
    )

  it('names as many as the indicator counts, and says on every page whose copy it is', async () => {
    const found = await exportCompleters(field.officer2, { runId: field.runId, format: 'pdf' })
    const scope = scopeOf(field.officer2.actor)
    const table = await reading(scope, (db) =>
      figures(db, scope, { runId: field.runId, asOf: found.asOf, counting: 'internal', level: 'run' }),
    )
    const completed = table.places[0]!.figures.find(({ code }) => code === 'R-11')!
    expect([found.rows.length, found.total]).toEqual([454, completed.numerator])
    const act = await lastExport()
    expect(act).toMatchObject({
      entity: 'run',
      after: { what: 'people', status: 'COMPLETED', format: 'pdf', asOf: found.asOf, rows: 454 },
    })
    expect(found.number).toBe(act.seq)

    const list = listOf(found, field.officer2)
    expect(list.watermark).toContain('کارشناس آزمون')
    const { pages } = await readPdf(peoplePdf(list, wordsIn('fa')))
    expect(pages.length).toBeGreaterThan(5)
    const number = list.facts.at(-2)![1]
    for (const page of pages) expect(page.split(number).length - 1).toBeGreaterThanOrEqual(2)

    const [people, columns] = await readSheets(await peopleXlsx(list, wordsIn('fa')))
    expect(people!.data[0]![0]).toBe(list.watermark)
    expect(people!.data.length - 3).toBe(454)
    const minutes = people!.data.slice(3).reduce((sum, row) => sum + Number(row[5]), 0)
    const [stored] =
      await field.owner`select sum(least(credited_minutes + carried_minutes, 3600))::int n from app.enrolment
      where run_id = ${field.runId} and status = 'COMPLETED'`
    expect(minutes).toBe(stored!.n)
    expect(columns!.data.slice(1).map(([name]) => name)).toEqual(list.columns)
    expect(JSON.stringify(people!.data)).not.toMatch(/\b\d{10}\b/)
  })

  it('tells her that her name was taken', async () => {
    await exportCompleters(field.officer2, { runId: field.runId, format: 'xlsx' })
    const [one] =
      await field.owner`select person_id from app.enrolment where run_id = ${field.runId} and status = 'COMPLETED' limit 1`
    const { sql } = await import('drizzle-orm')
    const scope = scopeOf(field.director.actor)
    const seen = await reading(scope, (db) =>
      db.execute<{ file: string | null; who: string }>(
        sql`select file, who from app.who_saw_person(${one!.person_id}::uuid, 50, 0)`,
      ),
    )
    expect(seen.some(({ file, who }) => file === 'people' && who === 'کارشناس آزمون')).toBe(true)
  })

  it('E-ACC-18: is given to nobody without names in the run, nor without the second factor', async () => {
    const before = (await lastExport()).seq
    for (const who of [field.auditorAt, field.khoyAt, field.stranger])
      await expect(exportCompleters(who, { runId: field.runId, format: 'pdf' })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    const factorMs = field.officer2.now.getTime() - (STEP_UP_MINUTES + 1) * 60_000
    const aged = { ...field.officer2, actor: asActor({ ...field.officer2.actor, factorMs }) }
    await expect(exportCompleters(aged, { runId: field.runId, format: 'pdf' })).rejects.toMatchObject({
      code: 'E-ACC-18',
    })
    expect((await lastExport()).seq).toBe(before)
  })
})
