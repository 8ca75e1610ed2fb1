import { chancesOf, type Mixture, type PersonState } from './chance'

/** The exact distribution of how many of independent people succeed, each with a chance of her own (Poisson binomial). */
export function countDistribution(chances: readonly number[]): number[] {
  let table = [1]
  for (const p of chances) {
    const next = new Array<number>(table.length + 1).fill(0)
    for (let n = 0; n < table.length; n++) {
      next[n]! += table[n]! * (1 - p)
      next[n + 1]! += table[n]! * p
    }
    table = next
  }
  return table
}

/** The same when it is not known which group this is: the distributions of the kinds, each as heavy as it is likely. */
export function mixedDistribution(mixture: Mixture, size: number): number[] {
  const all = new Array<number>(size + 1).fill(0)
  for (const { weight, chances } of mixture)
    for (const [n, p] of countDistribution(chances).entries()) all[n]! += weight * p
  return all
}

export type Range = { low: number; high: number; probability: number }

/**
 * The shortest range of whole people whose probability comes nearest to the one asked for: from the likeliest number it grows
 * towards the likelier neighbour. Whole people cannot hit 80 % exactly; its own probability is told with it.
 */
export function rangeOf(distribution: readonly number[], wanted: number): Range {
  let low = distribution.indexOf(Math.max(...distribution))
  let high = low
  let range: Range = { low, high, probability: distribution[low]! }
  for (;;) {
    const below = distribution[low - 1] ?? -1
    const above = distribution[high + 1] ?? -1
    if (below < 0 && above < 0) return range
    const probability = range.probability + Math.max(below, above)
    if (above >= below) high += 1
    else low -= 1
    if (Math.abs(probability - wanted) >= Math.abs(range.probability - wanted)) return range
    range = { low, high, probability }
  }
}

export const RANGE_PROBABILITY = 0.8

export type CohortState = { people: readonly PersonState[]; remaining: number }
export type Forecast = Range & {
  expected: number
  enrolled: number
  /** Who has reached the threshold already. */
  reached: number
}

// Nothing of a group has changed since it was last asked, most of the time: what follows from the very same marks is kept.
const known = new Map<string, Forecast>()
const KEPT = 4000

/** How many of a group will complete, as far as its marks so far can tell. */
export function forecast(cohort: CohortState): Forecast {
  const { people, remaining } = cohort
  const key = `${remaining} ${people.map((one) => `${one.state}${one.exposed} ${one.attended} ${one.missedInARow} ${one.needed}`).join()}`
  const told = known.get(key) ?? worked(cohort)
  if (known.size >= KEPT) known.clear()
  known.set(key, told)
  return { ...told }
}

function worked({ people, remaining }: CohortState): Forecast {
  const mixture = chancesOf(people, remaining)
  const distribution = mixedDistribution(mixture, people.length)
  return {
    ...rangeOf(distribution, RANGE_PROBABILITY),
    expected: distribution.reduce((sum, p, n) => sum + n * p, 0),
    enrolled: people.length,
    reached: people.filter(({ state, needed }) => state === 'OPEN' && needed <= 0).length,
  }
}

/** People that a share of a group asks for; a share of no people asks for none. */
export const targetOf = (enrolled: number, share: number): number =>
  Math.ceil((Math.round(share * 10_000) * enrolled) / 10_000)

/** Even the upper end of the range stays below the target: this group needs a hand now. */
export const fallsShort = ({ high, enrolled }: Pick<Forecast, 'high' | 'enrolled'>, share: number): boolean =>
  high < targetOf(enrolled, share)

/** With fewer sessions behind it than this, a group's marks say nothing of it yet. */
export const FEWEST_SESSIONS = 4
