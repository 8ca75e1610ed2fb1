import { keepDraft } from '@/db/commands/people/import-draft'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { readWorkbook } from '@/lib/server/workbook'
import { cleanText } from '@/lib/shared/persian-text'
import { AppError, orThrow } from '@/lib/shared/result'
import { layoutOf } from '@/lib/workshops/paper-layout'
import { incomingForm, isFromHere, seeOther } from '../../../people/import/incoming'

type Props = { params: Promise<{ locale: string }> }

/** A file of typed registers: read once to refuse what cannot be read, then kept sealed for the preview. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const here = `/${locale}/office/registers/import`
  if (!isFromHere(request)) return seeOther(`${here}?refused=E-GEN-02`)
  const form = await incomingForm(request)
  if (!form.ok) return seeOther(`${here}?refused=${form.code}`)
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const file = form.value.get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError('file-missing')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { sheets } = orThrow(await readWorkbook(bytes, file.name))
    const layouts = sheets.map(({ rows }) => layoutOf(rows))
    if (layouts.every(({ blocks }) => blocks.length === 0))
      throw new AppError(layouts.some(({ tooLong }) => tooLong) ? 'sheet-too-long' : 'no-header')
    return keepDraft(
      { actor, now: new Date(), requestId },
      {
        kind: 'PAPER',
        runId: String(form.value.get('runId') ?? ''),
        fileName: cleanText(file.name).slice(0, 120),
        bytes,
        options: {},
      },
    )
  })
  return seeOther(result.ok ? `${here}/${result.data.draftId}` : `${here}?refused=${result.code}`)
}
