import { cleanText, foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import { saysNothing } from './written-word'

/** A place of the run, as the roster may name it. */
export type RosterPlace = { id: string; nameFa: string; countyNameFa: string }

/** A place found; `certain` is false where the county does not fit what is known and a person must confirm. */
export type FoundPlace = { place: RosterPlace; certain: boolean }

const KIND_BEFORE = /^(محله|روستا|شهرک|شهر|کوی|ده|دهکده)ی?[\s\u200c]+(?:ی\s)?/u

type Keyed = { place: RosterPlace; whole: string; bare: string; kind: string; county: string }

/** Finds places by name in any spelling, with or without «محله» or «روستای» before it. */
export class PlaceFinder {
  readonly #places: readonly Keyed[]
  readonly #found = new Map<string, PlaceResult>()

  constructor(places: readonly RosterPlace[]) {
    this.#places = places.map((place) => ({
      place,
      ...keysOf(place.nameFa),
      county: countyKey(place.countyNameFa),
    }))
  }

  /**
   * The place of a name and a county (the name may carry the county too). E-GEN-01: no name, and several places.
   * unknown-neighbourhood: no such place, or none in that county, or several of that name.
   */
  find(name: string, county: string): PlaceResult {
    const key = `${name}|${county}`
    const known = this.#found.get(key)
    if (known) return known
    const result = this.#search(name, county)
    this.#found.set(key, result)
    return result
  }

  /** The name of the one place a longer text speaks of («فهرست بانوان محلهٔ آذین»), or undefined. */
  within(text: string): string | undefined {
    const words = wordsOf(text)
    const runs = new Set(
      words.flatMap((_, from) =>
        words.slice(from, from + 6).map((_, n) => words.slice(from, from + n + 1).join('')),
      ),
    )
    const found = this.#places.filter(
      (one) => one.kind !== '' && runs.has(wordsOf(one.place.nameFa).join('')),
    )
    return found.length === 1 ? found[0]?.place.nameFa : undefined
  }

  #search(name: string, countyName: string): PlaceResult {
    const [single, another] = this.#places
    if (saysNothing(name) && (!single || another)) return fail('E-GEN-01')
    const { named, certain } =
      single && saysNothing(name) ? { named: [single], certain: true } : this.#named(name)
    const [only] = named
    if (!only) return fail('unknown-neighbourhood')
    const county = saysNothing(countyName) ? '' : countyKey(countyName)
    const inCounty = county === '' ? named : named.filter((one) => one.county === county)
    const [first] = inCounty
    if (first && inCounty.length === 1) return ok({ place: first.place, certain })
    // A county nobody has heard of is a slip of the pen; another known county is another place.
    const slip = named.length === 1 && !this.#places.some((one) => one.county === county)
    return slip ? ok({ place: only.place, certain: false }) : fail('unknown-neighbourhood')
  }

  #named(name: string): { named: Keyed[]; certain: boolean } {
    const { whole, bare, kind } = keysOf(name)
    const exact = this.#places.filter((one) => one.whole === whole)
    if (exact.length > 0) return { named: exact, certain: true }
    const line = cleanText(name).slice(0, 120)
    const parts =
      /^(.+?)\s*[(\-–—،,/]\s*(.+?)\)?$/u.exec(line) ??
      /^(.+?)\s+شهرستان\s+(.+)$/u.exec(line) ??
      /^شهرستان\s+(.+?)\s+((?:محله|روستا)ی?\s.+)$/u.exec(line)
    const pair = parts ? [keysOf(parts[1] ?? '').bare, countyKey(parts[2] ?? '')] : []
    const turned = parts ? [keysOf(parts[2] ?? '').bare, countyKey(parts[1] ?? '')] : []
    const named = this.#places.filter(
      (one) =>
        one.bare === bare ||
        one.bare + one.county === bare ||
        [pair, turned].some(([place, county]) => place === one.bare && county === one.county),
    )
    // «آذین (حاشیه)»: a note behind the name, unless it names another county.
    const noted = /^(.+?)\s*\(([^)]*)\)$/u.exec(line)
    const note = countyKey(noted?.[2] ?? '')
    if (named.length === 0 && noted && !this.#places.some(({ county }) => county === note))
      return { ...this.#named(noted[1] ?? ''), certain: false }
    // «شهرک آذین» need not be «محلهٔ آذین».
    return { named, certain: named.every((one) => kind === '' || one.kind === '' || one.kind === kind) }
  }
}

type PlaceResult = Result<FoundPlace, 'E-GEN-01' | 'unknown-neighbourhood'>

function keysOf(name: string): { whole: string; bare: string; kind: string } {
  // Brought to the plain form first, so that «محلهٔ آذین» and «محلۀ آذین» lose the same word.
  const plain = cleanText(
    cleanText(name)
      .normalize('NFD')
      .replace(/\u0654/g, ''),
  ).replace(/^(محله|روستا|شهرک|شهر|کوی|ده|دهکده)\s*[:：]\s*/u, '$1 ')
  const kind = KIND_BEFORE.exec(plain)?.[1] ?? ''
  return { whole: foldText(plain), bare: foldText(plain.replace(KIND_BEFORE, '')), kind }
}

// Word by word, so that «محلهٔ آذین» is not found in «محلهٔ آذین‌آباد».
function wordsOf(text: string): string[] {
  const plain = cleanText(text).replace(/(?<=محله)[\u200c ]ی(?= )/gu, '')
  const words = plain.split(/[^\p{L}\p{M}\p{N}\u200c]+/u).slice(0, 60)
  return words.map((word) => foldText(word).replace(/^روستای$/u, 'روستا')).filter(Boolean)
}

/** The key two spellings of one county share: «شهرستان خوی», «خوی (مرکز)» and «خوي» are one. */
export function countyKey(name: string): string {
  return foldText(
    cleanText(name)
      .replace(/^شهرستان\s*[:：]?\s*(?=\S)/u, '')
      .replace(/(?<=\S)\s*\([^)]*\)$/u, ''),
  )
}
