import { csvAnswer, csvText } from '@/lib/server/csv'
import { takerOf } from '@/lib/server/export-answer'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { dictionaryHead, dictionaryRows } from '../file-rows'

type Props = { params: Promise<{ locale: string }> }

/** What each code of the indicators means, as a .csv: no figure is in it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const [t, fa, en] = [await wordsOf(locale), await wordsOf('fa'), await wordsOf('en')]
  return csvAnswer(
    `${t('exports.figures.dictionary')}.csv`,
    csvText([dictionaryHead(t), ...dictionaryRows(t, fa, en)]),
  )
}
