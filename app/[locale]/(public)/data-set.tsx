import { dataAddress } from '@/lib/releases/open-data/address'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { embedded, linkedData } from '@/lib/releases/open-data/linked-data'
import type { PublicRelease } from '@/lib/releases/public-release'
import { siteOrigin } from './share'

/** The data of a release as search engines read it. Data, not a script: nothing in it is ever run. */
export function DataSet({ release, words }: { release: PublicRelease; words: BothWords }) {
  const data = linkedData(frozenOf(release), words, `${siteOrigin()}${dataAddress(release.number, '')}`)
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, with every «<» written as an escape
      dangerouslySetInnerHTML={{ __html: embedded(data) }}
    />
  )
}
