import type { RosterOptions } from '@/db/queries/people/judge-roster'
import { findHeader } from '@/lib/people/roster-columns'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import type { Locale } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { uploadAnswer } from '../upload-answer'

type Props = { params: Promise<{ locale: string }> }
const placeOf = (locale: Locale) => `/${locale}/office/people/import`

/** An office file of people or of neighbourhoods. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return uploadAnswer(request, (await params).locale, {
    place: placeOf,
    refused: backTo,
    taken: (fields, sheets) => {
      if (fields.get('kind') === 'PLACES') return { kind: 'PLACES', options: {} }
      if (!sheets.some((sheet) => findHeader(sheet.rows).ok)) throw new AppError('no-header')
      return { kind: 'ROSTER', options: rosterOptions(fields) }
    },
  })
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

function backTo(locale: Locale, code: string, fields: URLSearchParams): string {
  const run = fields.get('run') ?? ''
  if (fields.get('kind') === 'PLACES' && /^[\w-]{1,40}$/.test(run))
    return `/${locale}/office/runs/${run}?refused=${code}#places`
  return `${placeOf(locale)}?refused=${code}`
}
