import { boundsOf, type Range } from './bounds'
import type { Attribute } from './cell'
import { Layers, type Told } from './layers'
import { tie } from './moves'
import { outcomeTargets } from './outcome'
import type { LinearModel, Solver } from './solver'
import { type About, crossed, type Target, targetsOf } from './targets'

/** A hidden count that can be narrowed too far, or a group of which it can be proved what all in it are. */
export type Exposure = { about: About; lo: number; hi: number; lowProved: boolean }
export type Attacked = {
  tested: number
  /** The fewest values that were shown to remain possible for a hidden count; null where none was hidden. */
  narrowest: number | null
  exposures: Exposure[]
  /** Facts read back that the truth does not fit: the reading is wrong, and the attack proves nothing. */
  disagreements: number
  columns: number
}

const NEAR = 1e-5
const up = (value: number) => Math.ceil(value - NEAR)
const down = (value: number) => Math.floor(value + NEAR)
/** Attributes that are attacked together: ages and standing are crossed, the others meet only in sizes; outcomes count whoever is enrolled. */
const TOGETHER: readonly (readonly Attribute[])[] = [['age', 'status'], ['education'], ['head']]

/** Everything a stranger can work out from a row of releases, joined: what each hidden count lies between. */
export function attack(told: readonly Told[], width: number, solver: Solver): Attacked {
  const sum: Attacked = { tested: 0, narrowest: null, exposures: [], disagreements: 0, columns: 0 }
  for (const attributes of TOGETHER) {
    const layers = new Layers(attributes, told)
    layers.build()
    const movers = attributes.flatMap((attribute) => tie(layers, attribute))
    const targets = targetsOf(layers, movers)
    if (attributes.includes('status')) targets.push(...crossed(layers))
    if (attributes.includes('head')) targets.push(...outcomeTargets(layers))
    const wrong = layers.disagreements()
    sum.disagreements += wrong
    sum.columns += layers.model.columns.length
    const ranges = search(layers.model, layers.point, targets, width, solver)
    sum.tested += targets.length
    if (!ranges) {
      // No numbers of people fit what is said: it was not read rightly, or it is false.
      sum.disagreements += wrong === 0 ? 1 : 0
      continue
    }
    for (const [at, target] of targets.entries()) {
      const { lo, hi } = ranges[at]!
      const possible = down(hi) - up(lo)
      if (!target.alike) sum.narrowest = Math.min(sum.narrowest ?? possible, possible)
      if (holds(target, ranges[at]!, width)) continue
      sum.exposures.push({
        about: target.about,
        lo: up(lo),
        hi: down(hi),
        lowProved: up(lo) >= 1 && down(hi) <= 4,
      })
    }
  }
  return sum
}

function holds({ alike }: Target, { lo, hi }: Range, width: number): boolean {
  if (alike) return down(hi) >= 1
  return down(hi) - up(lo) >= width && !(up(lo) >= 1 && down(hi) <= 4)
}

/** Rounds in which all targets are pushed at once, before those that are left are taken one by one. */
const ROUNDS = 12

/**
 * Between which numbers every target can lie. A point that fits all rows is a proof that its values are possible, so each
 * point found widens every target; only what stays narrow is pushed to both its ends, one by one. Null where no point fits.
 */
export function search(
  model: LinearModel,
  point: readonly number[],
  targets: readonly Pick<Target, 'columns' | 'alike'>[],
  width: number,
  solver: Solver,
): Range[] | null {
  const open = solver.open(model)
  try {
    const ranges = targets.map(({ columns }): Range => {
      const value = columns.reduce((sum, column) => sum + point[column]!, 0)
      return { lo: value, hi: value }
    })
    const bounds = boundsOf(model)
    const known = targets.map(({ columns }) => {
      const sum = (end: 'lo' | 'hi') => columns.reduce((total, column) => total + bounds[column]![end], 0)
      return sum('hi') - sum('lo') < NEAR
    })
    const widen = (ways: readonly (readonly [at: number, sign: number])[]): boolean => {
      const found = open.furthest(costsOf(targets, ways))
      if (!found || !fits(model, found)) return false
      for (const [at, { columns }] of targets.entries()) {
        const value = columns.reduce((sum, column) => sum + found[column]!, 0)
        const range = ranges[at]!
        range.lo = Math.min(range.lo, value)
        range.hi = Math.max(range.hi, value)
      }
      return true
    }
    const left = () =>
      targets.flatMap((target, at) => (known[at] || holds(target as Target, ranges[at]!, width) ? [] : [at]))
    for (let round = 0, waiting = left(); round < ROUNDS && waiting.length > 1; round++) {
      const ways = waiting.map((at) => [at, round < 2 ? [1, -1][round]! : sign(at, round)] as const)
      if (!widen(ways)) return null
      waiting = left()
    }
    for (const at of left()) {
      if (!widen([[at, 1]])) return null
      if (!holds(targets[at] as Target, ranges[at]!, width) && !widen([[at, -1]])) return null
    }
    return ranges
  } finally {
    open.close()
  }
}

/** A sign for a target in a round, always the same one: what is pushed up with one round goes down with another. */
function sign(at: number, round: number): number {
  const mixed = Math.imul((at + 1) * 2_654_435_761 + round * 40_503, 2_246_822_519) >>> 0
  return (mixed >>> (round % 16)) & 1 ? 1 : -1
}

function costsOf(
  targets: readonly Pick<Target, 'columns'>[],
  ways: readonly (readonly [at: number, sign: number])[],
): Map<number, number> {
  const costs = new Map<number, number>()
  for (const [at, way] of ways)
    for (const column of targets[at]!.columns) costs.set(column, (costs.get(column) ?? 0) + way)
  return costs
}

/** What a solver answers is believed only where it fits all that is known: a wrong point would prove a false safety. */
function fits({ columns, rows }: LinearModel, point: ArrayLike<number>): boolean {
  const inside = (value: number, lo: number, hi: number) => value >= lo - 1e-4 && value <= hi + 1e-4
  return (
    columns.every(({ hi }, at) => inside(point[at]!, 0, hi)) &&
    rows.every(({ lo, hi, indices, values }) =>
      inside(
        indices.reduce((sum, column, at) => sum + point[column]! * values[at]!, 0),
        lo,
        hi,
      ),
    )
  )
}
