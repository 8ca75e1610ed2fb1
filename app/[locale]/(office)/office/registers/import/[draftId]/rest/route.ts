import { exportLeftCells } from '@/db/commands/workshops/export-left-cells'
import { restAnswer } from '../../../../people/import/rest-answer'
import { leftCells } from '../../left-cells'

type Props = { params: Promise<{ locale: string; draftId: string }> }

/** What was not taken, as a file: where it stands, what is written there, and why. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, draftId } = await params
  return restAnswer(asked, {
    place: (locale) => `/${locale}/office/registers/import`,
    words: 'paper',
    left: (ctx) => exportLeftCells(ctx, { draftId }),
    sheet: leftCells,
  })
}
