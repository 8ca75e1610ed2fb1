import { releaseCsv } from './open-data'
import type { PublicRelease } from './public-release'

/** A file beside the pages of a release; `path` is its address without the first stroke. */
export type ReleaseFile = { path: string; bytes: Uint8Array }

const encoded = (text: string) => new TextEncoder().encode(text)

/**
 * The files that go out with a release besides its pages. Whatever else is to lie beside a release is added to this list:
 * it is written, compressed, served and kept with the rest.
 */
export function releaseFiles(release: PublicRelease): ReleaseFile[] {
  const json = encoded(JSON.stringify(release))
  // The mark at its beginning lets spreadsheet programs read the Persian names.
  const csv = encoded(`\uFEFF${releaseCsv(release)}`)
  return (['fa', 'en'] as const).flatMap((locale) => [
    { path: `${locale}/releases/${release.number}/data.json`, bytes: json },
    { path: `${locale}/releases/${release.number}/data.csv`, bytes: csv },
  ])
}
