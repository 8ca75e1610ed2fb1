import { exportSessions } from '@/db/commands/reports/export-sessions'
import { exportAnswer } from '@/lib/server/export-answer'
import { localeOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { filtersOf } from '@/lib/shared/pagination'
import { STATES } from '../states'
import { sessionsSheet } from './sheet'

type Props = { params: Promise<{ locale: string }> }

/** The sessions of a run by state and county, as an .xlsx; all of them where no state is named. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const { run: code, state, county } = filtersOf(query, ['run', 'state', 'county'])
  const status = Object.entries(STATES).find(([name]) => name === state)?.[1]
  return exportAnswer(
    locale,
    code,
    async (ctx, run, t) => {
      const { rows, total } = await exportSessions(ctx, {
        runId: run.runId,
        status,
        countyId: isUuid(county) ? county : undefined,
        locale,
      })
      return {
        columns: 'sessions',
        fileName: t('exports.sessions.file'),
        sheets: [sessionsSheet(rows, t, locale)],
        rows: rows.length,
        total,
      }
    },
    request,
  )
}
