import type { Locale } from '@/lib/shared/locale'
import { dataAddress } from './open-data/address'
import { placePages } from './places'
import type { PublicRelease } from './public-release'

/** The addresses a page of a release hands to its parts; a part knows no routes. */
export type ReleaseLinks = {
  /** False before the release is signed: none of these addresses answers yet, and none is shown. */
  out: boolean
  overview: string
  outcomes: string
  method: string
  releases: string
  counties: string
  csv: string
  json: string
  workbook: string
  openData: string
  releaseOf: (number: number) => string
  /** Null where a place has no page: before the release is out. */
  countyOf: (county: string) => string | null
  placeOf: (county: string, place: string) => string | null
}

/** What stands before the pages of a release: nothing for the newest, its number for one at its own address for good. */
export const baseOf = (number: number | null) => (number === null ? '' : `/releases/${number}`)

/**
 * The public addresses of a release in one language, places by their Persian names as the release has them. With `own` all
 * of them stay at the release's own address; without, they are those of the newest.
 */
export function linksOf(
  locale: Locale,
  release: Pick<PublicRelease, 'number'>,
  own = false,
): Omit<ReleaseLinks, 'countyOf' | 'placeOf'> {
  const releases = `/${locale}/releases`
  const base = `/${locale}${baseOf(own ? release.number : null)}`
  return {
    out: true,
    overview: base,
    outcomes: `${base}/outcomes`,
    method: `${base}/method`,
    releases,
    counties: `${base}/counties`,
    csv: dataAddress(release.number, 'figures.csv'),
    json: dataAddress(release.number, 'figures.json'),
    workbook: dataAddress(release.number, 'figures.xlsx'),
    openData: `/${locale}/open-data`,
    releaseOf: (one) => `${releases}/${one}`,
  }
}

/** The same with the pages of its places. */
export function siteLinks(locale: Locale, release: PublicRelease, own = false): ReleaseLinks {
  const links = linksOf(locale, release, own)
  const counties = new Map<string, string>()
  const places = new Map<string, string>()
  for (const county of placePages(release)) {
    const address = `${links.counties}/${county.slug}`
    counties.set(county.name.fa, address)
    for (const place of county.places)
      places.set(`${county.name.fa}|${place.name.fa}`, `${address}/${place.slug}`)
  }
  return {
    ...links,
    countyOf: (county) => counties.get(county) ?? null,
    placeOf: (county, place) => places.get(`${county}|${place}`) ?? null,
  }
}

/** A release that is not out yet: nothing of it has an address. */
export const unlinked = (locale: Locale, number: number): ReleaseLinks => ({
  ...linksOf(locale, { number }, true),
  out: false,
  countyOf: () => null,
  placeOf: () => null,
})
