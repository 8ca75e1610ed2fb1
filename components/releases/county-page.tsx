import { Weave } from '@/components/indicators/weave'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ReleaseLinks } from '@/lib/releases/links'
import { type CountyPage, inReadersOrder } from '@/lib/releases/places'
import { isWithdrawnCounty, shareOf } from '@/lib/releases/present'
import { type PublicRelease, textIn } from '@/lib/releases/public-release'
import { shownIn } from '@/lib/releases/shown-people'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { PlaceName } from './counties'
import { type FigureLine, FigureList } from './figure-list'
import type { ReleaseProps } from './props'
import { Section } from './section'

type Props = ReleaseProps & { links: ReleaseLinks; page: CountyPage }

/** One county: how far its sessions have come, its neighbourhoods by the alphabet, and of its people what may be told. */
export function CountyView({ t, locale, release, links, page }: Props) {
  const name = textIn(page.name, locale)
  const day = formatDay(release.asOfIso, locale, 'long')
  const places = inReadersOrder(page.places, locale)
  const rows = places.flatMap((place) =>
    place.groups.map((group) => ({
      ...group,
      placeName: textIn(place.name, locale),
      countyName: name,
      href: links.placeOf(page.name.fa, place.name.fa) ?? undefined,
    })),
  )
  return (
    <>
      <div className="py-8 sm:py-10">
        <p className="text-sm">
          <a href={links.counties} className="inline-flex min-h-11 items-center">
            {t('site.counties.all')}
          </a>
        </p>
        <h1 className="text-2xl">{t('site.county.title', { county: name })}</h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('site.asOf', { day })}</p>
      </div>
      {page.county ? (
        <Section id="so-far" title={t('site.county.soFar')}>
          <FigureList lines={countyLines({ t, locale, release, county: page.county })} />
        </Section>
      ) : null}
      <Section id="places" title={t('site.county.places')} line={t('weave.order')}>
        <Weave t={t} locale={locale} rows={rows} />
      </Section>
      {page.ages.length > 0 ? (
        <Section
          id="ages"
          title={t('site.county.ages')}
          line={t('disclosure.people.line', { min: formatNumber(release.rules.minPeople, locale) })}
        >
          <Ages t={t} locale={locale} release={release} page={page} />
        </Section>
      ) : null}
      <Section id="list" title={t('site.county.list')}>
        <ul className="flex flex-wrap gap-x-8">
          {places.map((place) => (
            <li key={place.slug}>
              <PlaceName href={links.placeOf(page.name.fa, place.name.fa)}>
                {textIn(place.name, locale)}
              </PlaceName>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

type LineProps = {
  t: Words
  locale: Locale
  release: PublicRelease
  county: NonNullable<CountyPage['county']>
}

function countyLines({ t, locale, release, county }: LineProps): FigureLine[] {
  const n = (value: number) => formatNumber(value, locale)
  const hidden = isWithdrawnCounty(release, county.name.fa)
    ? t('disclosure.shown.WITHDRAWN')
    : t('public.counties.withheld', { min: n(release.rules.minPeople) })
  return [
    {
      name: t('public.tiles.SESSIONS'),
      value: n(county.sessionsHeld),
      of: t('public.tiles.of', { target: n(county.sessionsPlanned) }),
      share: shareOf(county.sessionsHeld, county.sessionsPlanned),
      spoken: t('words.of', { value: n(county.sessionsHeld), target: n(county.sessionsPlanned) }),
    },
    { name: t('public.tiles.R-08'), value: formatHours(county.heldMinutes, locale) },
    { name: t('public.tiles.R-02'), value: n(county.neighbourhoods) },
    { name: t('public.tiles.R-07'), value: county.enrolled === null ? hidden : n(county.enrolled) },
  ]
}

function Ages({ t, locale, release, page }: Omit<Props, 'links'>) {
  const day = formatDay(page.ages[0]!.refreshedOn, locale, 'long')
  return (
    <div className="max-w-md">
      <Table caption={t('disclosure.people.asOf', { day })} label={t('site.county.ages')}>
        <thead>
          <tr>
            <HeadCell>{t('disclosure.people.age')}</HeadCell>
            <HeadCell numeric>{t('disclosure.people.count')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {page.ages.map((cell) => (
            <tr key={cell.category}>
              <RowHead>{t(`disclosure.category.${cell.category}`)}</RowHead>
              <Cell numeric>{shownIn(cell, release.rules.minPeople, t, locale)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
