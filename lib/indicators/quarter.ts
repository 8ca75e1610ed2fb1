import type { CompletionRule } from '@/lib/rules/completion'
import type { RuleValues } from '@/lib/rules/registry'
import { canonicalText } from '@/lib/shared/canonical'
import type { PlaceLevel, Unit } from './catalogue'

/** A quarter of the Jalali year: spring 1, summer 2, autumn 3, winter 4. */
export type QuarterNo = 1 | 2 | 3 | 4
export const QUARTERS: readonly QuarterNo[] = [1, 2, 3, 4]

/** What is counted and what it is counted against; hours in minutes. Null where there is nothing to divide by. */
export type QuarterAmount = { numerator: number; denominator: number | null; value: number | null }

/**
 * One indicator in one place. `value` is cumulative, from the run's beginning to the end of the quarter, in its own unit
 * (hours, a share of one, points); null means "nothing to divide by" or "not measured yet", never zero.
 */
export type QuarterFigure = QuarterAmount & {
  code: string
  unit: Unit
  level: PlaceLevel
  /** The place's code and names; the run's own where the level is the run. */
  place: string
  nameFa: string
  nameEn: string
  /** What is to be reached by the end of the quarter; null where nobody has set a target. */
  target: number | null
  /** Of it, what the quarter itself added; null where the indicator is a state and not a flow. */
  inQuarter: QuarterAmount | null
}

export type QuarterSplitKey = 'zone' | 'sex' | 'age' | 'head' | 'education'
/** A part of the run's figure; `key` is the code of the part (F, 30-44, MARGINAL …), null where it is not known. */
export type QuarterSplit = QuarterAmount & { code: string; by: QuarterSplitKey; key: string | null }

/** One outcome by matched pairs, in points of 100 (O-02: shares of one). Numbers are null below the least n. */
export type QuarterOutcome = {
  code: string
  n: number
  before: number | null
  after: number | null
  change: number | null
  low: number | null
  high: number | null
  effect: number | null
  improved: number | null
  same: number | null
  worse: number | null
}

/** A result of the community (O-10 to O-14), as counted. */
export type QuarterCommunity = QuarterAmount & { code: string; unit: Unit }

/** A number that tells how far the data can be trusted. */
export type QuarterQuality = { code: string; count: number; of: number | null }

/** A figure entered by hand (O-15): never the programme's doing. */
export type QuarterOutside = {
  code: string
  county: string
  titleFa: string
  titleEn: string
  day: string
  value: number
  unit: string
  source: string
}

/** What a closed quarter says. Its canonical text, and so its hash, is the same whenever it is counted from its inputs. */
export type FrozenQuarter = {
  v: 1
  run: { code: string; nameFa: string; nameEn: string }
  /** Jalali year and quarter. */
  year: number
  quarter: QuarterNo
  /** First and last day of the quarter, and the day the figures are of (ISO). */
  from: string
  to: string
  asOf: string
  rules: RuleValues
  completion: CompletionRule
  figures: QuarterFigure[]
  splits: QuarterSplit[]
  outcomes: QuarterOutcome[]
  community: QuarterCommunity[]
  quality: QuarterQuality[]
  outside: QuarterOutside[]
  /** SHA-256 of the canonical text of the inputs it was counted from. */
  inputs: string
  /** Sheets of the quarter that were not approved when it was closed, and why it was closed all the same. */
  unapproved: { count: number; reason: string | null }
}

/** The exact text whose hash is kept. */
export const quarterText = (quarter: FrozenQuarter): string => canonicalText(quarter)

/** One thing that has changed since: a sheet, an enrolment, a facilitator, a rule. */
export type QuarterChange = {
  kind: 'session' | 'enrolment' | 'cohort' | 'county' | 'facilitator' | 'organisation' | 'rule'
  key: string
  what: 'added' | 'removed' | 'changed'
  /** The act that did it and its instant (ISO), where the audit knows one. */
  act: string | null
  at: string | null
  from: { numerator: number; denominator: number | null } | null
  to: { numerator: number; denominator: number | null } | null
}

/** A figure that reads differently today: as frozen, as now, and what has changed. */
export type QuarterAdjustment = {
  code: string
  level: PlaceLevel
  place: string
  frozen: QuarterAmount
  now: QuarterAmount
  /** The latest of its changes (ISO); null where no act is known. */
  at: string | null
  changes: QuarterChange[]
}

/** A quarter as it was closed and signed, with what has changed since. */
export type ClosedQuarter = {
  quarter: FrozenQuarter
  /** SHA-256 of `quarterText(quarter)`, in hex. */
  hash: string
  preparedBy: string
  preparedAt: string
  signedBy: string | null
  signedAt: string | null
  adjustments: QuarterAdjustment[]
}
