import type { ReleaseLinks } from '@/components/releases/props'
import type { Locale } from '@/lib/shared/locale'

/** The public addresses of a release in one language. */
export function linksOf(locale: Locale, number: number): ReleaseLinks {
  const releases = `/${locale}/releases`
  return {
    method: `/${locale}/method`,
    releases,
    csv: `${releases}/${number}/data.csv`,
    json: `${releases}/${number}/data.json`,
    releaseOf: (one) => `${releases}/${one}`,
  }
}
