import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { RUN_STATES } from './run'
import { AUDIENCES, LARGEST_COHORT } from './set-up'

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const name = z
  .string()
  .max(200, 'E-GEN-01')
  .transform(cleanText)
  .refine((text) => text.length >= 2, 'E-GEN-01')
const reason = z.string().max(500, 'E-GEN-01').transform(cleanText)
const letter = {
  letterNo: z.string().trim().max(60).nullish(),
  letterDate: day.nullish(),
}

export const CreateRun = z.strictObject({
  provinceId: id,
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/, 'E-GEN-01'),
  nameFa: name,
  nameEn: name,
  startDate: day,
  endDate: day,
  audience: z.enum(AUDIENCES).default('MIXED'),
  legalBasisIds: z.array(id).max(20).default([]),
  ...letter,
  /** Only for demonstrations and the set-up program: a clock that stands still. */
  demo: z.strictObject({ pinnedNow: z.iso.datetime({ offset: true }) }).optional(),
})
export type CreateRun = z.input<typeof CreateRun>

export const ApproveRun = z.strictObject({
  runId: id,
  version: z.int().optional(),
  acknowledged: z.array(z.enum(['W-RUN-01', 'W-RUN-02', 'W-RUN-03', 'W-RUN-05'])).default([]),
  ...letter,
})
export type ApproveRun = z.input<typeof ApproveRun>

export const MoveRun = z.strictObject({
  runId: id,
  version: z.int().optional(),
  to: z.enum(RUN_STATES),
  reason: reason.default(''),
})
export type MoveRun = z.input<typeof MoveRun>

export const AddCohort = z.strictObject({
  runId: id,
  placeId: id,
  /** The run's own where it is left out. */
  audience: z.enum(AUDIENCES).optional(),
  targetSize: z.int().min(1).max(LARGEST_COHORT).optional(),
  plannedMinutes: z.int().min(60).max(60_000).optional(),
})
export type AddCohort = z.input<typeof AddCohort>

export const NominateFacilitator = z.strictObject({
  runId: id,
  personId: id,
  organisationId: id,
  countyId: id.nullish(),
  userId: id.nullish(),
})
export type NominateFacilitator = z.input<typeof NominateFacilitator>

export const AcceptFacilitator = z.strictObject({ facilitatorId: id, version: z.int().optional() })
export type AcceptFacilitator = z.input<typeof AcceptFacilitator>

export const CertifyFacilitator = z.strictObject({
  facilitatorId: id,
  version: z.int().optional(),
  knowledgePre: z.int().min(0).max(100).nullish(),
  knowledgePost: z.int().min(0).max(100).nullish(),
  /** The day printed on the certificate; today where it is left out. */
  day: day.optional(),
})
export type CertifyFacilitator = z.input<typeof CertifyFacilitator>

export const AssignFacilitator = z.strictObject({
  cohortId: id,
  facilitatorId: id,
  role: z.enum(['LEAD', 'CO']).default('LEAD'),
  fromDay: day.optional(),
})
export type AssignFacilitator = z.input<typeof AssignFacilitator>

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'E-GEN-01')

export const PlanSessions = z
  .strictObject({
    cohortId: id.optional(),
    /** Groups of one run, all with the same days and hour. */
    cohortIds: z.array(id).min(1).max(1000).optional(),
    /** A run: all its groups that have no session yet. */
    unplannedOf: id.optional(),
    classId: id.optional(),
    /** Weekdays, Saturday 0, and the time every session starts. */
    days: z.array(z.int().min(0).max(6)).min(1, 'E-GEN-01').max(7),
    time,
    startDay: day,
    /** Net minutes of one session; the rule's template where it is left out. */
    minutes: z.int().optional(),
    breakMinutes: z.int().min(0).max(240).default(0),
    venue: z.string().max(120).transform(cleanText).nullish(),
    mode: z.enum(['IN_PERSON', 'ONLINE', 'HYBRID']).default('IN_PERSON'),
    acknowledged: z.array(z.enum(['W-SES-04'])).default([]),
  })
  .refine(
    ({ cohortId, cohortIds, unplannedOf, classId }) =>
      [cohortId, cohortIds, unplannedOf, classId].filter((one) => one !== undefined).length === 1,
    { path: ['cohortId'], message: 'E-GEN-01' },
  )
export type PlanSessions = z.input<typeof PlanSessions>

export const ReplaceSession = z.strictObject({
  sessionId: id,
  /** The day of the replacement; the cohort's next slot where it is left out. */
  day: day.optional(),
  /** When it starts; as the cohort's slots say where it is left out. */
  time: time.optional(),
  /** Move every later session of the plan to the next slot as well. */
  shiftLater: z.boolean().default(true),
  reason: reason.default(''),
  acknowledged: z.array(z.enum(['W-SES-04'])).default([]),
})
export type ReplaceSession = z.input<typeof ReplaceSession>

export const ReadyCohort = z.strictObject({ cohortId: id, version: z.int().optional() })
export type ReadyCohort = z.input<typeof ReadyCohort>

export const CloseCohort = z.strictObject({ cohortId: id, version: z.int().optional(), day: day.optional() })
export type CloseCohort = z.input<typeof CloseCohort>

export const WaiveHours = z.strictObject({
  cohortId: id,
  version: z.int().optional(),
  reason: reason.refine((text) => text !== '', 'E-GEN-01'),
})
export type WaiveHours = z.input<typeof WaiveHours>

export const LeaveCohort = z.strictObject({
  enrolmentId: id,
  status: z.enum(['WITHDRAWN', 'NO_SHOW']),
  reason: z.enum(['RELOCATION', 'WORK', 'CARE_DUTY', 'HEALTH', 'NO_INTEREST', 'NO_SHOW', 'OTHER']),
  day,
})
export type LeaveCohort = z.input<typeof LeaveCohort>
