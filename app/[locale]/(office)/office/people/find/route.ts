import { findByNationalId } from '@/db/commands/people/find-by-national-id'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { isFromHere, seeOther } from '../import/incoming'

type Props = { params: Promise<{ locale: string }> }

/** Finds somebody by her national id, which comes by post: no address, history or log holds it. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const base = `/${locale}/office/people`
  if (!isFromHere(request)) return seeOther(`${base}?byId=E-GEN-02`)
  const form = await request.formData().catch(() => null)
  if (!form) return seeOther(`${base}?byId=E-GEN-04`)
  const field = (name: string) => String(form.get(name) ?? '')
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    findByNationalId(
      { actor, now: new Date(), requestId },
      { runId: field('runId'), nationalId: field('nationalId') },
    ),
  )
  if (result.ok && result.data.personId) return seeOther(`${base}/${result.data.personId}`)
  const back = new URLSearchParams({ run: field('run'), byId: result.ok ? 'none' : result.code })
  return seeOther(`${base}?${back}`)
}
