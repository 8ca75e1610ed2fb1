import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import type { FacilitatorState } from './facilitator'

/** How somebody's part in step 1, or in the run, ends. REVOKED: her certificate is taken back. */
export const ENDINGS = ['REJECTED', 'WITHDRAWN', 'NOT_CERTIFIED', 'REVOKED'] as const
export type Ending = (typeof ENDINGS)[number]

const FROM: Record<Ending, readonly FacilitatorState[]> = {
  REJECTED: ['NOMINATED'],
  WITHDRAWN: ['NOMINATED', 'ACCEPTED', 'IN_TRAINING', 'NOT_CERTIFIED', 'CERTIFIED', 'ASSIGNED', 'ACTIVE'],
  NOT_CERTIFIED: ['ACCEPTED', 'IN_TRAINING'],
  REVOKED: ['CERTIFIED', 'ASSIGNED', 'ACTIVE'],
}
const REPLACEABLE: readonly FacilitatorState[] = [...FROM.WITHDRAWN, 'WITHDRAWN']
const MAY_SUCCEED: readonly FacilitatorState[] = [
  'NOMINATED',
  'ACCEPTED',
  'IN_TRAINING',
  'CERTIFIED',
  'ASSIGNED',
  'ACTIVE',
]

/** The endings that are open to somebody in a state. */
export const endingsOf = (state: FacilitatorState): Ending[] =>
  ENDINGS.filter((ending) => FROM[ending].includes(state))
export const isReplaceable = (state: FacilitatorState) => REPLACEABLE.includes(state)
export const maySucceed = (state: FacilitatorState) => MAY_SUCCEED.includes(state)

/** The state an ending leads to; E-FAC-04 where it does not follow from the present one. */
export function endFrom(
  state: FacilitatorState,
  ending: Ending,
): Result<'REJECTED' | 'WITHDRAWN' | 'NOT_CERTIFIED', 'E-FAC-04'> {
  if (!FROM[ending].includes(state)) return fail('E-FAC-04')
  return ok(ending === 'REVOKED' ? 'NOT_CERTIFIED' : ending)
}

const id = z.uuid('E-GEN-01')
const reason = z
  .string()
  .max(500, 'E-GEN-01')
  .transform(cleanText)
  .refine((text) => text.length > 0, 'E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const score = z.int('E-GEN-01').min(0, 'E-GEN-01').max(100, 'E-GEN-01').nullable()

export const EndFacilitator = z.strictObject({
  facilitatorId: id,
  version: z.int().optional(),
  ending: z.enum(ENDINGS),
  reason,
})
export type EndFacilitator = z.input<typeof EndFacilitator>

/** Whoever leads one group, or somebody in all that is hers: one of the two; `version` is the group's or hers. */
export const ReplaceFacilitator = z
  .strictObject({
    cohortId: id.optional(),
    facilitatorId: id.optional(),
    version: z.int().optional(),
    /** Another facilitator of the run: a nominee, or somebody certified where a group is to be taken over. */
    byFacilitatorId: id,
    reason,
    /** The first day of the new one at the groups; where it is left out, that of the earliest sheet still open, or today. */
    fromDay: day.optional(),
  })
  .refine(
    ({ cohortId, facilitatorId }) => (cohortId === undefined) !== (facilitatorId === undefined),
    'E-GEN-04',
  )
export type ReplaceFacilitator = z.input<typeof ReplaceFacilitator>

export const RecordKnowledge = z.strictObject({
  runId: id,
  scores: z
    .array(z.strictObject({ facilitatorId: id, pre: score, post: score }))
    .min(1)
    .max(500),
})
export type RecordKnowledge = z.input<typeof RecordKnowledge>

export const CertifyAll = z.strictObject({ runId: id, day: day.optional() })
export type CertifyAll = z.input<typeof CertifyAll>
