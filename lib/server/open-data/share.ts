import 'server-only'
import sharp from 'sharp'
import type { DataFile } from '@/lib/releases/open-data/address'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import type { FrozenRelease } from '@/lib/releases/open-data/frozen'
import { SHARE_PAGES, type SharePage, sharePath, shareView } from '@/lib/releases/open-data/share'
import { LOCALES, type Locale } from '@/lib/shared/locale'
import { svgOf } from '../pdf/compile'
import { keeper } from './kept'

/** The picture of a page, 1200 by 630: set by Typst, so Persian is shaped as in our papers, and drawn by sharp. No browser. */
export async function sharePicture(
  page: SharePage,
  release: FrozenRelease,
  words: BothWords,
  locale: Locale,
): Promise<DataFile> {
  const svg = svgOf('share', { ...shareView(page, release, words[locale], locale), lang: locale })
  const bytes = await sharp(Buffer.from(svg))
    .resize(1200, 630, { fit: 'fill' })
    .png({ palette: true, colours: 128, effort: 7 })
    .toBuffer()
  return { path: sharePath(page, locale), type: 'image/png', bytes: new Uint8Array(bytes) }
}

/** The pictures of all pages in both languages, for a folder of files. */
export async function shareFiles(release: FrozenRelease, words: BothWords): Promise<DataFile[]> {
  const files: DataFile[] = []
  for (const page of SHARE_PAGES)
    for (const locale of LOCALES) files.push(await sharePicture(page, release, words, locale))
  return files
}

type Loaded = { release: FrozenRelease; words: BothWords }
const kept = keeper<DataFile>(60)

/** A picture as it was drawn before in this process; drawn on first asking. */
export function keptPicture(
  number: number,
  { page, locale }: { page: SharePage; locale: Locale },
  load: () => Promise<Loaded | null>,
): Promise<DataFile | null> {
  return kept(`${number}/${page}/${locale}`, async () => {
    const loaded = await load()
    return loaded && sharePicture(page, loaded.release, loaded.words, locale)
  })
}
