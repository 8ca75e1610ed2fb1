import type { RuleValues } from '@/lib/rules/registry'
import { type CodeValues, fail, ok, type Result } from '@/lib/shared/result'
import { type FacilitatorState, isCertified } from './facilitator'

/** What a group stands on before it begins. */
export type CohortStanding = {
  /** The state of whoever leads it; null while nobody does. */
  lead: FacilitatorState | null
  enrolled: number
  /** Minutes of its plan that are not cancelled, and what they must come to. */
  planMinutes: number
  plannedMinutes: number
}

type Limits = Pick<RuleValues, 'COHORT_MIN_SIZE' | 'COHORT_MAX_SIZE'>
export type ReadyCondition = {
  code: 'E-FAC-01' | 'E-COH-02' | 'E-COH-03' | 'E-COH-04'
  met: boolean
  values: CodeValues
}

/** What a group needs before it begins, each with its numbers and whether it is there. */
export function readyConditions(cohort: CohortStanding, rules: Limits): ReadyCondition[] {
  return [
    { code: 'E-FAC-01', met: cohort.lead !== null && isCertified(cohort.lead), values: {} },
    {
      code: 'E-COH-03',
      met: cohort.enrolled >= rules.COHORT_MIN_SIZE,
      values: { min: rules.COHORT_MIN_SIZE, n: cohort.enrolled },
    },
    {
      code: 'E-COH-02',
      met: cohort.enrolled <= rules.COHORT_MAX_SIZE,
      values: { max: rules.COHORT_MAX_SIZE },
    },
    {
      code: 'E-COH-04',
      met: cohort.planMinutes === cohort.plannedMinutes,
      values: { h: cohort.planMinutes / 60, target: cohort.plannedMinutes / 60 },
    },
  ]
}

/** E-FAC-01 no certified leader, E-COH-03 too few, E-COH-02 too many, E-COH-04 a plan of other hours; otherwise ready. */
export function checkReady(cohort: CohortStanding, rules: Limits): Result<true, ReadyCondition['code']> {
  const missing = readyConditions(cohort, rules).find(({ met }) => !met)
  if (!missing) return ok(true)
  return missing.code === 'E-FAC-01' ? fail('E-FAC-01') : fail(missing.code, missing.values)
}

/** Whoever left of her own accord, before or after she had begun, or was taken for never having come, may come back; who went over or is done may not. */
export const mayReturn = (enrolment: string): boolean =>
  enrolment === 'WITHDRAWN' || enrolment === 'NO_SHOW' || enrolment === 'CANCELLED'
