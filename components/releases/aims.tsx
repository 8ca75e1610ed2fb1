import { type PublicSource, textIn } from '@/lib/releases/public-release'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** What the plan is for and on which law it rests, in the words of its sources. */
export function Aims({ t, locale, release }: ReleaseProps) {
  const oneSource = new Set(release.legalBases.map((basis) => basis.source.title.fa)).size === 1
  return (
    <Section id="aims" title={t('public.aims.title')}>
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[1.3fr_1fr]">
        <div>
          <ol className="grid gap-2">
            {release.aims.map((aim, index) => (
              <li key={aim.code} className="grid grid-cols-[1.75rem_1fr] gap-x-2">
                <span aria-hidden="true" className="font-bold text-turquoise-deep">
                  {formatNumber(index + 1, locale)}
                </span>
                <span className="max-w-measure">{textIn(aim.text, locale)}</span>
              </li>
            ))}
          </ol>
          <Source t={t} locale={locale} source={release.aimsSource} />
        </div>
        <div>
          <h3 className="text-base">{t('public.aims.legal')}</h3>
          <ul className="mt-2 grid gap-3">
            {release.legalBases.map((basis) => (
              <li key={basis.title.fa} className="border-s-2 border-line-2 ps-3">
                {textIn(basis.title, locale)}
                <Validity t={t} locale={locale} from={basis.validFromIso} to={basis.validToIso} />
                {oneSource ? null : <Source t={t} locale={locale} source={basis.source} />}
              </li>
            ))}
          </ul>
          {oneSource && release.legalBases[0] ? (
            <Source t={t} locale={locale} source={release.legalBases[0].source} />
          ) : null}
        </div>
      </div>
    </Section>
  )
}

type Given = Pick<ReleaseProps, 't' | 'locale'>

function Validity({ t, locale, from, to }: Given & { from: string | null; to: string | null }) {
  if (!from && !to) return null
  const day = (iso: string | null) => (iso ? formatDay(iso, locale, 'long') : '')
  const key = from && to ? 'valid' : from ? 'validFrom' : 'validTo'
  return <p className="text-sm text-ink-2">{t(`public.aims.${key}`, { from: day(from), to: day(to) })}</p>
}

/** Where a fact was read, linked where it can be followed. */
export function Source({ t, locale, source }: Given & { source: PublicSource }) {
  return (
    <p className="mt-1 text-sm text-ink-2">
      {t.rich('public.aims.source', {
        title: textIn(source.title, locale),
        publisher: textIn(source.publisher, locale),
        bdi: (chunks) => <bdi>{source.href ? <a href={source.href}>{chunks}</a> : chunks}</bdi>,
      })}
      {source.dated ? <bdi className="ms-2">{formatDay(source.dated, locale, 'long')}</bdi> : null}
    </p>
  )
}
