import { cleanText, foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import { saysNothing } from './written-word'

/** A place of the run, as the roster may name it. */
export type RosterPlace = { id: string; nameFa: string; countyNameFa: string }

/** A place found; `certain` is false where the county does not fit what is known and a person must confirm. */
export type FoundPlace = { place: RosterPlace; certain: boolean }

const KIND_BEFORE = /^(محله|محله‌ی|روستای|روستا|شهرک|شهر|شهرستان|کوی|ده|دهکده)[\s\u200c]+(?:ی\s)?/u

/** Finds places by name in any spelling, with or without «محله» or «روستای» before it. */
export class PlaceFinder {
  readonly #places: readonly RosterPlace[]
  readonly #counties: ReadonlySet<string>

  constructor(places: readonly RosterPlace[]) {
    this.#places = places
    this.#counties = new Set(places.map((place) => countyKey(place.countyNameFa)))
  }

  /**
   * The place of a name and a county (either may carry the other in brackets). E-GEN-01: no name and several places.
   * unknown-neighbourhood: no such place, or none in that county, or several of that name.
   */
  find(name: string, county: string): Result<FoundPlace, 'E-GEN-01' | 'unknown-neighbourhood'> {
    const [single, another] = this.#places
    if (saysNothing(name) && (!single || another)) return fail('E-GEN-01')
    const named = single && saysNothing(name) ? [single] : this.#named(name)
    const [only] = named
    if (!only) return fail('unknown-neighbourhood')
    if (saysNothing(county))
      return named.length === 1 ? ok({ place: only, certain: true }) : fail('unknown-neighbourhood')
    const key = countyKey(county)
    const inCounty = named.filter((place) => countyKey(place.countyNameFa) === key)
    const [first] = inCounty
    if (first && inCounty.length === 1) return ok({ place: first, certain: true })
    // A county nobody has heard of is a slip of the pen; another known county is another place.
    if (inCounty.length === 0 && named.length === 1 && !this.#counties.has(key))
      return ok({ place: only, certain: false })
    return fail('unknown-neighbourhood')
  }

  #named(name: string): RosterPlace[] {
    for (const keyOf of [foldText, bareKey]) {
      const found = this.#places.filter((place) => keyOf(place.nameFa) === keyOf(name))
      if (found.length > 0) return found
    }
    const inside = /^(.+?)\s*(?:[(\-–—،,/])\s*(.+?)\)?$/u.exec(cleanText(name))
    if (!inside) return []
    const [one = '', other = ''] = [inside[1], inside[2]]
    return this.#places.filter((place) => {
      const [placeKey, county] = [bareKey(place.nameFa), countyKey(place.countyNameFa)]
      return (
        (bareKey(one) === placeKey && countyKey(other) === county) ||
        (bareKey(other) === placeKey && countyKey(one) === county)
      )
    })
  }
}

function bareKey(name: string): string {
  // Brought to the plain form first, so that «محلهٔ آذین» and «محلۀ آذین» lose the same word.
  const plain = cleanText(name)
    .normalize('NFD')
    .replace(/\u0654/g, '')
    .normalize('NFC')
  return foldText(cleanText(plain).replace(KIND_BEFORE, ''))
}

function countyKey(name: string): string {
  return foldText(cleanText(name).replace(/^شهرستان\s+/u, ''))
}
