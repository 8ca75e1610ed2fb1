/**
 * Which parts of a split are hidden, beside a whole that is shown. A part with fewer pairs than the rule is; but one hidden
 * part is the whole less the others. So the smallest shown ones are hidden too until at least two are, and until those hidden
 * (with the pairs that are in no part) are together no smaller a group than the rule asks for.
 */
export function hiddenParts(sizes: readonly number[], whole: number, fewest: number): boolean[] {
  const hidden = sizes.map((size) => size < fewest)
  const stray = Math.max(0, whole - sizes.reduce((all, size) => all + size, 0))
  let count = hidden.filter(Boolean).length + (stray > 0 ? 1 : 0)
  let pairs = stray + sizes.reduce((all, size, i) => (hidden[i] ? all + size : all), 0)
  if (pairs === 0) return hidden
  while (count < 2 || pairs < fewest) {
    const next = smallestShown(sizes, hidden)
    if (next === -1) break
    hidden[next] = true
    count += 1
    pairs += sizes[next] ?? 0
  }
  return hidden
}

/** Of equal ones the first, so that the same figures always hide the same parts. */
function smallestShown(sizes: readonly number[], hidden: readonly boolean[]): number {
  let found = -1
  for (const [i, size] of sizes.entries())
    if (!hidden[i] && (found === -1 || size < (sizes[found] ?? 0))) found = i
  return found
}
