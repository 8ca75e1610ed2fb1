import { ALL, keyOf } from '@/lib/disclosure/cell'
import type { Verdict } from '@/lib/disclosure/gate'
import type { Locale } from '@/lib/shared/locale'
import {
  type PublicCounty,
  type PublicRelease,
  type PublicWeaveRow,
  type ReleaseAudit,
  textIn,
} from './public-release'

/** A row of the public weave in one language, ready to draw. */
export type ShownWeaveRow = Omit<PublicWeaveRow, 'placeName' | 'countyName'> & {
  placeName: string
  countyName: string
  /** Its names in the release, by which its page is found. */
  place: { county: string; name: string }
}

/** The weave by the alphabet of the reader: counties, and the places in them. Never by how far they have come. */
export function shownWeave(release: PublicRelease, locale: Locale): ShownWeaveRow[] {
  const { compare } = new Intl.Collator(locale)
  return release.weave
    .map((row) => ({
      ...row,
      place: { county: row.countyName.fa, name: row.placeName.fa },
      placeName: textIn(row.placeName, locale),
      countyName: textIn(row.countyName, locale),
    }))
    .sort((a, b) => compare(a.countyName, b.countyName) || compare(a.placeName, b.placeName))
}

/** The counties by the alphabet of the reader. */
export function shownCounties(
  release: Pick<PublicRelease, 'counties'>,
  locale: Locale,
): (PublicCounty & { shownName: string })[] {
  const { compare } = new Intl.Collator(locale)
  return release.counties
    .map((county) => ({ ...county, shownName: textIn(county.name, locale) }))
    .sort((a, b) => compare(a.shownName, b.shownName))
}

/** Whether a county's enrolment was withdrawn, rather than too small to be told. */
export function isWithdrawnCounty({ withdrawn }: Pick<PublicRelease, 'withdrawn'>, name: string): boolean {
  return withdrawn.includes(keyOf({ table: 'COUNTY', county: name, place: null, category: ALL }))
}

/** The hours that make a completer, as minutes: 0.8 of 60 h is 2,880. */
export function completionMinutes(release: Pick<PublicRelease, 'rules'>): number {
  return Math.ceil(release.rules.completionShare * release.rules.cohortMinutes - 1e-9)
}

/** A share as 0…1, null where there is nothing to share in. */
export function shareOf(value: number, target: number | null): number | null {
  return target === null || target === 0 ? null : value / target
}

/** What the public is told of the attack: how much was tested, never what was found on the way. */
export function auditOf({ releases, tested, narrowest, withdrawn }: Verdict): ReleaseAudit {
  return { releases, tested, narrowest, withdrawn: withdrawn.length }
}
