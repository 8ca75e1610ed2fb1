import type { PersonState } from '@/lib/projection/chance'
import type { CohortState } from '@/lib/projection/forecast'

/** A stream of numbers of the test's own (mulberry32); the model knows nothing of it. */
export function chances(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const SESSIONS = 30
export const NEEDED = 24

export type Made = { marks: boolean[]; leftAfter: number | null; never: boolean }

/**
 * A group as life makes them and not as the model thinks: steady women, others who come when they can, some who tire as the
 * weeks go by, some who stop one day, some who never come; good and bad neighbourhoods; days of snow on which many stay away.
 */
export function cohortOf(random: () => number): Made[] {
  const size = 20 + Math.floor(random() * 9)
  const spirit = 0.93 + 0.1 * random()
  const steady = 0.45 + 0.35 * random()
  const stopping = 0.05 + 0.17 * random()
  const snow = Array.from({ length: SESSIONS }, () => (random() < 0.06 ? 0.75 : 1))
  return Array.from({ length: size }, () => {
    if (random() < 0.03)
      return { marks: Array.from({ length: SESSIONS }, () => false), leftAfter: 4, never: true }
    const kind = random()
    const own = kind < steady ? 0.84 + 0.14 * random() : 0.5 + 0.38 * random()
    const tires = random() < 0.12 ? 0.01 : 0
    const stops = random() < stopping ? 2 + Math.floor(random() * 24) : null
    const marks = snow.map((day, i) => {
      if (stops !== null && i >= stops) return false
      return random() < Math.min(0.985, Math.max(0, own * spirit * day - tires * i))
    })
    // Most who stop are written off after three absences; of some nobody says so.
    const leftAfter = stops !== null && random() < 0.7 && stops + 3 <= SESSIONS ? stops + 3 : null
    return { marks, leftAfter, never: false }
  })
}

/** What the office knows of it after so many sessions. */
export function seenAfter(made: readonly Made[], held: number): CohortState {
  const people = made.map(({ marks, leftAfter, never }): PersonState => {
    const gone = leftAfter !== null && leftAfter <= held
    const seen = marks.slice(0, gone ? leftAfter : held)
    const attended = seen.filter(Boolean).length
    const last = seen.lastIndexOf(true)
    return {
      state: gone ? (never ? 'NEVER' : 'LEFT') : 'OPEN',
      exposed: seen.length,
      attended,
      missedInARow: seen.length - 1 - last,
      needed: NEEDED - attended,
    }
  })
  return { people, remaining: SESSIONS - held }
}

/** Who completes in the end: whoever was there often enough and was not written off. */
export const completersOf = (made: readonly Made[]): number =>
  made.filter(({ marks, leftAfter }) => leftAfter === null && marks.filter(Boolean).length >= NEEDED).length
