/** What can be found, in the order it is shown. */
export const HIT_KINDS = ['PERSON', 'COHORT', 'HAMYAR', 'PROVIDER', 'ASSOCIATION', 'PLACE'] as const
export type HitKind = (typeof HIT_KINDS)[number]

/** Where a hit has its page, below the office's address; null where it has none of its own. */
export function pageOfHit(hit: {
  kind: HitKind
  id: string
  code: string | null
  run: string | null
}): string | null {
  switch (hit.kind) {
    case 'PERSON':
      return `/people/${hit.id}`
    case 'COHORT':
      return `/cohorts/${encodeURIComponent(hit.code ?? '')}?run=${encodeURIComponent(hit.run ?? '')}`
    case 'HAMYAR':
      return `/hamyar/${hit.id}`
    case 'PROVIDER':
      return `/charities/providers/${hit.id}`
    case 'ASSOCIATION':
      return `/associations/${hit.id}`
    case 'PLACE':
      return null
  }
}
