import { keepDraft } from '@/db/commands/people/import-draft'
import type { RosterOptions } from '@/db/queries/people/judge-roster'
import { signInPath } from '@/lib/access/way-in'
import { findHeader } from '@/lib/people/roster-columns'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { readWorkbook } from '@/lib/server/workbook'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { localDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'
import { AppError, orThrow } from '@/lib/shared/result'
import { incomingForm, isFromHere, seeOther } from '../incoming'

type Props = { params: Promise<{ locale: string }> }

/** An office file, of people or of neighbourhoods: read once to refuse what cannot be read, then kept sealed for the preview. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const base = `/${locale}/office`
  if (!isFromHere(request)) return seeOther(`${base}/people/import?refused=E-GEN-02`)
  const form = await incomingForm(request)
  if (!form.ok) return seeOther(backTo(base, new URL(request.url).searchParams, form.code))
  const fields = new URLSearchParams(
    [...form.value].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const file = form.value.get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError('file-missing')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { sheets } = orThrow(await readWorkbook(bytes, file.name))
    const kind = fields.get('kind') === 'PLACES' ? 'PLACES' : 'ROSTER'
    if (kind === 'ROSTER' && !sheets.some((sheet) => findHeader(sheet.rows).ok))
      throw new AppError('no-header')
    const options = kind === 'ROSTER' ? rosterOptions(fields) : {}
    const fileName = cleanText(file.name).slice(0, 120)
    return keepDraft(
      { actor, now: new Date(), requestId },
      { kind, runId: fields.get('runId') ?? '', fileName, bytes, options },
    )
  })
  return seeOther(
    result.ok ? `${base}/people/import/${result.data.draftId}` : backTo(base, fields, result.code),
  )
}

function rosterOptions(fields: URLSearchParams): RosterOptions {
  const day = parseJalaliDay(localDigits(fields.get('registeredOn') ?? '', 'en'))
  if (!day.ok) throw new AppError('E-GEN-01')
  return {
    registeredOn: day.value,
    defaultSex: fields.get('defaultSex') === 'M' ? 'M' : 'F',
    consentDeclared: fields.get('declared') === 'on',
    mayWait: fields.get('mayWait') === 'on',
  }
}

function backTo(base: string, fields: URLSearchParams, code: string): string {
  const run = fields.get('run') ?? ''
  if (fields.get('kind') === 'PLACES' && /^[\w-]{1,40}$/.test(run))
    return `${base}/runs/${run}?refused=${code}#places`
  return `${base}/people/import?refused=${code}`
}
