import { EmbedChart } from '@/components/releases/embed-chart'
import { publicRelease } from '@/db/queries/public'
import { embedAddress } from '@/lib/releases/open-data/address'
import { chartOf, isChart } from '@/lib/releases/open-data/chart'
import { leadTo, openAnswer } from '@/lib/server/open-data/answer'
import { bothWords } from '@/lib/server/open-data/both-words'
import { askedNumber, type Missing } from '@/lib/server/open-data/desk'
import { EMBED_POLICY, notHerePage, plainPage } from '@/lib/server/open-data/plain-page'
import { DEFAULT_LOCALE, isLocale } from '@/lib/shared/locale'

type Props = { params: Promise<{ chart: string; number: string }> }

/** A chart for other people's pages: markup and drawing, no script. Of the query only the language is read. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { chart: code, number: asked } = await params
  const words = await bothWords()
  const missing = (what: Missing) =>
    openAnswer(request, notHerePage(what, words), { age: 'minute', status: 404, policy: EMBED_POLICY })
  const lang = new URL(request.url).searchParams.get('lang')
  const locale = isLocale(lang) ? lang : DEFAULT_LOCALE
  if (!isChart(code)) return missing('chart')
  const { number, moved } = await askedNumber(asked)
  if (number === null) return missing(moved ? 'none' : 'release')
  if (moved) return leadTo(embedAddress(code, number, locale))
  const release = await publicRelease(number)
  if (!release) return missing('release')
  const chart = chartOf(code, release, words[locale], locale)
  // Next keeps this out of its own graph of server components, so it is asked for at run time.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const body = renderToStaticMarkup(
    <EmbedChart
      t={words[locale]}
      locale={locale}
      chart={chart}
      demo={release.demo}
      href={`/${locale}/releases/${number}`}
    />,
  )
  return openAnswer(request, plainPage(locale, chart.title, body), { age: 'hour', policy: EMBED_POLICY })
}
