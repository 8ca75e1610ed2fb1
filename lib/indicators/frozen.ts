import type { CompletionRule } from '@/lib/rules/completion'
import type { RuleValues } from '@/lib/rules/registry'
import { canonicalText } from '@/lib/shared/canonical'
import { type IndicatorCode, indicatorOf, TARGET_RULES, type TargetRule } from './catalogue'
import type { Amount } from './formula'

export type FrozenFigure = Amount & { code: IndicatorCode; target: number | null }
export type FrozenPlace = { code: string; figures: FrozenFigure[] }

/**
 * What is kept of a run when it is closed: its figures and those of its counties as of a day, the rules they rest on, and
 * how each group ended. Its text is the same whenever it is counted again.
 */
export type FrozenRun = {
  v: 1
  run: string
  asOf: string
  rules: RuleValues
  completion: CompletionRule
  figures: FrozenFigure[]
  counties: FrozenPlace[]
  cohorts: { code: string; status: string; closing: Record<string, number | string> | null }[]
}

/** The target rules among all rules. */
export const targetRulesOf = (rules: RuleValues): Record<TargetRule, number> =>
  Object.fromEntries(TARGET_RULES.map((key) => [key, Number(rules[key])])) as Record<TargetRule, number>

/** The figure as it is kept, without what is true of the screen only. */
export const frozenFigure = ({
  code,
  numerator,
  denominator,
  value,
  target,
}: FrozenFigure): FrozenFigure => ({
  code,
  numerator,
  denominator,
  value,
  target,
})

/** The exact text whose hash is kept. */
export const frozenText = (frozen: FrozenRun): string => canonicalText(frozen)

/** The figure's value as components take it: hours in minutes. */
export const keptValue = ({ code, value }: FrozenFigure): number | null =>
  value === null ? null : indicatorOf(code).unit === 'hours' ? value * 60 : value
