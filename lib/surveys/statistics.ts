import { fail, ok, type Result } from '@/lib/shared/result'

/** Fewer pairs say nothing about a group and too much about its people. */
export const FEWEST_PAIRS = 5
const CONFIDENCE = 0.95

export type PairedChange = {
  n: number
  before: number
  after: number
  change: number
  /** The 95 % interval of the mean change, by the paired t test. */
  low: number
  high: number
  /** The mean change in standard deviations of the change, corrected for small groups (Hedges' g of pairs); null where all changed alike. */
  effect: number | null
  higher: number
  same: number
  lower: number
}

/** What two measurements of the same people say. E-ASM-13: fewer than five pairs. */
export function pairedChange(
  before: readonly number[],
  after: readonly number[],
): Result<PairedChange, 'E-ASM-13'> {
  const n = before.length
  if (n < FEWEST_PAIRS || after.length !== n) return fail('E-ASM-13', { n, min: FEWEST_PAIRS })
  const changes = after.map((value, i) => value - before[i]!)
  const change = mean(changes)
  const deviation = Math.sqrt(sum(changes.map((value) => (value - change) ** 2)) / (n - 1))
  const half = studentQuantile(1 - (1 - CONFIDENCE) / 2, n - 1) * (deviation / Math.sqrt(n))
  return ok({
    n,
    before: mean(before),
    after: mean(after),
    change,
    low: change - half,
    high: change + half,
    effect: deviation === 0 ? null : (change / deviation) * (1 - 3 / (4 * (n - 1) - 1)),
    higher: changes.filter((value) => value > 0).length,
    same: changes.filter((value) => value === 0).length,
    lower: changes.filter((value) => value < 0).length,
  })
}

/** A sum whose error does not grow with its length (Neumaier). */
function sum(values: readonly number[]): number {
  let total = 0
  let lost = 0
  for (const value of values) {
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}

const mean = (values: readonly number[]) => sum(values) / values.length

/** P(T ≤ t) of Student's distribution, the upper tail by its own formula so that it does not drown. */
export function studentBelow(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/** The t below which a share of Student's distribution lies: halved in, then sharpened by Newton's steps. */
export function studentQuantile(share: number, df: number): number {
  if (share === 0.5) return 0
  if (share < 0.5) return -studentQuantile(1 - share, df)
  const above = 1 - share
  const tail = (t: number) => incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2
  let most = 1
  while (tail(most) > above) most *= 2
  let least = 0
  for (let i = 0; i < 60; i++) {
    const middle = (least + most) / 2
    if (tail(middle) > above) least = middle
    else most = middle
  }
  let t = (least + most) / 2
  for (let i = 0; i < 3; i++) {
    const density = Math.exp(
      logGamma((df + 1) / 2) -
        logGamma(df / 2) -
        0.5 * Math.log(df * Math.PI) -
        ((df + 1) / 2) * Math.log1p((t * t) / df),
    )
    t += (tail(t) - above) / density
  }
  return t
}

/** Lanczos, g = 7. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const y = x - 1
  const series = LANCZOS.slice(1).reduce((all, c, i) => all + c / (y + i + 1), LANCZOS[0]!)
  const base = y + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(base) - base + Math.log(series)
}

/** The regularised incomplete beta function, by its continued fraction (Lentz). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  )
  const tiny = 1e-300
  let c = 1
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return front * fraction

  function guarded(value: number): number {
    return Math.abs(value) < tiny ? tiny : value
  }
}
