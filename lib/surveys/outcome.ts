import { type OutcomeBand, outcomeBand } from '@/lib/disclosure/bands'
import { CLEAR_CHANGE, LOW_SHARE_AT_MOST, MEASURES, type OutcomeCode } from './instruments'
import { FEWEST_PAIRS, pairedChange } from './statistics'

/** One outcome indicator of matched pairs. Everything but `n` is null where there are too few pairs to say anything. */
export type OutcomeFigure = {
  code: OutcomeCode
  n: number
  /** Points of 100; for O-02 the share with a low score, in per cent. */
  before: number | null
  after: number | null
  change: number | null
  low: number | null
  high: number | null
  effect: number | null
  /** Counts of people. For O-02 who left the low scores is improved. */
  improved: number | null
  same: number | null
  worse: number | null
  /** Of O-01: how many rose by ten points or more. */
  clearly: number | null
}

export type Pairs = { before: readonly number[]; after: readonly number[] }

/** Nothing to say but how many pairs there are. */
export const unsaid = (code: OutcomeCode, n: number): OutcomeFigure => ({
  code,
  n,
  before: null,
  after: null,
  change: null,
  low: null,
  high: null,
  effect: null,
  improved: null,
  same: null,
  worse: null,
  clearly: null,
})

/** A figure out of the scores of the same people before and after; with fewer than five pairs only their number. */
export function outcomeOf(code: OutcomeCode, { before, after }: Pairs): OutcomeFigure {
  const { share } = MEASURES[code]
  const seen = (score: number) => (share ? (score <= LOW_SHARE_AT_MOST ? 100 : 0) : score)
  const found = pairedChange(before.map(seen), after.map(seen))
  if (!found.ok) return unsaid(code, before.length)
  const { higher, lower, effect, ...rest } = found.value
  return {
    code,
    ...rest,
    effect: share ? null : effect,
    improved: share ? lower : higher,
    worse: share ? higher : lower,
    clearly: code === 'O-01' ? after.filter((score, i) => score - before[i]! >= CLEAR_CHANGE).length : null,
  }
}

/** Outcomes whose scale is kinder when it falls. */
export const fallsWell = (code: OutcomeCode) => MEASURES[code].share

/** The interval of the change, turned so that more is kinder. */
export function kinder({ code, low, high }: OutcomeFigure): { low: number | null; high: number | null } {
  if (low === null || high === null || !fallsWell(code)) return { low, high }
  return { low: -high, high: -low }
}

/** An outcome in one of three bands, by the same rule for the office and the public: only how many pairs it asks for differs. */
export const bandOf = (figure: OutcomeFigure, fewest: number): OutcomeBand | null =>
  outcomeBand({ pairs: figure.n, ...kinder(figure) }, Math.max(fewest, FEWEST_PAIRS))

/** Figures of a split are shown where the group is large enough; of a smaller one only that it is. */
export const shownFrom = (figure: OutcomeFigure, fewest: number): OutcomeFigure =>
  figure.n < Math.max(fewest, FEWEST_PAIRS) ? unsaid(figure.code, figure.n) : figure
