import type { ReleaseLinks } from '@/lib/releases/links'
import { textIn } from '@/lib/releases/public-release'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** The colophon of a release: its number, its day, who stands for it, and the open data. */
export function Stamp({ t, locale, release, links }: ReleaseProps & { links: ReleaseLinks }) {
  return (
    <Section id="stamp" title={t('public.stamp.title')} line={t('public.stamp.frozen')}>
      <ul className="flex flex-wrap gap-x-8 gap-y-1">
        <li className="font-semibold">
          {t('public.stamp.release', { number: formatNumber(release.number, locale) })}
        </li>
        <li>{t('public.stamp.asOf', { day: formatDay(release.asOfIso, locale, 'long') })}</li>
        <li>{t('public.stamp.published', { day: formatDay(release.publishedAtIso, locale, 'long') })}</li>
        <li>{t('public.stamp.publisher', { name: textIn(release.publisher, locale) })}</li>
      </ul>
      {links.out ? (
        <Ways t={t} release={release} links={links} />
      ) : (
        <p className="mt-3">{t('released-outcomes.preview')}</p>
      )}
    </Section>
  )
}

function Ways({ t, release, links }: Pick<ReleaseProps, 't' | 'release'> & { links: ReleaseLinks }) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-8 gap-y-1">
      <li>
        <a href={links.method}>{t('public.stamp.method')}</a>
      </li>
      <li>
        <a href={links.csv} download>
          {t('public.stamp.csv')}
        </a>
      </li>
      <li>
        <a href={links.json} download>
          {t('public.stamp.json')}
        </a>
      </li>
      <li>
        <a href={links.workbook} download>
          {t('open-data.workbook')}
        </a>
      </li>
      <li>
        <a href={links.openData}>{t('open-data.title')}</a>
      </li>
      {release.older.length > 0 ? (
        <li>
          <a href={links.releases}>{t('public.stamp.older')}</a>
        </li>
      ) : null}
    </ul>
  )
}
