import { Columns } from '@/components/charts/columns'
import { Meter } from '@/components/ui/meter'
import type { ChartView } from '@/lib/releases/open-data/chart'
import { shareOf } from '@/lib/releases/present'
import { dirOf, type Locale, type Words } from '@/lib/shared/locale'

type Props = {
  t: Words
  locale: Locale
  chart: ChartView
  demo: boolean
  /** The page of the release, on our site. */
  href: string
}

/** A chart of ours in somebody else's page: its figures, its source, its way back. */
export function EmbedChart({ t, locale, chart, demo, href }: Props) {
  return (
    <>
      <main>
        <h1>{chart.title}</h1>
        <Drawn t={t} locale={locale} chart={chart} />
        {chart.note ? <p className="small quiet">{chart.note}</p> : null}
      </main>
      <footer>
        <span>{chart.source}</span>
        {demo ? <span className="demo">{t('words.demo')}</span> : null}
        <a href={href} target="_blank" rel="noopener">
          {t('words.productName')} · {t('open-data.embed.back')}
        </a>
      </footer>
    </>
  )
}

function Drawn({ t, locale, chart }: Pick<Props, 't' | 'locale' | 'chart'>) {
  const { lines, alt, code } = chart
  if (lines.length === 0) return <p>{alt}</p>
  if (code === 'months' || code === 'age') {
    const columns = lines.map(({ name, value, shown }) => ({ label: name, value, shown }))
    return <Columns columns={columns} label={alt} rtl={dirOf(locale) === 'rtl'} />
  }
  if (code === 'headline')
    return lines.map((line) => (
      <div key={line.name}>
        <p>
          <span className="big">{line.shown}</span> {line.name}{' '}
          {line.ofShown ? (
            <span className="quiet">{t('open-data.share.of', { target: line.ofShown })}</span>
          ) : null}
        </p>
        <Meter share={shareOf(line.value, line.of) ?? 0} height={12} label={alt} />
      </div>
    ))
  return (
    <ul className="rows" aria-label={chart.title}>
      {lines.map((line) => {
        const said = t('words.of', { value: line.shown, target: line.ofShown ?? '' })
        return (
          <li key={line.name}>
            <span>{line.name}</span>
            <Meter share={shareOf(line.value, line.of) ?? 0} label={said} />
            <span className="num quiet" aria-hidden="true">
              {said}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
