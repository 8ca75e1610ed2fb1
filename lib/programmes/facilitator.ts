import { minutesNeeded } from '@/lib/rules/completion'
import type { RuleValues } from '@/lib/rules/registry'
import { fail, ok, type Result } from '@/lib/shared/result'

export const FACILITATOR_STATES = [
  'NOMINATED',
  'ACCEPTED',
  'IN_TRAINING',
  'CERTIFIED',
  'ASSIGNED',
  'ACTIVE',
  'FINISHED',
  'REJECTED',
  'WITHDRAWN',
  'NOT_CERTIFIED',
  'REPLACED',
] as const
export type FacilitatorState = (typeof FACILITATOR_STATES)[number]

const CERTIFIED: readonly FacilitatorState[] = ['CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED']
const TRAINED_FROM: readonly FacilitatorState[] = ['ACCEPTED', 'IN_TRAINING', 'NOT_CERTIFIED']

export const isCertified = (state: FacilitatorState) => CERTIFIED.includes(state)

/** Hours with one decimal, as sentences show them. */
const hours = (minutes: number) => Math.round(minutes / 6) / 10

/** Minutes of the class that a certificate takes. */
export const trainingNeeded = (
  rules: Pick<RuleValues, 'COMPLETION_SHARE_FACILITATOR' | 'FAC_TRAINING_MINUTES'>,
): number =>
  minutesNeeded({
    mode: 'SHARE_OF_HOURS',
    share: rules.COMPLETION_SHARE_FACILITATOR,
    plannedMinutes: rules.FAC_TRAINING_MINUTES,
  })

/** E-FAC-02 below the minutes the rules ask for; E-FAC-04 for somebody who is not in training. */
export function checkCertification(
  state: FacilitatorState,
  trainingMinutes: number,
  rules: RuleValues,
): Result<number, 'E-FAC-02' | 'E-FAC-04'> {
  if (!TRAINED_FROM.includes(state)) return fail('E-FAC-04')
  const needed = trainingNeeded(rules)
  return trainingMinutes >= needed
    ? ok(needed)
    : fail('E-FAC-02', { h: hours(trainingMinutes), min: hours(needed) })
}

/** E-FAC-01 without a certificate; E-FAC-03 when she leads as many cohorts as the rule allows. */
export function checkAssignment(
  state: FacilitatorState,
  leadsNow: number,
  rules: RuleValues,
): Result<true, 'E-FAC-01' | 'E-FAC-03'> {
  if (!isCertified(state)) return fail('E-FAC-01')
  return leadsNow < rules.FAC_MAX_COHORTS ? ok(true) : fail('E-FAC-03', { max: rules.FAC_MAX_COHORTS })
}
