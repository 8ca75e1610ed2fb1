import 'server-only'
import { exportCompleters } from '@/db/commands/reports/export-completers'
import { exportReport } from '@/db/commands/reports/export-report'
import { type RunLine, runNamed } from '@/db/queries/programmes/run-line'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import type { ActionResult } from '@/lib/access/answer'
import { peopleList } from '@/lib/reports/people-list'
import { REPORT_FORMATS, type ReportFormat } from '@/lib/reports/schema'
import { writeReport } from '@/lib/reports/write-report'
import type { Locale, Words } from '@/lib/shared/locale'
import { AppError } from '@/lib/shared/result'
import { answered, requestIdOf } from './action'
import { reportDocx } from './docx/report'
import { takerOf } from './export-answer'
import { wordsOf } from './i18n'
import { peoplePdf } from './pdf/people'
import { reportPdf } from './pdf/report'
import { sentenceOf } from './said'
import { peopleXlsx } from './workbook/people'
import { reportXlsx } from './workbook/report'

const TYPES: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
type File = { name: string; format: ReportFormat; bytes: Uint8Array }
type Make = (ctx: Context, run: RunLine, t: Words) => Promise<File>

/** A report as the file its address names («report.pdf»), for whom it is. */
export function reportAnswer(
  request: Request,
  locale: Locale,
  name: string,
  file: string,
): Promise<Response> {
  return fileAnswer(request, locale, async (ctx, run, t) => {
    const format = REPORT_FORMATS.find((one) => file === `report.${one}`)
    if (!format) throw new AppError('E-GEN-02')
    const sheet = await exportReport(ctx, { runId: run.runId, name, format, locale })
    const report = writeReport(sheet, t, locale)
    const bytes = {
      pdf: () => reportPdf(report, t),
      docx: () => reportDocx(report, t),
      xlsx: () => reportXlsx(report, t),
    }[format]
    const part = sheet.kind === 'FINAL' ? '' : `-${name}`
    return { name: `${t(`report.file.${sheet.kind}`)}${part}`, format, bytes: await bytes() }
  })
}

/** The list of who has completed, as the file its address names. */
export function peopleAnswer(request: Request, locale: Locale, format: 'pdf' | 'xlsx'): Promise<Response> {
  return fileAnswer(request, locale, async (ctx, run, t) => {
    const found = await exportCompleters(ctx, { runId: run.runId, format })
    const list = peopleList(
      {
        ...found,
        reader: ctx.actor.displayName,
        madeMs: ctx.now.getTime(),
        runFa: run.nameFa,
        runEn: run.nameEn,
        isDemo: run.isDemo,
      },
      t,
      locale,
    )
    const bytes = format === 'pdf' ? peoplePdf(list, t) : await peopleXlsx(list, t)
    return { name: t('report.file.people'), format, bytes }
  })
}

async function fileAnswer(request: Request, locale: Locale, make: Make): Promise<Response> {
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const requestId = await requestIdOf()
  const code = new URL(request.url).searchParams.get('run') ?? undefined
  const t = await wordsOf(locale)
  const result = await answered(requestId, async () => {
    const scope = scopeOf(actor)
    const run = await reading(scope, (db) => runNamed(db, scope, code))
    if (!run) throw new AppError('E-GEN-02')
    const file = await make({ actor, now: new Date(), requestId }, run, t)
    return { ...file, name: `${file.name}-${run.code}.${file.format}` }
  })
  return textFileAnswer(result, t, locale)
}

/** A file as an answer that no cache keeps, or the sentence of its refusal. */
export function textFileAnswer(result: ActionResult<File>, t: Words, locale: Locale): Response {
  if (!result.ok) {
    const status = { 'E-GEN-02': 403, 'E-GEN-09': 500 }[result.code] ?? 400
    return new Response(sentenceOf(t, result.code, result.values, locale), {
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  }
  const { name, format, bytes } = result.data
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="tabavar.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    },
  })
}
