/** How many people a cell tells: a rounded number, or only that they are fewer than the least number told. */
export type ShownPeople = number | 'UNDER'

/** From a count on, the step it is rounded to. */
const STEPS: readonly [from: number, step: number][] = [
  [1000, 100],
  [100, 50],
  [0, 10],
]

/** A count of people as the public may read it: nothing below `least` (nought too), the more people the coarser. */
export function shownPeople(count: number, least: number): ShownPeople {
  if (count < least) return 'UNDER'
  const [, step] = STEPS.find(([from]) => count >= from)!
  return Math.floor(count / step + 0.5) * step
}

/** What a count can have been that is told like this; null where the rule never says so. */
export function possibleCounts(shown: ShownPeople, least: number): { lo: number; hi: number } | null {
  if (shown === 'UNDER') return { lo: 0, hi: least - 1 }
  let lo: number | null = null
  let hi = 0
  // Half of the largest step to either side holds every count that is told as this number.
  for (let count = Math.max(least, shown - 60); count <= shown + 60; count++) {
    if (shownPeople(count, least) !== shown) continue
    lo ??= count
    hi = count
  }
  return lo === null ? null : { lo, hi }
}
