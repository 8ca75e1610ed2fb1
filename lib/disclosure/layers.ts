import { ALL, type Attribute, CATEGORIES } from './cell'
import type { Fact, Knowledge } from './knowledge'
import type { LinearModel } from './solver'
import type { Truth } from './truth'

/** A release as the attack looks at it: what it says, and what was true. */
export type Told = { knowledge: Knowledge; truth: Truth }

/** A sum of columns, with what it truly is. */
export type Sum = { columns: number[]; truth: number }
export type Where = { county: string | null; place: string | null }
type Term = readonly [column: number, value: number]

export const ones = (columns: readonly number[]): Term[] => columns.map((column) => [column, 1])

/**
 * The unknowns behind a row of releases: for each day (a layer) how many people of each kind there were in each
 * neighbourhood. Days between which nobody moved share a layer, for that nobody moved is known.
 */
export class Layers {
  readonly model: LinearModel = { columns: [], rows: [] }
  /** What the truth gives every column: a point that all rows must allow. */
  readonly point: number[] = []
  readonly #at = new Map<string, number>()
  readonly #layerOf = new Map<Attribute, number[]>()

  constructor(
    readonly attributes: readonly Attribute[],
    readonly told: readonly Told[],
  ) {
    for (const attribute of attributes) {
      const values = told.map(({ truth }) =>
        JSON.stringify(truth.places.map((one) => [one.county, one.place, one.counts[attribute]])),
      )
      const layers: number[] = []
      for (const [at, value] of values.entries())
        layers.push(at > 0 && value === values[at - 1] ? layers[at - 1]! : at)
      this.#layerOf.set(attribute, layers)
    }
  }

  layersOf(attribute: Attribute): number[] {
    return [...new Set(this.#layerOf.get(attribute))]
  }

  /** The layer of an attribute on the day of a release, by the release's place in the row. */
  layer(attribute: Attribute, release: number): number {
    return this.#layerOf.get(attribute)![release]!
  }

  truthOf(layer: number): Truth {
    return this.told[layer]!.truth
  }

  column(name: string, truth: number, hi: number): number {
    const known = this.#at.get(name)
    if (known !== undefined) return known
    const column = this.model.columns.length
    this.model.columns.push({ hi })
    this.point.push(truth)
    this.#at.set(name, column)
    return column
  }

  row(lo: number, hi: number, terms: readonly Term[]): void {
    const sums = new Map<number, number>()
    for (const [column, value] of terms) sums.set(column, (sums.get(column) ?? 0) + value)
    this.model.rows.push({ lo, hi, indices: [...sums.keys()], values: [...sums.values()] })
  }

  /** The cells of the finest table that make up a count on a layer. */
  sum(layer: number, attribute: Attribute, where: Where, categories: readonly string[]): Sum {
    const all = categories.includes(ALL)
    const columns: number[] = []
    let total = 0
    for (const one of this.truthOf(layer).places) {
      if ((where.county && one.county !== where.county) || (where.place && one.place !== where.place))
        continue
      const cap = this.#cap(layer, one)
      for (const category of CATEGORIES[attribute]) {
        if (!all && !categories.includes(category)) continue
        const value = one.counts[attribute][category] ?? 0
        columns.push(this.column(`${layer}|${attribute}|${one.county}|${one.place}|${category}`, value, cap))
        total += value
      }
    }
    return { columns, truth: total }
  }

  /** Groups have so many places; where people have left and others come, more have been in it, and that is known too. */
  #cap(layer: number, { county, place, size }: { county: string; place: string; size?: number }): number {
    const { knowledge } = this.told[layer]!
    const groups = knowledge.places.find((one) => one.county === county && one.place === place)?.groups ?? 1
    return Math.max(groups * knowledge.groupCap, size ?? 0)
  }

  /** What the releases say, what is known of groups, and that a person is counted once under every attribute. */
  build(): void {
    const seen = new Set<string>()
    for (const attribute of this.attributes) {
      for (const layer of this.layersOf(attribute)) {
        for (const place of this.truthOf(layer).places)
          this.row(0, this.#cap(layer, place), ones(this.sum(layer, attribute, place, [ALL]).columns))
      }
      if (attribute === 'status') this.#nobodyYet()
      for (const fact of this.told.flatMap(({ knowledge }) => knowledge.facts))
        this.#say(attribute, fact, seen)
    }
    this.#sameSizes()
  }

  #say(attribute: Attribute, fact: Fact, seen: Set<string>): void {
    const release = this.told.findIndex(({ truth }) => truth.asOf === fact.on)
    if (release < 0 || (fact.attribute !== null && fact.attribute !== attribute)) return
    const layer = this.layer(attribute, release)
    const key = `${attribute}|${layer}|${fact.key}|${fact.lo}|${fact.hi}`
    if (seen.has(key)) return
    seen.add(key)
    const { columns } = this.sum(layer, attribute, fact, fact.attribute === null ? [ALL] : fact.categories)
    this.row(fact.lo, fact.hi, ones(columns))
  }

  /** Where too few sessions were held, as everybody can see, nobody has completed; somebody who came over may have. */
  #nobodyYet(): void {
    for (const layer of this.layersOf('status')) {
      for (const place of this.told[layer]!.knowledge.places.filter(({ mayComplete }) => !mayComplete)) {
        const { columns, truth } = this.sum(layer, 'status', place, ['DONE', 'STRICT'])
        if (truth === 0 && columns.length > 0) this.row(0, 0, ones(columns))
      }
    }
  }

  #sameSizes(): void {
    const [first, ...others] = this.attributes
    const seen = new Set<string>()
    for (const other of others) {
      for (const [at, { truth }] of this.told.entries()) {
        const [one, two] = [this.layer(first!, at), this.layer(other, at)]
        if (seen.has(`${one}|${two}`)) continue
        seen.add(`${one}|${two}`)
        for (const place of truth.places) {
          const minus = this.sum(two, other, place, [ALL]).columns.map((column): Term => [column, -1])
          this.row(0, 0, [...ones(this.sum(one, first!, place, [ALL]).columns), ...minus])
        }
      }
    }
  }

  /** What a row comes to at the truth must lie within it: otherwise what was read is not what was published. */
  disagreements(): number {
    return this.model.rows.filter(({ lo, hi, indices, values }) => {
      const sum = indices.reduce((total, column, at) => total + this.point[column]! * values[at]!, 0)
      return sum < lo - 1e-6 || sum > hi + 1e-6
    }).length
  }
}
