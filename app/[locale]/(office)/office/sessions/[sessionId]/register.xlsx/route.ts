import { exportSession } from '@/db/commands/workshops/export-session'
import { answered, requestIdOf } from '@/lib/server/action'
import { fileAnswer, takerOf } from '@/lib/server/export-answer'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sessionXlsx } from '@/lib/server/session-file'

type Props = { params: Promise<{ locale: string; sessionId: string }> }

/** The register of one session as an .xlsx, to be filled in and brought back. In Persian, as paper is. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, sessionId } = await params
  const locale = localeOf(asked)
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const requestId = await requestIdOf()
  const [t, words] = await Promise.all([wordsOf('fa'), wordsOf(locale)])
  const result = await answered(requestId, async () => {
    const file = await exportSession({ actor, now: new Date(), requestId }, { sessionId })
    const name = `${t('paper-twin.file.fileName')}-${file.runCode}-${file.seq}.xlsx`
    return { name, bytes: await sessionXlsx(file, t) }
  })
  return fileAnswer(result, words)
}
