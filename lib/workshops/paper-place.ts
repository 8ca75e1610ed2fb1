import { cleanText, foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'

export type PaperPlace = { cohortId: string; placeFa: string; countyFa: string }
export type PlaceCode = 'sheet-place-unknown' | 'sheet-place-ambiguous'

const KIND = /^(محله|روستا|شهرک|شهر|کوی|ده|دهکده)ی?$/u
const MOST_WORDS = 6
// What a program cuts the name of a sheet to.
const SHEET_NAME = 31

/**
 * The neighbourhood a sheet is about, by its name and the lines above its table. Counties named there tell two places
 * of one name apart; without one, or where name and lines disagree, nobody guesses.
 */
export function placeOfSheet<P extends PaperPlace>(
  name: string,
  lines: readonly string[],
  places: readonly P[],
): Result<P, PlaceCode> {
  const counties = new Set(places.map(({ countyFa }) => countyKey(countyFa)))
  const saidCounties = new Set(
    [name, ...lines].flatMap((text) => [...windows(text).keys()].filter((key) => counties.has(key))),
  )
  const within = (found: P[]) =>
    found.length > 0 && saidCounties.size > 0
      ? found.filter(({ countyFa }) => saidCounties.has(countyKey(countyFa)))
      : found
  const named = placesIn(name, places)
  const byName = within(named)
  // A place here and a county there that is not its own: one of the two is a slip of the pen.
  if (named.length > 0 && byName.length === 0) return fail('sheet-place-ambiguous')
  const byLines = within(longest(lines.flatMap((line) => placesIn(line, places))))
  // «انجمن امید» above the table of another place is no place; «محلهٔ امید» there is one that disagrees.
  const against = byLines.filter((place) => !byName.includes(place) && isCalledSo(place, lines))
  const found = byName.length === 0 ? byLines : against.length > 0 ? [] : byName
  const [only, another] = found
  if (only && !another) return ok(only)
  return fail(
    another || (byName.length > 0 && byLines.length > 0) ? 'sheet-place-ambiguous' : 'sheet-place-unknown',
  )
}

function isCalledSo({ placeFa }: PaperPlace, lines: readonly string[]): boolean {
  const { bare } = keysOf(placeFa)
  return lines.some((line) => (windows(line).get(bare) ?? '') !== '')
}

function placesIn<P extends PaperPlace>(text: string, places: readonly P[]): P[] {
  const said = windows(text)
  const cut = foldText(text).length > 0 && text.length >= SHEET_NAME ? foldText(text) : null
  return longest(
    places.filter(({ placeFa }) => {
      const { bare, kind } = keysOf(placeFa)
      const before = said.get(bare)
      // «روستای آذین» is not «محلهٔ آذین».
      if (before !== undefined) return before === '' || kind === '' || before === kind
      return cut !== null && (foldText(placeFa).startsWith(cut) || bare.startsWith(cut))
    }),
  )
}

// «آذین شرقی» is not also «آذین».
function longest<P extends PaperPlace>(found: readonly P[]): P[] {
  const keys = found.map(({ placeFa }) => keysOf(placeFa).bare)
  return [...new Set(found)].filter((place) => {
    const own = keysOf(place.placeFa).bare
    return !keys.some((key) => key !== own && key.includes(own))
  })
}

/** Every run of words in a text, folded, with the kind of place that stands before it. */
function windows(text: string): Map<string, string> {
  const words = withoutHamza(text)
    .slice(0, 200)
    // «محله: آذین»: the title of a box, whatever stands in it.
    .replace(/(?:(?:محله|روستا|شهرک)\s*\/?\s*)+[:：]/gu, ' ')
    .split(/[\s()[\]{}«»:：،,؛;\-–—_/|.]+/u)
    .filter((word) => word !== '')
  const found = new Map<string, string>()
  words.forEach((_, from) => {
    const before =
      KIND.exec(words[from - 1] ?? '')?.[1] ??
      (words[from - 1] === 'ی' ? (KIND.exec(words[from - 2] ?? '')?.[1] ?? '') : '')
    for (let to = from + 1; to <= Math.min(words.length, from + MOST_WORDS); to++) {
      const key = foldText(words.slice(from, to).join(' '))
      if (!found.has(key) || before !== '') found.set(key, before)
    }
  })
  return found
}

function keysOf(placeFa: string): { bare: string; kind: string } {
  const words = withoutHamza(placeFa).split(/[\s]+/u)
  const kind = KIND.exec(words[0] ?? '')?.[1] ?? ''
  return { bare: foldText(words.slice(kind !== '' && words.length > 1 ? 1 : 0).join(' ')), kind }
}

const countyKey = (name: string) => foldText(cleanText(name).replace(/^شهرستان\s+/u, ''))
const withoutHamza = (text: string) =>
  cleanText(
    cleanText(text)
      .normalize('NFD')
      .replace(/\u0654/g, ''),
  ).replace(/\u200cی(?=\s)/gu, ' ی')
