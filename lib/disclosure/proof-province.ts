import { ALL, CATEGORIES } from './cell'
import { knowledgeOf } from './knowledge'
import type { Told } from './layers'
import { type Truth, type TruthRow, trueCount, truthOf } from './truth'

const DAY = '2024-01-01'
const COUNTIES = ['c1', 'c2', 'c3', 'c4'] as const
const PLACES = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'] as const

/** Four counties of six neighbourhoods of 20 to 25 invented people each, always the same. */
function invented(): Truth {
  const rows: TruthRow[] = []
  let turn = 7
  const next = (below: number) => {
    turn = (turn * 1103515245 + 12345) % 2147483648
    return Math.floor((turn / 2147483648) * below)
  }
  const pick = <T>(from: readonly T[]) => from[next(from.length)]!
  for (const county of COUNTIES) {
    for (const place of PLACES) {
      const size = 20 + next(6)
      for (let person = 0; person < size; person++) {
        const status = next(4) === 0 ? 'LEFT' : 'OPEN'
        rows.push({
          county,
          place,
          n: 1,
          status,
          age: pick(CATEGORIES.age),
          education: pick(CATEGORIES.education),
          head: pick(CATEGORIES.head),
        })
      }
    }
  }
  return truthOf(DAY, rows, [])
}

/**
 * The same people published without any protection, every small table as it is, in the form of a release. An attack that
 * does not find a hundred people's cells exactly in this has not read it.
 */
export function unprotected(): Told {
  const truth = invented()
  const cell = (
    table: string,
    county: string | null,
    place: string | null,
    category: string,
    shown: number,
  ) => ({
    table,
    county,
    place,
    category,
    class: 'EXACT',
    shown,
    refreshedOn: DAY,
  })
  const json = JSON.stringify({
    asOfIso: DAY,
    rules: { minPeople: 15, groupCap: 25 },
    figures: [{ code: 'R-07', value: trueCount(truth, {}) }],
    completion: null,
    counties: COUNTIES.map((fa) => ({ name: { fa }, enrolled: trueCount(truth, { county: fa }) })),
    weave: truth.places.map((one) => ({ countyName: { fa: one.county }, placeName: { fa: one.place } })),
    withdrawn: [],
    cells: truth.places.flatMap(({ county, place, size, counts }) => [
      cell('NEIGHBOURHOOD', county, place, ALL, size),
      ...CATEGORIES.age.map((one) => cell('NEIGHBOURHOOD_AGE', county, place, one, counts.age[one] ?? 0)),
      ...CATEGORIES.status.map((one) =>
        cell('NEIGHBOURHOOD_STATUS', county, place, one, counts.status[one] ?? 0),
      ),
    ]),
  })
  return { knowledge: knowledgeOf(json), truth }
}
