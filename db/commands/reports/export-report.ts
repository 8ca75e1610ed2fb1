import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { REPORT_FORMATS } from '@/lib/reports/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { runsInReach } from '../../queries/programmes/run-line'
import { type ReportSheet, reportNamed, reportSheet } from '../../queries/reports/quarter-report'
import { authorise, type Context, inTransaction, readingBeside, requireFreshFactor } from '../../transaction'

const ExportReport = z.strictObject({
  runId: z.uuid(),
  name: z.string().max(10),
  format: z.enum(REPORT_FORMATS),
  locale: z.enum(['fa', 'en']),
})

/** A report for a file, and a line in the audit. E-RPT-08: its figures are not what their hash says, and nothing is given out. */
export async function exportReport(ctx: Context, input: z.input<typeof ExportReport>): Promise<ReportSheet> {
  const { runId, name, format, locale } = ExportReport.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const run = (await runsInReach(db, scope)).find((one) => one.runId === runId)
    const named = reportNamed(name)
    if (!run || !named) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'marks', run)
    const sheet = await readingBeside(ctx, db, (far) => reportSheet(far, scope, run, named))
    if (!sheet) throw new AppError('E-GEN-02')
    requireFreshFactor(ctx)
    if (!sheet.holds) throw new AppError('E-RPT-08')
    await audit(db, ctx, {
      action: 'export',
      entity: 'quarter_closing',
      entityId: sheet.closingId,
      scopeId: run.scopeId,
      after: { what: 'report', kind: named.kind, format, locale, signed: sheet.signature !== null },
    })
    return sheet
  })
}
