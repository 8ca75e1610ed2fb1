import type { Locale } from '@/lib/shared/locale'
import { AppError } from '@/lib/shared/result'
import { layoutOf } from '@/lib/workshops/paper-layout'
import { uploadAnswer } from '../../../people/import/upload-answer'

type Props = { params: Promise<{ locale: string }> }
const placeOf = (locale: Locale) => `/${locale}/office/registers/import`

/** A file of typed registers. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return uploadAnswer(request, (await params).locale, {
    place: placeOf,
    refused: (locale, code) => `${placeOf(locale)}?refused=${code}`,
    taken: (_fields, sheets) => {
      const layouts = sheets.map(({ rows }) => layoutOf(rows))
      if (layouts.every(({ blocks }) => blocks.length === 0))
        throw new AppError(layouts.some(({ tooLong }) => tooLong) ? 'sheet-too-long' : 'no-header')
      return { kind: 'PAPER', options: {} }
    },
  })
}
