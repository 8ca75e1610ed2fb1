import { localeOf } from '@/lib/server/i18n'
import { peopleAnswer } from '@/lib/server/report-answer'

type Props = { params: Promise<{ locale: string }> }

/** Who has completed, with hours and the mark of whose copy it is, as an .xlsx. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  return peopleAnswer(request, localeOf((await params).locale), 'xlsx')
}
