import { exportFigures } from '@/db/commands/reports/export-figures'
import { asOfDay } from '@/lib/indicators/as-of'
import { exportAnswer } from '@/lib/server/export-answer'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { filtersOf } from '@/lib/shared/pagination'
import { dictionaryHead, dictionaryRows, figureCells, figureHead } from '../file-rows'

type Props = { params: Promise<{ locale: string }> }

/** Every indicator as code, date, breakdown and value, with the dictionary of the codes, as an .xlsx. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const { run: code, asOf } = filtersOf(Object.fromEntries(new URL(request.url).searchParams), [
    'run',
    'asOf',
  ])
  const [fa, en] = [await wordsOf('fa'), await wordsOf('en')]
  return exportAnswer(
    locale,
    code,
    async (ctx, run, t) => {
      const { rows } = await exportFigures(ctx, {
        runId: run.runId,
        asOf: asOfDay(asOf, new Date(run.clock)),
      })
      return {
        fileName: t('exports.figures.file'),
        sheets: [
          {
            sheetName: t('exports.figures.sheet'),
            header: figureHead(t),
            rows: rows.map((row) => figureCells(row, t, locale)),
          },
          {
            sheetName: t('exports.figures.dictionary'),
            header: dictionaryHead(t),
            rows: dictionaryRows(t, fa, en),
          },
        ],
        rows: rows.length,
        total: rows.length,
      }
    },
    request,
  )
}
