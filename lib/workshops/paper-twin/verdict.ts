import type { BubbleCode } from '../paper-print'
import type { SeenRow } from './bubbles'

/**
 * What a row of the paper says, or why a person is asked. none: no circle is filled; two: more than one has ink;
 * weak: it is not clear whether it is filled; crossed: it may be crossed out; unclear: the picture shows too little.
 */
export type RowVerdict =
  | { kind: 'sure'; code: BubbleCode }
  | { kind: 'ask'; why: 'none' | 'two' | 'weak' | 'crossed' | 'unclear' }

/** Bounds of what is believed. Between `empty` and `full` nobody guesses. */
export const BOUNDS = {
  /** Inside of a circle nobody touched: grain, and what blur carries in from the outline. */
  empty: 0.07,
  full: 0.22,
  /** Ink in the outer part of a filled circle. */
  spread: 0.1,
  /** What a soft lens may carry into every circle of a row alike; no more is taken off. */
  haze: 0.07,
  /** Outline of a circle that is seen. */
  ring: 0.085,
  /** Millimetres between the two ways of finding a row. */
  slip: 0.7,
  /** Millimetres a row may lie from where flat paper has it. */
  bent: 3.2,
} as const

/** One filled circle and three clean ones, all of them clearly seen, are a mark; everything else is asked. */
export function verdictOn({ bubbles, slip, shift, held }: SeenRow): RowVerdict {
  const ask = (why: Extract<RowVerdict, { kind: 'ask' }>['why']): RowVerdict => ({ kind: 'ask', why })
  if (!held || slip > BOUNDS.slip || Math.hypot(shift.x, shift.y) > BOUNDS.bent) return ask('unclear')
  const [, calm = 0] = bubbles.map(({ ink }) => ink).sort((a, b) => a - b)
  const haze = Math.min(BOUNDS.haze, calm)
  const inked = bubbles.filter(({ ink }) => ink - haze > BOUNDS.empty)
  if (bubbles.some((bubble) => bubble.ring < BOUNDS.ring && !inked.includes(bubble))) return ask('unclear')
  const [only, another] = inked
  if (another) return ask('two')
  if (!only) return ask('none')
  if (only.ink - haze < BOUNDS.full || only.spread - haze < BOUNDS.spread) return ask('weak')
  // The tail of a tick leaves a circle once; whoever crosses out leaves it on both sides.
  if (only.crossings > 1) return ask('crossed')
  if (only.ring < BOUNDS.ring / 2) return ask('unclear')
  return { kind: 'sure', code: only.code }
}
