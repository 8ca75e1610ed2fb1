import { readFile } from 'node:fs/promises'
import { publicReleases, releasesState } from '@/db/queries/public'
import { publicSiblings } from '@/db/queries/public-siblings'
import { type GeoShape, outlinesOf } from '@/lib/releases/geojson'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import type { PublicRelease } from '@/lib/releases/public-release'
import { LOCALES } from '@/lib/shared/locale'
import type { SiteAssets } from './assets'
import { besideFiles, pictureFiles } from './beside'
import { lastingPages, openDataPage, overviewPage, type Press, releasePages } from './pages'
import { siblingParts } from './sibling-pages'
import {
  currentManifest,
  isWhole,
  keyOf,
  type SiteFile,
  type SiteManifest,
  type SitePart,
  writeSite,
} from './store'
import { siteWords } from './words'

export type SiteSettings = {
  folder: string
  map: string
  assets: SiteAssets
  /** Where people reach this site, without a stroke at its end. */
  origin: string
  log: (line: string) => void
}

/** The operator's outlines, where a readable file of them lies there; a spoilt one is said and the map goes without. */
async function outlines({ map, log }: SiteSettings): Promise<{ shapes: GeoShape[]; key: string }> {
  const text = await readFile(map, 'utf8').catch(() => null)
  if (text === null) return { shapes: [], key: 'none' }
  const shapes = text.length > 64 * 1024 * 1024 ? null : outlinesOf(text)
  if (!shapes) log('site: the map file is no GeoJSON with areas; the map goes without it')
  return { shapes: shapes ?? [], key: keyOf(shapes) }
}

/**
 * Brings the folder to what the database says is out: nothing is done where it is so already and every file lies there. Pages are
 * not kept waiting for pictures: a new release is there without them first, and with them a little later. Returns the new
 * version, or null where there was nothing to do.
 */
export async function publishSite(settings: SiteSettings): Promise<SiteManifest | null> {
  const { folder, assets, origin, log } = settings
  const map = await outlines(settings)
  const source = keyOf(await releasesState(), assets.version, map.key, origin)
  const before = await currentManifest(folder)
  if (before?.source === source && (await isWhole(folder, before))) return null
  const releases = await publicReleases()
  const siblings = await publicSiblings()
  const words = await Promise.all(LOCALES.map(siteWords))
  const both = Object.fromEntries(LOCALES.map((locale, at) => [locale, words[at]!.t])) as BothWords
  const presses = LOCALES.map(
    (locale, at): Press => ({
      ...{ locale, words: words[at]!, both, assets, origin },
      outlines: map.shapes,
    }),
  )
  const parts = [
    ...sitePartsOf(releases, presses, assets, keyOf(map.key, origin)),
    ...siblingParts(siblings, presses, keyOf(assets.version, origin)),
  ]
  const pictures = picturePartsOf(releases, both, assets)
  const drawn = pictures.filter(({ name, key }) =>
    before?.parts.some((part) => part.name === name && part.key === key),
  )
  if (drawn.length < pictures.length) await writeSite(folder, `${source} to be drawn`, [...parts, ...drawn])
  const made = await writeSite(folder, source, [...parts, ...pictures])
  log(`site: ${releases.length + siblings.length} releases written as ${made.id}`)
  return made
}

/**
 * The parts a site is made of. What a part shows is its key, so that a correction writes overviews anew and not the pages of
 * places, and a release at its own address is written once and taken over from then on.
 */
export function sitePartsOf(
  releases: readonly PublicRelease[],
  presses: readonly Press[],
  assets: SiteAssets,
  /** Of the map and the origin: what pages show besides the release, the words and the style. */
  mapKey: string,
): SitePart[] {
  const newest = releases[0] ?? null
  const inAll = (pages: (press: Press) => SiteFile[]) => presses.flatMap(pages)
  const lasting = (release: PublicRelease) => ({ ...release, corrections: [], older: [] })
  const pagesOf = (release: PublicRelease, name: string, own: boolean): SitePart => ({
    name: `${name}-pages`,
    key: keyOf(lasting(release), assets.version, mapKey),
    files: () => inAll((press) => releasePages(press, release, { own })),
  })
  const openData = (release: PublicRelease): SitePart => ({
    name: 'newest-open-data',
    key: keyOf(lasting(release), release.older, assets.version, mapKey),
    files: async () => {
      const files = await besideFiles(release, presses[0]!.both)
      return presses.map((press) => openDataPage(press, release, files))
    },
  })
  return [
    { name: 'assets', key: keyOf(assets.version), files: () => [...assets.files, ROBOTS] },
    {
      name: 'newest',
      key: keyOf(newest, assets.version, mapKey),
      files: () =>
        inAll((press) => [
          ...(newest ? [overviewPage(press, newest, { own: false })] : []),
          ...lastingPages(press, newest),
        ]),
    },
    ...(newest ? [pagesOf(newest, 'newest', false), openData(newest)] : []),
    ...releases.flatMap((release) => {
      const name = `release-${release.number}`
      return [
        {
          name,
          key: keyOf(release, assets.version, mapKey),
          files: () => presses.map((press) => overviewPage(press, release, { own: true })),
        },
        {
          name: `${name}-data`,
          key: keyOf(lasting(release), assets.version),
          files: () => besideFiles(release, presses[0]!.both),
        },
        pagesOf(release, name, true),
      ]
    }),
  ]
}

/** Whatever is published may be found; what is not asks who somebody is, or says itself that it is for nobody’s list. */
const ROBOTS: SiteFile = {
  path: '/robots.txt',
  file: 'robots.txt',
  type: 'text/plain; charset=utf-8',
  bytes: new TextEncoder().encode('User-agent: *\nAllow: /\n'),
}

/** The pictures of each release, drawn once. */
function picturePartsOf(releases: readonly PublicRelease[], both: BothWords, assets: SiteAssets): SitePart[] {
  return releases.map((release) => ({
    name: `release-${release.number}-pictures`,
    key: keyOf(frozenOf(release), assets.version),
    files: () => pictureFiles(release, both),
  }))
}
