import { exportIndicators } from '@/db/commands/reports/export-indicators'
import { asOfDay } from '@/lib/indicators/as-of'
import { exportAnswer } from '@/lib/server/export-answer'
import { localeOf } from '@/lib/server/i18n'
import { filtersOf } from '@/lib/shared/pagination'
import { indicatorsSheet } from './sheet'

type Props = { params: Promise<{ locale: string }> }

/** The table of the indicators by county up to a day, as an .xlsx. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const { run: code, asOf } = filtersOf(query, ['run', 'asOf'])
  return exportAnswer(
    locale,
    code,
    async (ctx, run, t) => {
      const { whole, counties } = await exportIndicators(ctx, {
        runId: run.runId,
        asOf: asOfDay(asOf, new Date(run.clock)),
      })
      const rows = whole.places[0]?.figures.length ?? 0
      return {
        columns: 'indicators',
        fileName: t('exports.indicators.file'),
        sheets: [indicatorsSheet(whole, counties, t, locale)],
        rows,
        total: rows,
      }
    },
    request,
  )
}
