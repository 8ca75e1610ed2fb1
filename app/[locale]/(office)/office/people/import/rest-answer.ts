import type { Context } from '@/db/transaction'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { rowsToXlsx } from '@/lib/server/workbook/write'
import type { CellValue } from '@/lib/shared/cell'
import { dirOf, type Locale, type Words } from '@/lib/shared/locale'
import { seeOther } from './incoming'

type Sheet = { header: readonly string[]; rows: readonly (readonly CellValue[])[] }
type Door<T> = {
  /** Where a refusal is told. */
  place: (locale: Locale) => string
  /** The namespace of its words: the names of the sheet and of the file. */
  words: 'people' | 'paper'
  left: (ctx: Context) => Promise<T>
  sheet: (left: T, t: Words, locale: Locale) => Sheet
}

/** What was not taken of an office file, as a file of its own with the reasons. */
export async function restAnswer<T extends { fileName: string }>(
  asked: string,
  door: Door<T>,
): Promise<Response> {
  const locale = localeOf(asked)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const requestId = await requestIdOf()
  const result = await answered(requestId, () => door.left({ actor, now: new Date(), requestId }))
  if (!result.ok) return seeOther(`${door.place(locale)}?refused=${result.code}`)
  const t = await wordsOf(locale)
  const bytes = await rowsToXlsx({
    sheetName: t(`${door.words}.result.sheetName`),
    rtl: dirOf(locale) === 'rtl',
    ...door.sheet(result.data, t, locale),
  })
  const name = `${result.data.fileName.replace(/\.[a-z]+$/i, '')}-${t(`${door.words}.result.fileName`)}.xlsx`
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="rest.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })
}
