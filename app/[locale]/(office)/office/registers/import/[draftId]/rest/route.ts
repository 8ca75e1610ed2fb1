import { exportLeftCells } from '@/db/commands/workshops/export-left-cells'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { rowsToXlsx } from '@/lib/server/workbook/write'
import { dirOf } from '@/lib/shared/locale'
import { seeOther } from '../../../../people/import/incoming'
import { paperSentence } from '../../sentence'

type Props = { params: Promise<{ locale: string; draftId: string }> }

/** What was not taken, as a file: where it stands, what is written there, and why. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, draftId } = await params
  const locale = localeOf(asked)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    exportLeftCells({ actor, now: new Date(), requestId }, { draftId }),
  )
  if (!result.ok) return seeOther(`/${locale}/office/registers/import?refused=${result.code}`)
  const t = await wordsOf(locale)
  const bytes = await rowsToXlsx({
    sheetName: t('paper.result.sheetName'),
    rtl: dirOf(locale) === 'rtl',
    header: (['sheet', 'at', 'name', 'session', 'typed', 'reason'] as const).map((key) =>
      t(`paper.result.${key}`),
    ),
    rows: result.data.cells.map(({ sheet, at, name, title, typed, code }) => [
      sheet,
      at,
      name,
      title,
      typed,
      paperSentence(t, locale, code, result.data.values),
    ]),
  })
  const name = `${result.data.fileName.replace(/\.[a-z]+$/i, '')}-${t('paper.result.fileName')}.xlsx`
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="cells.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })
}
