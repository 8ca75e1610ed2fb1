import type { PublicRelease } from '@/lib/releases/public-release'
import type { Locale, Words } from '@/lib/shared/locale'

/** What every part of a release's page is given: the words, the language and the frozen figures. */
export type ReleaseProps = { t: Words; locale: Locale; release: PublicRelease }

/** The addresses a page hands to its parts; a part knows no routes. */
export type ReleaseLinks = {
  method: string
  releases: string
  csv: string
  json: string
  workbook: string
  openData: string
  releaseOf: (number: number) => string
}
