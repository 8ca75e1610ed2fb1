import { type IndicatorCode, indicatorOf, type TargetRule } from './catalogue'
import type { Facts } from './formula'

export type TargetRules = Partial<Record<TargetRule, number>>

const MINUTES_PER_HOUR = 60

/** The run's target: the product of its rules, in hours where they are minutes. Null where a rule has no value. */
export function runTarget(code: IndicatorCode, rules: TargetRules): number | null {
  const { target: keys, whole } = indicatorOf(code)
  if (keys.length === 0) return whole ? 1 : null
  let product = 1
  for (const key of keys) {
    const value = rules[key]
    if (value === undefined) return null
    product *= key.endsWith('_MINUTES') ? value / MINUTES_PER_HOUR : value
  }
  return product
}

/** The target of a county or a neighbourhood, from the plan of its cohorts. */
export function placeTarget(code: IndicatorCode, facts: Facts, rules: TargetRules): number | null {
  const part = indicatorOf(code).placeTarget
  if (part === undefined) return null
  if (part === 'same') return runTarget(code, rules)
  return part === 'planMinutes' || part === 'planPersonMinutes' ? facts[part] / MINUTES_PER_HOUR : facts[part]
}
