/** A session somebody of which may be called back, and the people marked as there. */
export type Drawable = { sessionId: string; flagged: boolean; people: readonly string[] }
export type Drawn = { sessionId: string; personId: string; flagged: boolean }

const TWO_32 = 4_294_967_296

/** A number in (0, 1) out of a text: the same text, the same number (two rounds of murmur's mixing over 53 bits). */
export function chanceOf(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2_654_435_761)
    b = Math.imul(b ^ code, 1_597_334_677)
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909)
  const bits = TWO_32 * (b & 0x1fffff) + (a >>> 0)
  return (bits + 0.5) / 2 ** 53
}

/**
 * Draws `wanted` sessions without putting back, and one person of each. A flagged session weighs `weight` times an ordinary one
 * (Efraimidis and Spirakis: the smallest of −ln(u)/w). Seed and pool give the same draw again, in whatever order the pool comes.
 */
export function draw(pool: readonly Drawable[], wanted: number, seed: string, weight: number): Drawn[] {
  return pool
    .filter(({ people }) => people.length > 0)
    .map((one) => ({
      one,
      key: -Math.log(chanceOf(`${seed} ${one.sessionId}`)) / (one.flagged ? weight : 1),
    }))
    .toSorted((a, b) => a.key - b.key || (a.one.sessionId < b.one.sessionId ? -1 : 1))
    .slice(0, wanted)
    .map(({ one: { sessionId, flagged, people } }) => {
      const sorted = people.toSorted()
      const at = Math.floor(chanceOf(`${seed} ${sessionId} who`) * sorted.length)
      return { sessionId, personId: sorted[at]!, flagged }
    })
}

export const OUTCOMES = ['CONFIRMED', 'NOT_CONFIRMED', 'NOT_REACHED'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What the calls say: the share confirmed among those who answered, with how many they are; null where nobody has. */
export function callResult(outcomes: readonly (Outcome | null)[]): {
  all: number
  open: number
  notReached: number
  answered: number
  confirmed: number
  share: number | null
} {
  const count = (outcome: Outcome | null) => outcomes.filter((one) => one === outcome).length
  const confirmed = count('CONFIRMED')
  const answered = confirmed + count('NOT_CONFIRMED')
  return {
    all: outcomes.length,
    open: count(null),
    notReached: count('NOT_REACHED'),
    answered,
    confirmed,
    share: answered === 0 ? null : confirmed / answered,
  }
}
