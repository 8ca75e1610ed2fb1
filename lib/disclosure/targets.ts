import { ALL, type Attribute, CATEGORIES } from './cell'
import { type Layers, ones, type Where } from './layers'
import type { Movers } from './moves'
import { countiesOf, type Truth } from './truth'

/** Whom a finding is about, for the sentence that tells it; `on` and `since` are days of releases. */
export type About = Where & {
  kind: 'COUNT' | 'GROUP' | 'JOINED' | 'GONE'
  categories: string[]
  on: string
  since: string | null
}

/**
 * What must stay hidden. A count is not to be narrowed below `width`; a group (`alike`) is not to be proved to hold nobody
 * but people of one kind: `columns` are then those of another kind, of whom there must be able to be one.
 */
export type Target = { about: About; columns: number[]; truth: number; alike: boolean }

/** The largest true count that is somebody's to be found in. */
const SMALL = 9

/** Every true count of 1 to 9 and every group of people who are all alike, published or not. */
export function targetsOf(layers: Layers, movers: readonly Movers[]): Target[] {
  return [
    ...layers.attributes.flatMap((attribute) =>
      layers.layersOf(attribute).flatMap((layer) => ofLayer(layers, attribute, layer)),
    ),
    ...movers.flatMap((one) => ofMovers(layers, one)),
  ]
}

function placesOf(truth: Truth): Where[] {
  return [
    ...truth.places.map(({ county, place }) => ({ county, place })),
    ...countiesOf(truth).map((county) => ({ county, place: null })),
    { county: null, place: null },
  ]
}

function ofLayer(layers: Layers, attribute: Attribute, layer: number): Target[] {
  const truth = layers.truthOf(layer)
  const whole = layers.sum(layer, attribute, { county: null, place: null }, [ALL])
  // What everybody in the province is, tells nothing of a group in it.
  const common = CATEGORIES[attribute].find(
    (category) =>
      layers.sum(layer, attribute, { county: null, place: null }, [category]).truth === whole.truth,
  )
  return placesOf(truth).flatMap((where) => {
    const about = { ...where, on: truth.asOf, since: null }
    const counts: Target[] = [...CATEGORIES[attribute], ALL].map((category) => ({
      about: { ...about, kind: 'COUNT', categories: category === ALL ? [] : [category] },
      ...layers.sum(layer, attribute, where, [category]),
      alike: false,
    }))
    const small = counts.filter((one) => one.truth >= 1 && one.truth <= SMALL)
    const size = counts.at(-1)!.truth
    const only = CATEGORIES[attribute].find((_, at) => size > 0 && counts[at]!.truth === size)
    if (!only || only === common) return small
    const others = CATEGORIES[attribute].filter((category) => category !== only)
    const { columns } = layers.sum(layer, attribute, where, others)
    return [
      ...small,
      { about: { ...about, kind: 'GROUP', categories: [only] }, columns, truth: 0, alike: true },
    ]
  })
}

/** People who came or went together: nobody may be able to say what all of them are. */
function ofMovers(layers: Layers, { before, after, county, way, by, all }: Movers): Target[] {
  const only = Object.keys(by).find((category) => by[category]!.truth === all.truth)
  if (!only) return []
  const others = Object.entries(by).flatMap(([category, sum]) => (category === only ? [] : sum.columns))
  const about: About = {
    kind: way === 'in' ? 'JOINED' : 'GONE',
    county,
    place: null,
    categories: [only],
    on: layers.truthOf(after).asOf,
    since: layers.truthOf(before).asOf,
  }
  return [{ about, columns: others, truth: 0, alike: true }]
}

/** Age by how people stand in a county: never published, and to be hidden all the same. Adds its columns to the model. */
export function crossed(layers: Layers): Target[] {
  const seen = new Set<string>()
  return layers.told.flatMap(({ truth }, at) => {
    const [ofAge, ofStatus] = [layers.layer('age', at), layers.layer('status', at)]
    if (seen.has(`${ofAge}|${ofStatus}`)) return []
    seen.add(`${ofAge}|${ofStatus}`)
    return countiesOf(truth).flatMap((county) => {
      const where = { county, place: null }
      const column = (age: string, status: string) => {
        const value = truth.ageStatus[county]?.[age]?.[status] ?? 0
        return layers.column(`${ofAge}|${ofStatus}|${county}|${age}|${status}`, value, 1e6)
      }
      for (const age of CATEGORIES.age)
        layers.row(0, 0, [
          ...ones(CATEGORIES.status.map((status) => column(age, status))),
          ...layers.sum(ofAge, 'age', where, [age]).columns.map((one) => [one, -1] as const),
        ])
      for (const status of CATEGORIES.status)
        layers.row(0, 0, [
          ...ones(CATEGORIES.age.map((age) => column(age, status))),
          ...layers.sum(ofStatus, 'status', where, [status]).columns.map((one) => [one, -1] as const),
        ])
      return CATEGORIES.age.flatMap((age) =>
        CATEGORIES.status.flatMap((status): Target[] => {
          const value = truth.ageStatus[county]?.[age]?.[status] ?? 0
          const about: About = {
            ...where,
            kind: 'COUNT',
            categories: [age, status],
            on: truth.asOf,
            since: null,
          }
          return value < 1 || value > SMALL
            ? []
            : [{ about, columns: [column(age, status)], truth: value, alike: false }]
        }),
      )
    })
  })
}
