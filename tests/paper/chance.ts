/** Chance that comes out the same for the same seed. */
export type Chance = {
  next: () => number
  between: (low: number, high: number) => number
  whole: (low: number, high: number) => number
  odds: (share: number) => boolean
  normal: () => number
  of: <T>(list: readonly T[]) => T
}

export function chance(seed: number): Chance {
  let state = (seed * 2654435761) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + (high - low) * next()
  return {
    next,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    odds: (share) => next() < share,
    normal: () => (next() + next() + next() + next() + next() + next() - 3) * Math.SQRT2,
    of: (list) => list[Math.floor(next() * list.length)]!,
  }
}
