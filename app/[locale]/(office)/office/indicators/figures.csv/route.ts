import { exportFigures } from '@/db/commands/reports/export-figures'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { asOfDay } from '@/lib/indicators/as-of'
import { answered, requestIdOf } from '@/lib/server/action'
import { csvAnswer, csvText } from '@/lib/server/csv'
import { fileAnswer, takerOf } from '@/lib/server/export-answer'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { filtersOf } from '@/lib/shared/pagination'
import { AppError } from '@/lib/shared/result'
import { figureCells, figureHead } from '../file-rows'

type Props = { params: Promise<{ locale: string }> }

/** Every indicator as code, date, breakdown and value, as a .csv. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const { run: code, asOf } = filtersOf(Object.fromEntries(new URL(request.url).searchParams), [
    'run',
    'asOf',
  ])
  const [t, requestId] = [await wordsOf(locale), await requestIdOf()]
  const result = await answered(requestId, async () => {
    const scope = scopeOf(actor)
    const run = await reading(scope, (db) => runNamed(db, scope, code))
    if (!run) throw new AppError('E-GEN-02')
    const { rows } = await exportFigures(
      { actor, now: new Date(), requestId },
      { runId: run.runId, asOf: asOfDay(asOf, new Date(run.clock)) },
    )
    return {
      name: `${t('exports.figures.file')}-${run.code}.csv`,
      text: csvText([figureHead(t), ...rows.map((row) => figureCells(row, t, locale))]),
    }
  })
  return result.ok ? csvAnswer(result.data.name, result.data.text) : fileAnswer(result, t)
}
