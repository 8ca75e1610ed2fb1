import type { RuleValues } from '@/lib/rules/registry'
import { fail, ok, type Result } from '@/lib/shared/result'
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

/** E-FAC-01 no certified leader, E-COH-03 too few, E-COH-02 too many, E-COH-04 a plan of other hours; otherwise ready. */
export function checkReady(
  cohort: CohortStanding,
  rules: Pick<RuleValues, 'COHORT_MIN_SIZE' | 'COHORT_MAX_SIZE'>,
): Result<true, 'E-FAC-01' | 'E-COH-02' | 'E-COH-03' | 'E-COH-04'> {
  if (cohort.lead === null || !isCertified(cohort.lead)) return fail('E-FAC-01')
  if (cohort.enrolled < rules.COHORT_MIN_SIZE)
    return fail('E-COH-03', { min: rules.COHORT_MIN_SIZE, n: cohort.enrolled })
  if (cohort.enrolled > rules.COHORT_MAX_SIZE) return fail('E-COH-02', { max: rules.COHORT_MAX_SIZE })
  if (cohort.planMinutes !== cohort.plannedMinutes)
    return fail('E-COH-04', { h: cohort.planMinutes / 60, target: cohort.plannedMinutes / 60 })
  return ok(true)
}
