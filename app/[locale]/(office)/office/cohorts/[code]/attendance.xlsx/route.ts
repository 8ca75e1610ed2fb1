import { exportAttendance } from '@/db/commands/reports/export-attendance'
import { exportAnswer } from '@/lib/server/export-answer'
import { localeOf } from '@/lib/server/i18n'
import { filtersOf } from '@/lib/shared/pagination'
import { attendanceSheets } from './sheets'

type Props = { params: Promise<{ locale: string; code: string }> }

/** Who was in which session of a cohort, as an .xlsx. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, code } = await params
  const locale = localeOf(asked)
  const { run: runCode } = filtersOf(Object.fromEntries(new URL(request.url).searchParams), ['run'])
  return exportAnswer(
    locale,
    runCode,
    async (ctx, run, t) => {
      const { cohort, marks } = await exportAttendance(ctx, {
        runId: run.runId,
        code: decodeURIComponent(code),
      })
      return {
        columns: 'attendance',
        fileName: `${t('exports.attendance.file')}-${cohort.code}`,
        sheets: attendanceSheets(cohort, marks, t, locale),
        rows: cohort.people.length,
        total: cohort.people.length,
      }
    },
    request,
  )
}
