import type { PublicRelease } from '../public-release'

/** What never changes once a release is out: which releases came before it and what was corrected later is told elsewhere. */
export type FrozenRelease = Omit<PublicRelease, 'older' | 'corrections'>

export function frozenOf(release: PublicRelease): FrozenRelease {
  const { older: _older, corrections: _corrections, ...frozen } = release
  return frozen
}
