import type { ReleaseLinks } from '@/components/releases/props'
import { dataAddress } from '@/lib/releases/open-data/address'
import type { Locale } from '@/lib/shared/locale'

/** The public addresses of a release in one language. */
export function linksOf(locale: Locale, number: number): ReleaseLinks {
  const releases = `/${locale}/releases`
  return {
    method: `/${locale}/method`,
    releases,
    csv: dataAddress(number, 'figures.csv'),
    json: dataAddress(number, 'figures.json'),
    workbook: dataAddress(number, 'figures.xlsx'),
    openData: `/${locale}/open-data`,
    releaseOf: (one) => `${releases}/${one}`,
  }
}
