import { sql as q } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportReport } from '@/db/commands/reports/export-report'
import { signReport } from '@/db/commands/reports/sign-report'
import { writeReason } from '@/db/commands/reports/write-reason'
import { reportsOf } from '@/db/queries/reports/quarter-report'
import { type Context, inTransaction, reading } from '@/db/transaction'
import { asActor, scopeOf } from '@/lib/access/actor'
import { STEP_UP_MINUTES } from '@/lib/access/factor'
import { ofRun, reached, shortfalls } from '@/lib/reports/threshold'
import { writeReport } from '@/lib/reports/write-report'
import { reportDocx } from '@/lib/server/docx/report'
import { reportPdf } from '@/lib/server/pdf/report'
import { reportXlsx } from '@/lib/server/workbook/report'
import { docxText, readPdf, readSheets } from '../../support/files-read'
import { wordsIn } from '../../unit/reports/words'
import { close, lineOf, openReports, type ReportField, sheetOf } from './report-field'

let field: ReportField
let closingId: string
beforeAll(async () => {
  field = await openReports('snapshot')
  closingId = await close(field, field.officer2, null, '1403-1')
}, 300_000)
afterAll(() => field?.close())

const reason = 'دو هفته به‌سبب برف نشست‌ها برگزار نشد؛ از تیر جبران می‌شود.'
const kept = async () =>
  (
    await field.owner`select code, reason from app.report_reason where closing_id = ${closingId} order by written_at`
  ).map((row) => ({ ...row }))
const acts = async (action: string) =>
  (
    await field.owner`select after, reason from audit.event where entity = 'quarter_closing' and entity_id = ${closingId} and action = ${action} order by seq`
  ).map((row) => ({ ...row }))
const signed = async () =>
  (await field.owner`select count(*)::int n from app.report_signature where closing_id = ${closingId}`)[0]!.n
const report = (ctx: Context) => sheetOf(field, ctx, '1403-1')

describe('a reason', () => {
  it('is written to a figure under its threshold, by who prepares, and the last one stands', async () => {
    const { closed } = (await report(field.officer2))!
    const codes = shortfalls(closed.quarter).map(({ code }) => code)
    expect(codes.length).toBeGreaterThan(0)
    for (const figure of ofRun(closed.quarter))
      expect([figure.code, codes.includes(figure.code)]).toEqual([
        figure.code,
        reached(figure) !== null && reached(figure)! < 0.9,
      ])
    await writeReason(field.officer2, { closingId, code: codes[0]!, reason: 'نخستین دلیل که کامل نیست' })
    await writeReason(field.director, { closingId, code: codes[0]!, reason: `  ${reason}  ` })
    expect(await kept()).toEqual([
      { code: codes[0], reason: 'نخستین دلیل که کامل نیست' },
      { code: codes[0], reason },
    ])
    expect((await report(field.officer2))!.reasons).toEqual([
      { code: codes[0], reason, by: 'مدیرکل آزمون', at: expect.stringMatching(/^\d{4}-.*Z$/) },
    ])
    expect((await acts('report.reason')).at(-1)).toEqual({ after: { code: codes[0] }, reason })
  })

  it('E-RPT-04, E-RPT-07: is refused where none is due, and where it says nothing; nothing is kept', async () => {
    const before = await kept()
    const { closed } = (await report(field.officer2))!
    const fine = ofRun(closed.quarter).find((figure) => (reached(figure) ?? 0) >= 1)!
    await expect(writeReason(field.officer2, { closingId, code: fine.code, reason })).rejects.toMatchObject({
      code: 'E-RPT-04',
    })
    const short = shortfalls(closed.quarter)[0]!.code
    for (const text of ['کوتاه', ' '.repeat(40), 'ا'.repeat(1001)])
      await expect(writeReason(field.officer2, { closingId, code: short, reason: text })).rejects.toThrow(
        'E-RPT-07',
      )
    for (const who of [field.auditorAt, field.khoyAt, field.stranger])
      await expect(writeReason(who, { closingId, code: short, reason })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    expect(await kept()).toEqual(before)
  })
})

describe('the signature', () => {
  it('E-RPT-02, E-RPT-05, E-RPT-01: waits for the quarter, for another person and for every reason', async () => {
    const sign = (ctx: Context) => signReport(ctx, { closingId, kind: 'QUARTER' })
    await expect(sign(field.director)).rejects.toMatchObject({ code: 'E-RPT-02' })
    const { signQuarter } = await import('@/db/commands/indicators/close-quarter')
    await signQuarter(field.director, { closingId })
    const missing = shortfalls((await report(field.officer2))!.closed.quarter).length - 1
    if (missing > 0)
      await expect(sign(field.director)).rejects.toMatchObject({ code: 'E-RPT-01', values: { n: missing } })
    await expect(sign(field.officer2)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(sign(field.stranger)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(signReport(field.director, { closingId, kind: 'FINAL' })).rejects.toMatchObject({
      code: 'E-RPT-02',
    })
    expect(await signed()).toBe(0)
  })

  it('is put once over the figures and every reason, wants the second factor, and ends the writing', async () => {
    for (const { code } of shortfalls((await report(field.officer2))!.closed.quarter))
      await writeReason(field.officer2, { closingId, code, reason })
    const factorMs = field.director.now.getTime() - (STEP_UP_MINUTES + 1) * 60_000
    const aged = { ...field.director, actor: asActor({ ...field.director.actor, factorMs }) }
    await expect(signReport(aged, { closingId, kind: 'QUARTER' })).rejects.toMatchObject({
      code: 'E-ACC-18',
    })
    const { hash } = await signReport(field.director, { closingId, kind: 'QUARTER' })
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    const sheet = (await report(field.officer2))!
    expect(sheet.signature).toMatchObject({ by: 'مدیرکل آزمون', hash })
    expect(sheet.holds).toBe(true)
    expect((await acts('report.sign')).map(({ after }) => after)).toEqual([{ kind: 'QUARTER', hash }])
    const before = await kept()
    const code = shortfalls(sheet.closed.quarter)[0]!.code
    await expect(signReport(field.director2, { closingId, kind: 'QUARTER' })).rejects.toMatchObject({
      code: 'E-RPT-03',
    })
    await expect(writeReason(field.officer2, { closingId, code, reason })).rejects.toMatchObject({
      code: 'E-RPT-03',
    })
    // Past the command, by hand: the wall stands in the database too.
    await expect(
      inTransaction(field.officer2, (db) =>
        db.execute(q`insert into app.report_reason (scope_id, closing_id, code, reason, written_by)
          select scope_id, id, ${code}, ${reason}, ${field.officer2.actor.userId}::uuid from app.quarter_closing where id = ${closingId}::uuid`),
      ),
    ).rejects.toMatchObject({ code: 'E-RPT-03' })
    for (const statement of [
      q`delete from app.report_signature`,
      q`update app.report_reason set reason = 'چیزی دیگر نوشته شد'`,
    ])
      await expect(inTransaction(field.director, (db) => db.execute(statement))).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    expect([await kept(), await signed()]).toEqual([before, 1])
  })

  it('is listed with how far each report has come, and not to a county or a stranger', async () => {
    const run = await lineOf(field, field.officer2)
    const scope = scopeOf(field.officer2.actor)
    const lines = await reading(scope, (db) => reportsOf(db, scope, run))
    expect(lines).toMatchObject([{ name: '1403-1', kind: 'QUARTER', missing: 0, signedBy: 'مدیرکل آزمون' }])
    const khoy = scopeOf(field.khoyAt.actor)
    expect(await reading(khoy, (db) => reportsOf(db, khoy, run))).toEqual([])
    expect(await sheetOf(field, field.khoyAt, '1403-1')).toBeNull()
  })
})

describe('the files', () => {
  it('say the same figures as the frozen quarter: the PDF, the text file and the workbook, in both languages', async () => {
    const sheet = await exportReport(field.officer2, {
      runId: field.runId,
      name: '1403-1',
      format: 'pdf',
      locale: 'fa',
    })
    const aimed = ofRun(sheet.closed.quarter).filter((figure) => reached(figure) !== null)
    expect(aimed.length).toBeGreaterThan(4)
    for (const locale of ['fa', 'en'] as const) {
      const t = wordsIn(locale)
      const document = writeReport(sheet, t, locale)
      const table = document.sections[0]!.blocks.find((block) => block.kind === 'table')!
      const { pages } = await readPdf(reportPdf(document, t))
      const paragraphs = docxText(await reportDocx(document, t))
      const books = await readSheets(await reportXlsx(document, t))
      const targets = books.find(({ sheet: name }) => name === t('report.file.sheets.targets'))!.data
      expect(targets.length - 1).toBe(aimed.length)
      const paper = pages.join(' ')
      aimed.forEach((figure, at) => {
        expect(targets[at + 1]!.slice(0, 1)).toEqual([figure.code])
        expect(targets[at + 1]![2]).toBeCloseTo(figure.target!, 9)
        expect(targets[at + 1]![3]).toBeCloseTo(figure.value!, 9)
        const shown = table.rows[at]![3]!.text
        expect(paragraphs).toContain(shown)
        expect(paper).toContain(shown)
      })
      for (const page of pages) expect(page).toContain(sheet.closed.hash)
      expect(paragraphs.join(' ')).toContain(sheet.signature!.hash)
    }
  })

  it('E-ACC-18: want the second factor, are kept in the audit, and are given to nobody who does not see the marks', async () => {
    const asked = { runId: field.runId, name: '1403-1', format: 'docx', locale: 'en' } as const
    await exportReport(field.auditorAt, asked)
    expect((await acts('export')).at(-1)!.after).toEqual({
      what: 'report',
      kind: 'QUARTER',
      format: 'docx',
      locale: 'en',
      signed: true,
    })
    const before = (await acts('export')).length
    for (const who of [field.khoyAt, field.stranger])
      await expect(exportReport(who, asked)).rejects.toMatchObject({ code: 'E-GEN-02' })
    for (const name of ['1403-2', 'final', '1399-1', 'x'])
      await expect(exportReport(field.officer2, { ...asked, name })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    const factorMs = field.officer2.now.getTime() - (STEP_UP_MINUTES + 1) * 60_000
    const aged = { ...field.officer2, actor: asActor({ ...field.officer2.actor, factorMs }) }
    await expect(exportReport(aged, asked)).rejects.toMatchObject({ code: 'E-ACC-18' })
    expect((await acts('export')).length).toBe(before)
  })

  it('E-RPT-08: are not made of figures that were touched behind the back of the product', async () => {
    await field.owner`alter table app.quarter_closing disable trigger user`
    await field.owner`update app.quarter_closing set frozen = jsonb_set(frozen, '{figures,0,value}', '99') where id = ${closingId}`
    const before = (await acts('export')).length
    const asked = { runId: field.runId, name: '1403-1', format: 'xlsx', locale: 'fa' } as const
    await expect(exportReport(field.officer2, asked)).rejects.toMatchObject({ code: 'E-RPT-08' })
    expect([(await report(field.officer2))!.holds, (await acts('export')).length]).toEqual([false, before])
  })
})
