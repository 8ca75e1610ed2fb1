import { type IndicatorCode, indicatorOf, type TargetRule } from './catalogue'
import type { Facts } from './formula'

export type TargetRules = Partial<Record<TargetRule, number>>

const MINUTES_PER_HOUR = 60

/** A product of rules, in hours where they are minutes. Null where there are none or one has no value. */
export function productOf(keys: readonly TargetRule[], rules: TargetRules): number | null {
  if (keys.length === 0) return null
  let product = 1
  for (const key of keys) {
    const value = rules[key]
    if (value === undefined) return null
    product *= key.endsWith('_MINUTES') ? value / MINUTES_PER_HOUR : value
  }
  return product
}

/** The run's target: the product of its rules, or all of it. */
export function runTarget(code: IndicatorCode, rules: TargetRules): number | null {
  const { target: keys, whole } = indicatorOf(code)
  return keys.length === 0 && whole ? 1 : productOf(keys, rules)
}

/** The target of a county or a neighbourhood, from the plan of its cohorts. */
export function placeTarget(code: IndicatorCode, facts: Facts, rules: TargetRules): number | null {
  const part = indicatorOf(code).placeTarget
  if (part === undefined) return null
  if (part === 'same') return runTarget(code, rules)
  return part === 'planMinutes' || part === 'planPersonMinutes' ? facts[part] / MINUTES_PER_HOUR : facts[part]
}
