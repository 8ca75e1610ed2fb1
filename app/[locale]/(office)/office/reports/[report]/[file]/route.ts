import { localeOf } from '@/lib/server/i18n'
import { reportAnswer } from '@/lib/server/report-answer'

type Props = { params: Promise<{ locale: string; report: string; file: string }> }

/** A report as a file: report.pdf, report.docx or report.xlsx, in the language of the address. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { locale, report, file } = await params
  return reportAnswer(request, localeOf(locale), report, file)
}
