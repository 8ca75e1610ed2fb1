import type { ReleaseLinks } from '@/lib/releases/links'
import type { CountyPage } from '@/lib/releases/places'
import type { ProvinceMap } from '@/lib/releases/province-map'
import { formatNumber } from '@/lib/shared/number'
import { CountyTable } from './counties'
import type { ReleaseProps } from './props'
import { ProvinceMapPicture } from './province-map'
import { Section } from './section'

type Props = ReleaseProps & { links: ReleaseLinks; pages: CountyPage[]; map: ProvinceMap | null }

/** Where the programme is: the map, and the table that says the same. */
export function CountiesPage({ t, locale, release, links, pages, map }: Props) {
  const places = pages.reduce((sum, { places: own }) => sum + own.length, 0)
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('site.counties.title')}</h1>
        <p className="mt-2 max-w-measure text-ink-2">
          {t('site.counties.line', {
            counties: formatNumber(pages.length, locale),
            places: formatNumber(places, locale),
          })}
        </p>
      </div>
      <div className={map ? 'grid gap-x-14 lg:grid-cols-[24rem_minmax(0,1fr)]' : undefined}>
        {map ? (
          <Section id="map" title={t('site.map.title')}>
            <ProvinceMapPicture t={t} locale={locale} links={links} map={map} />
          </Section>
        ) : null}
        <Section
          id="table"
          title={t('site.counties.table')}
          line={t('public.counties.note', { min: formatNumber(release.rules.minPeople, locale) })}
        >
          <CountyTable t={t} locale={locale} release={release} linkOf={links.countyOf} />
        </Section>
      </div>
    </>
  )
}
