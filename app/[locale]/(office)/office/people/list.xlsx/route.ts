import { exportPeople } from '@/db/commands/reports/export-people'
import { ENROLMENT_STATES } from '@/db/queries/people/people-list'
import { exportAnswer } from '@/lib/server/export-answer'
import { localeOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { filtersOf } from '@/lib/shared/pagination'
import { peopleSheet } from './sheet'

type Props = { params: Promise<{ locale: string }> }

/** The people of a run by the filters of their page, as an .xlsx. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const { run: code, q, county, place, status } = filtersOf(query, ['run', 'q', 'county', 'place', 'status'])
  return exportAnswer(
    locale,
    code,
    async (ctx, run, t) => {
      const { rows, total } = await exportPeople(ctx, {
        runId: run.runId,
        search: q,
        countyId: isUuid(county) ? county : undefined,
        cohortCode: place,
        status: ENROLMENT_STATES.find((state) => state === status),
      })
      return {
        columns: 'people',
        fileName: t('exports.people.file'),
        sheets: [peopleSheet(rows, t, locale)],
        rows: rows.length,
        total,
      }
    },
    request,
  )
}
