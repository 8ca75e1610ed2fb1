import { exportLeftRows } from '@/db/commands/people/export-left-rows'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { inert, rowsToXlsx } from '@/lib/server/workbook/write'
import { dirOf } from '@/lib/shared/locale'
import { seeOther } from '../../incoming'
import { findingSentence } from '../../sentence'

type Props = { params: Promise<{ locale: string; draftId: string }> }

/** The rows that were not taken, as a file in the shape it came in, each with its reason. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, draftId } = await params
  const locale = localeOf(asked)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    exportLeftRows({ actor, now: new Date(), requestId }, { draftId }),
  )
  if (!result.ok) return seeOther(`/${locale}/office/people/import?refused=${result.code}`)
  const t = await wordsOf(locale)
  const { headers, rows, fileName } = result.data
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), headers.length)
  const filled = (cells: readonly string[]) =>
    Array.from({ length: width }, (_, at) => inert(cells[at] ?? ''))
  const bytes = await rowsToXlsx({
    sheetName: t('people.result.sheetName'),
    rtl: dirOf(locale) === 'rtl',
    header: [...filled(headers), t('people.result.reason'), t('people.result.rowNo')],
    rows: rows.map(({ cells, codes, row }) => [
      ...filled(cells),
      [...new Set(codes.map((one) => findingSentence(t, locale, one)))].join(' '),
      row,
    ]),
  })
  const name = `${fileName.replace(/\.[a-z]+$/i, '')}-${t('people.result.fileName')}.xlsx`
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="rows.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })
}
