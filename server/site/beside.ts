import { dataAddress } from '@/lib/releases/open-data/address'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import type { PublicRelease } from '@/lib/releases/public-release'
import { dataFiles } from '@/lib/server/open-data/files'
import { shareFiles } from '@/lib/server/open-data/share'
import { LOCALES } from '@/lib/shared/locale'
import type { SiteFile } from './store'

/** Addresses the data had before it had a folder of its own; they are kept, with the same bytes as the files of today. */
const FORMERLY: Record<string, string> = { 'figures.csv': 'data.csv', 'release.json': 'data.json' }

/**
 * The files that go out with a release besides its pages. Whatever else is to lie beside a release is added to this list:
 * it is written, compressed, served and kept with the rest.
 */
export async function besideFiles(release: PublicRelease, words: BothWords): Promise<SiteFile[]> {
  const files = await dataFiles(release, words)
  return files.flatMap(({ path, type, bytes }) => {
    const at = (address: string): SiteFile => ({ path: address, file: address.slice(1), type, bytes })
    const before = FORMERLY[path]
    return [
      at(dataAddress(release.number, path)),
      ...(before ? LOCALES.map((locale) => at(`/${locale}/releases/${release.number}/${before}`)) : []),
    ]
  })
}

/** The pictures that its pages are shared with, so that a copy of the folder has them too. They take a second to draw. */
export async function pictureFiles(release: PublicRelease, words: BothWords): Promise<SiteFile[]> {
  const files = await shareFiles(frozenOf(release), words)
  return files.map(({ path, type, bytes }) => {
    const address = dataAddress(release.number, path)
    return { path: address, file: address.slice(1), type, bytes }
  })
}
