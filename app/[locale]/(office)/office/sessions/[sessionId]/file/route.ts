import { sessionHome } from '@/db/queries/workshops/session-file'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { signInPath } from '@/lib/access/way-in'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { sessionOfFile } from '@/lib/workshops/session-file'
import { seeOther } from '../../../people/import/incoming'
import { uploadAnswer } from '../../../people/import/upload-answer'

type Props = { params: Promise<{ locale: string; sessionId: string }> }

/** The spreadsheet of this session comes back: refused if it is another's, else shown as every typed register is. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, sessionId } = await params
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(localeOf(asked)))
  const scope = scopeOf(actor)
  const home = isUuid(sessionId) ? await reading(scope, (db) => sessionHome(db, scope, sessionId)) : null
  return uploadAnswer(request, asked, {
    place: (locale) => `/${locale}/office/registers/import`,
    refused: (locale, code) => `/${locale}/office/sessions/${sessionId}?file=${code}#spreadsheet`,
    taken: (fields, sheets) => {
      if (!home) throw new AppError('E-GEN-02')
      const named = sessionOfFile(sheets)
      if (named === null) throw new AppError('file-without-code')
      if (named !== sessionId) throw new AppError('file-of-another-session')
      fields.set('runId', home.runId)
      return { kind: 'PAPER', options: { sessionId } }
    },
  })
}
