import { ATTRIBUTES, type Attribute, CATEGORIES } from './cell'
import type { TrueOutcome } from './outcome'

/** People of one neighbourhood who are alike in everything that is counted. */
export type TruthRow = { county: string; place: string; n: number } & Record<Attribute, string>

/** People who came into the count of a neighbourhood, or went out of it, on a day. */
export type Change = { county: string; place: string; day: string; n: number }

/** Marks of a neighbourhood up to the day, and how many people were last marked on which day. */
export type Marks = {
  county: string
  place: string
  attended: number
  marked: number
  lastMarked: { day: string; n: number }[]
}

export type Counts = Record<Attribute, Record<string, number>>

/** A neighbourhood as it truly is on the day of a release: never published, and what the attack is measured against. */
export type TruePlace = { county: string; place: string; size: number; counts: Counts }

/** `ageStatus` is by county, age and status. Without `outcomes` nobody has been asked a second time yet. */
export type Truth = {
  asOf: string
  outcomes?: readonly TrueOutcome[]
  places: TruePlace[]
  ageStatus: Record<string, Record<string, Record<string, number>>>
}

const noCounts = (): Counts =>
  Object.fromEntries(
    ATTRIBUTES.map((attribute) => [
      attribute,
      Object.fromEntries(CATEGORIES[attribute].map((one) => [one, 0])),
    ]),
  ) as Counts

/** Adds the rows up by neighbourhood. `places` names those with nobody in them, too. */
export function truthOf(
  asOf: string,
  rows: readonly TruthRow[],
  places: readonly { county: string; place: string }[],
): Truth {
  const known = new Map<string, TruePlace>()
  const at = ({ county, place }: { county: string; place: string }) => {
    const key = `${county}|${place}`
    if (!known.has(key)) known.set(key, { county, place, size: 0, counts: noCounts() })
    return known.get(key)!
  }
  for (const place of places) at(place)
  const ageStatus: Truth['ageStatus'] = {}
  for (const row of rows) {
    const place = at(row)
    place.size += row.n
    for (const attribute of ATTRIBUTES) {
      const counts = place.counts[attribute]
      counts[row[attribute]] = (counts[row[attribute]] ?? 0) + row.n
    }
    const ofCounty = ageStatus[row.county] ?? {}
    const ofAge = ofCounty[row.age] ?? {}
    ofAge[row.status] = (ofAge[row.status] ?? 0) + row.n
    ageStatus[row.county] = { ...ofCounty, [row.age]: ofAge }
  }
  const sorted = [...known.values()].sort((a, b) =>
    `${a.county}|${a.place}` < `${b.county}|${b.place}` ? -1 : 1,
  )
  return { asOf, places: sorted, ageStatus }
}

type Where = {
  county?: string | null
  place?: string | null
  attribute?: Attribute | null
  category?: string
}

/** How many people there truly are of a kind in a place; of everybody where nothing is named. */
export function trueCount(truth: Truth, { county, place, attribute, category }: Where): number {
  return truth.places
    .filter((one) => (!county || one.county === county) && (!place || one.place === place))
    .reduce(
      (sum, one) => sum + (attribute && category ? (one.counts[attribute][category] ?? 0) : one.size),
      0,
    )
}

export const countiesOf = (truth: Truth) => [...new Set(truth.places.map((one) => one.county))]
