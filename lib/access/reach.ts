import type { Grant } from './policy'

/** Whose released figures somebody may see side by side: every province's, those of some nodes, or nobody's (null). */
export function nationalReach(grants: readonly Grant[]): 'ALL' | number[] | null {
  const viewer = grants.filter(({ role }) => role === 'NATIONAL_VIEWER')
  if (viewer.length === 0) return null
  if (viewer.some(({ kind }) => kind === 'NATION')) return 'ALL'
  return viewer.map(({ scopeId }) => scopeId)
}

/** Whether somebody looks after accounts of the whole installation: she alone opens provinces. */
export const administersNation = (grants: readonly Grant[]): boolean =>
  grants.some(({ role, kind }) => kind === 'NATION' && role === 'ADMIN')
