import { keepVoice } from '@/db/commands/files/keep-voice'
import { signInPath } from '@/lib/access/way-in'
import { LARGEST_MB } from '@/lib/files/picture'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { AppError } from '@/lib/shared/result'
import { incomingForm, isFromHere, seeOther } from '../(office)/office/people/import/incoming'

type Props = { params: Promise<{ locale: string }> }

/** A recorded voice sent from the office's page. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const back = (code: string | null) =>
    seeOther(`/${locale}/office/voices${code ? `?refused=${code}` : '?kept=1'}`)
  if (!isFromHere(request)) return back('E-GEN-02')
  const form = await incomingForm(request)
  if (!form.ok) return back(form.code === 'file-too-large' ? 'E-VOI-01' : 'E-VOI-02')
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const file = form.value.get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError('E-VOI-02')
    if (file.size > LARGEST_MB * 1024 * 1024) throw new AppError('E-VOI-01', { max: LARGEST_MB })
    const word = (name: string) => String(form.value.get(name) ?? '')
    return keepVoice(
      { actor, now: new Date(), requestId },
      {
        provinceId: word('provinceId'),
        spoken: word('spoken') as 'CONSENT',
        language: word('language') as 'fa',
      },
      Buffer.from(await file.arrayBuffer()),
    )
  })
  return back(result.ok ? null : result.code)
}
