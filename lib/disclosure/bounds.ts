import type { LinearModel } from './solver'

export type Range = { lo: number; hi: number }

const PASSES = 4

/**
 * What follows for each column from one row after the other, without solving anything: never narrower than the truth allows,
 * and enough where a figure was told as it is.
 */
export function boundsOf({ columns, rows }: LinearModel): Range[] {
  const bounds = columns.map(({ hi }): Range => ({ lo: 0, hi }))
  for (let pass = 0, moved = true; moved && pass < PASSES; pass++) {
    moved = false
    for (const { lo, hi, indices, values } of rows) {
      let [least, most] = [0, 0]
      for (const [at, column] of indices.entries()) {
        const value = values[at]!
        least += value > 0 ? value * bounds[column]!.lo : value * bounds[column]!.hi
        most += value > 0 ? value * bounds[column]!.hi : value * bounds[column]!.lo
      }
      for (const [at, column] of indices.entries()) {
        const [value, bound] = [values[at]!, bounds[column]!]
        const own = value > 0 ? [value * bound.lo, value * bound.hi] : [value * bound.hi, value * bound.lo]
        const ends = [(lo - (most - own[1]!)) / value, (hi - (least - own[0]!)) / value]
        const [from, to] = [Math.min(...ends), Math.max(...ends)]
        if (from > bound.lo + 1e-9) [bound.lo, moved] = [from, true]
        if (to < bound.hi - 1e-9) [bound.hi, moved] = [to, true]
      }
    }
  }
  return bounds
}
