import { dataAddress } from '@/lib/releases/open-data/address'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { embedded, linkedData } from '@/lib/releases/open-data/linked-data'
import type { PublicRelease } from '@/lib/releases/public-release'

type Props = {
  release: PublicRelease
  words: BothWords
  /** Where people reach this site, without a stroke at its end. */
  origin: string
}

/** The data of a release as search engines read it. Data, not a script: nothing in it is ever run. */
export function DataSet({ release, words, origin }: Props) {
  const data = linkedData(frozenOf(release), words, `${origin}${dataAddress(release.number, '')}`)
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, with every «<» written as an escape
      dangerouslySetInnerHTML={{ __html: embedded(data) }}
    />
  )
}
