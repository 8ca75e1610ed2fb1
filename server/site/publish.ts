import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { publicReleases, releasesState } from '@/db/queries/public'
import { releaseFiles } from '@/lib/releases/files'
import { type GeoShape, outlinesOf } from '@/lib/releases/geojson'
import type { PublicRelease } from '@/lib/releases/public-release'
import { LOCALES } from '@/lib/shared/locale'
import type { SiteAssets } from './assets'
import { lastingPages, overviewPage, type Press, releasePages } from './pages'
import { currentManifest, isWhole, type SiteFile, type SiteManifest, type SitePart, writeSite } from './store'
import { siteWords } from './words'

export type SiteSettings = { folder: string; map: string; assets: SiteAssets; log: (line: string) => void }

const TYPES: Record<string, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const keyOf = (...of: unknown[]) => createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 24)

/** The operator's outlines, where a readable file of them lies there; a spoilt one is said and the map goes without. */
async function outlines({ map, log }: SiteSettings): Promise<{ shapes: GeoShape[]; key: string }> {
  const text = await readFile(map, 'utf8').catch(() => null)
  if (text === null) return { shapes: [], key: 'none' }
  const shapes = text.length > 64 * 1024 * 1024 ? null : outlinesOf(text)
  if (!shapes) log('site: the map file is no GeoJSON with areas; the map goes without it')
  return { shapes: shapes ?? [], key: keyOf(shapes) }
}

/**
 * Brings the folder to what the database says is out: nothing is done where it is so already and every file lies there. Returns the
 * new version, or null where there was nothing to do.
 */
export async function publishSite(settings: SiteSettings): Promise<SiteManifest | null> {
  const { folder, assets, log } = settings
  const map = await outlines(settings)
  const source = keyOf(await releasesState(), assets.version, map.key)
  const before = await currentManifest(folder)
  if (before?.source === source && (await isWhole(folder, before))) return null
  const releases = await publicReleases()
  const presses = await Promise.all(
    LOCALES.map(
      async (locale): Promise<Press> => ({
        locale,
        words: await siteWords(locale),
        assets,
        outlines: map.shapes,
      }),
    ),
  )
  const made = await writeSite(folder, source, sitePartsOf(releases, presses, assets, map.key))
  log(`site: ${releases.length} releases written as ${made.id}`)
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
  return [
    { name: 'assets', key: keyOf(assets.version), files: () => assets.files },
    {
      name: 'newest',
      key: keyOf(newest, assets.version),
      files: () =>
        inAll((press) => [
          ...(newest ? [overviewPage(press, newest, { own: false })] : []),
          ...lastingPages(press, newest),
        ]),
    },
    ...(newest ? [pagesOf(newest, 'newest', false)] : []),
    ...releases.flatMap((release) => {
      const name = `release-${release.number}`
      return [
        {
          name,
          key: keyOf(release, assets.version),
          files: () => [
            ...presses.map((press) => overviewPage(press, release, { own: true })),
            ...beside(release),
          ],
        },
        pagesOf(release, name, true),
      ]
    }),
  ]
}

function beside(release: PublicRelease): SiteFile[] {
  return releaseFiles(release).map(({ path, bytes }) => ({
    path: `/${path}`,
    file: path,
    type: TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    bytes,
  }))
}
