import { keepPicture } from '@/db/commands/files/keep-picture'
import { signInPath } from '@/lib/access/way-in'
import { LARGEST_MB } from '@/lib/files/picture'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { cleanPaper } from '@/lib/server/papers'
import { cleanPicture } from '@/lib/server/pictures'
import { isUuid } from '@/lib/shared/id'
import { AppError, orThrow } from '@/lib/shared/result'
import { incomingForm, isFromHere, seeOther } from '../(office)/office/people/import/incoming'

type Props = { params: Promise<{ locale: string }> }

/** A picture of a session or of a neighbourhood's record, or a paper of a step, sent from its page; cleaned before anything is kept. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const asked = new URL(request.url).searchParams
  const sessionId = asked.get('session') ?? ''
  const recordId = asked.get('record')
  const field = asked.get('at') === 'field'
  const stepId = asked.get('step')
  const association = asked.get('association')
  const back = (code?: string) => {
    const said = code ? `?refused=${code}` : ''
    if (stepId !== null)
      return seeOther(`/${locale}/office/associations/${isUuid(association) ? association : ''}${said}#steps`)
    return seeOther(
      recordId !== null
        ? `/${locale}/${field ? 'today' : 'office'}/community/${isUuid(recordId) ? recordId : ''}${said}#pictures`
        : `/${locale}/${field ? 'today' : 'office/sessions'}/${isUuid(sessionId) ? sessionId : ''}${field ? '/pictures' : ''}${said}#pictures`,
    )
  }
  const unread = stepId === null ? 'E-FIL-02' : 'E-OUT-02'
  if (!isFromHere(request)) return back('E-GEN-02')
  const form = await incomingForm(request)
  if (!form.ok) return back(form.code === 'file-too-large' ? 'E-FIL-01' : unread)
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const file = form.value.get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError(unread)
    if (file.size > LARGEST_MB * 1024 * 1024) throw new AppError('E-FIL-01', { max: LARGEST_MB })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const picture = orThrow(await (stepId === null ? cleanPicture(bytes) : cleanPaper(bytes)))
    return keepPicture(
      { actor, now: new Date(), requestId },
      {
        ...(stepId !== null ? { stepId } : recordId === null ? { sessionId } : { recordId }),
        kind: stepId === null ? (String(form.value.get('kind') ?? '') as 'PICTURE') : 'EVIDENCE',
      },
      picture,
    )
  })
  return back(result.ok ? undefined : result.code)
}
