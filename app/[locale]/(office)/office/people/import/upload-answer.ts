import { keepDraft } from '@/db/commands/people/import-draft'
import { signInPath } from '@/lib/access/way-in'
import type { RosterSheet } from '@/lib/people/roster'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { readWorkbook } from '@/lib/server/workbook'
import type { Locale } from '@/lib/shared/locale'
import { cleanText } from '@/lib/shared/persian-text'
import { AppError, orThrow } from '@/lib/shared/result'
import { incomingForm, isFromHere, seeOther } from './incoming'

type Draft = Parameters<typeof keepDraft>[1]
type Door = {
  /** The page of a draft is one step below it. */
  place: (locale: Locale) => string
  /** Where a refusal is told, by what was asked for. */
  refused: (locale: Locale, code: string, fields: URLSearchParams) => string
  /** What the file is taken for; throws where it cannot be that. */
  taken: (fields: URLSearchParams, sheets: readonly RosterSheet[]) => Pick<Draft, 'kind' | 'options'>
}

/** An office file: read once to refuse what cannot be read, then kept sealed for the preview. */
export async function uploadAnswer(request: Request, asked: string, door: Door): Promise<Response> {
  const locale = localeOf(asked)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  if (!isFromHere(request)) return seeOther(door.refused(locale, 'E-GEN-02', new URLSearchParams()))
  const form = await incomingForm(request)
  if (!form.ok) return seeOther(door.refused(locale, form.code, new URL(request.url).searchParams))
  const fields = new URLSearchParams(
    [...form.value].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const file = form.value.get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError('file-missing')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { sheets } = orThrow(await readWorkbook(bytes, file.name))
    return keepDraft(
      { actor, now: new Date(), requestId },
      {
        ...door.taken(fields, sheets),
        runId: fields.get('runId') ?? '',
        fileName: cleanText(file.name).slice(0, 120),
        bytes,
      },
    )
  })
  return seeOther(
    result.ok ? `${door.place(locale)}/${result.data.draftId}` : door.refused(locale, result.code, fields),
  )
}
