import { type Attribute, CATEGORIES } from './cell'
import { type Layers, ones, type Sum } from './layers'
import { countiesOf, type Truth, trueCount } from './truth'

/** People who joined a county, or went, between two layers, by what they are counted under. */
export type Movers = {
  before: number
  after: number
  county: string
  way: 'in' | 'out'
  by: Record<string, Sum>
  all: Sum
}

/**
 * Ties the layers of an attribute together. Outside it is known how many joined and how many went in each county; not who.
 * Of how people stand only one thing is known: that nobody comes back from having left.
 */
export function tie(layers: Layers, attribute: Attribute): Movers[] {
  const row = layers.layersOf(attribute)
  return row.slice(1).flatMap((after, at) => {
    const before = row[at]!
    if (attribute === 'status') {
      nobodyComesBack(layers, before, after)
      return []
    }
    return countiesOf(layers.truthOf(after)).flatMap((county) =>
      moversOf(layers, attribute, before, after, county),
    )
  })
}

const trueLeft = (truth: Truth, { county, place }: { county: string; place: string }) =>
  trueCount(truth, { county, place, attribute: 'status', category: 'LEFT' })

function nobodyComesBack(layers: Layers, before: number, after: number): void {
  const [old, now] = [layers.truthOf(before), layers.truthOf(after)]
  if (now.places.some((place) => trueLeft(now, place) < trueLeft(old, place))) return
  for (const place of now.places) {
    const [was] = layers.sum(before, 'status', place, ['LEFT']).columns
    const [is] = layers.sum(after, 'status', place, ['LEFT']).columns
    if (was === undefined || is === undefined) continue
    layers.row(0, Number.POSITIVE_INFINITY, [
      [is, 1],
      [was, -1],
    ])
  }
}

function moversOf(
  layers: Layers,
  attribute: Attribute,
  before: number,
  after: number,
  county: string,
): Movers[] {
  const [old, now] = [layers.truthOf(before), layers.truthOf(after)]
  const cells = now.places
    .filter((place) => place.county === county)
    .flatMap((place) => CATEGORIES[attribute].map((category) => ({ place, category })))
    .map(({ place, category }) => ({
      place,
      category,
      delta:
        (place.counts[attribute][category] ?? 0) -
        trueCount(old, { county, place: place.place, attribute, category }),
    }))
  const most = { in: 0, out: 0 }
  for (const { delta } of cells) most[delta > 0 ? 'in' : 'out'] += Math.abs(delta)
  const movers = (way: 'in' | 'out'): Movers => ({
    before,
    after,
    county,
    way,
    by: {},
    all: { columns: [], truth: most[way] },
  })
  const [joined, gone] = [movers('in'), movers('out')]
  for (const { place, category, delta } of cells) {
    const name = `${before}>${after}|${attribute}|${county}|${place.place}|${category}`
    const into = layers.column(`in ${name}`, Math.max(0, delta), most.in)
    const out = layers.column(`out ${name}`, Math.max(0, -delta), most.out)
    take(joined, category, into, Math.max(0, delta))
    take(gone, category, out, Math.max(0, -delta))
    const is = layers.sum(after, attribute, place, [category]).columns
    const was = layers.sum(before, attribute, place, [category]).columns
    layers.row(0, 0, [...ones(is), ...was.map((column) => [column, -1] as const), [into, -1], [out, 1]])
  }
  for (const { all } of [joined, gone]) layers.row(all.truth, all.truth, ones(all.columns))
  return [joined, gone].filter(({ all }) => all.truth > 0)
}

function take({ by, all }: Movers, category: string, column: number, truth: number): void {
  const own = by[category] ?? { columns: [], truth: 0 }
  by[category] = own
  own.columns.push(column)
  own.truth += truth
  all.columns.push(column)
}
