import type { PublicRelease } from '@/lib/releases/public-release'
import type { Locale, Words } from '@/lib/shared/locale'

/** What every part of a release's page is given: the words, the language and the frozen figures. */
export type ReleaseProps = { t: Words; locale: Locale; release: PublicRelease }
