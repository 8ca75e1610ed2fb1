import { importRegisters } from '@/db/commands/workshops/import-registers'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { readWorkbook } from '@/lib/server/workbook'
import { isFromHere, seeOther } from '../../../../people/import/incoming'

type Props = { params: Promise<{ locale: string; draftId: string }> }

/** Records what the preview showed, with the answers given there. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, draftId } = await params
  const locale = localeOf(asked)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const here = `/${locale}/office/registers/import`
  if (!isFromHere(request)) return seeOther(`${here}?refused=E-GEN-02`)
  const form = await request.formData()
  const choices = Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('who:') && value !== '' ? [[name.slice(4), String(value)]] : [],
    ),
  )
  const overwrite = form.getAll('overwrite').map(String)
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    importRegisters({ actor, now: new Date(), requestId }, { draftId, choices, overwrite }, readWorkbook),
  )
  return seeOther(result.ok ? `${here}/${result.data.draftId}` : `${here}?refused=${result.code}`)
}
