import { exportLeftRows } from '@/db/commands/people/export-left-rows'
import { inert } from '@/lib/server/workbook/write'
import { restAnswer } from '../../rest-answer'
import { findingSentence } from '../../sentence'

type Props = { params: Promise<{ locale: string; draftId: string }> }

/** The rows that were not taken, as a file in the shape it came in, each with its reason. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, draftId } = await params
  return restAnswer(asked, {
    place: (locale) => `/${locale}/office/people/import`,
    words: 'people',
    left: (ctx) => exportLeftRows(ctx, { draftId }),
    sheet: ({ headers, rows }, t, locale) => {
      const width = rows.reduce((most, row) => Math.max(most, row.cells.length), headers.length)
      const filled = (cells: readonly string[]) =>
        Array.from({ length: width }, (_, at) => inert(cells[at] ?? ''))
      return {
        header: [...filled(headers), t('people.result.reason'), t('people.result.rowNo')],
        rows: rows.map(({ cells, codes, row }) => [
          ...filled(cells),
          [...new Set(codes.map((one) => findingSentence(t, locale, one)))].join(' '),
          row,
        ]),
      }
    },
  })
}
