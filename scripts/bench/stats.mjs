// Medians, percentiles, and how sure a median of a few rounds is.
export function percentile(sorted, share) {
  if (sorted.length === 0) return Number.NaN
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** A small seeded generator (mulberry32): the same rounds give the same interval. */
function chance(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The median and its bootstrap 95 % interval. */
export function interval(values, draws = 4000) {
  const next = chance(20_240_511)
  const medians = Array.from({ length: draws }, () =>
    median(values.map(() => values[Math.floor(next() * values.length)])),
  )
  medians.sort((a, b) => a - b)
  return { median: median(values), low: percentile(medians, 0.025), high: percentile(medians, 0.975) }
}
