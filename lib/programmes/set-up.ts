import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'

export const AUDIENCES = ['MIXED', 'WOMEN', 'MEN'] as const
export type Audience = (typeof AUDIENCES)[number]
export const BASIS_KINDS = ['LAW', 'PRESIDENTIAL_PRIORITY', 'PROVINCIAL_DOCUMENT'] as const

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01').nullish()
const text = (least: number) =>
  z
    .string()
    .max(200, 'E-GEN-01')
    .transform(cleanText)
    .refine((said) => said.length >= least, 'E-GEN-01')

export const AddLegalBasis = z
  .strictObject({
    runId: id,
    titleFa: text(3),
    titleEn: text(0).default(''),
    kind: z.enum(BASIS_KINDS),
    /** Where it is written: number and date of the act. */
    citation: text(2),
    validFrom: day,
    validTo: day,
  })
  .refine((one) => !one.validFrom || !one.validTo || one.validFrom <= one.validTo, {
    path: ['validTo'],
    message: 'E-RUN-08',
  })
export type AddLegalBasis = z.input<typeof AddLegalBasis>

export const AttachLegalBasis = z.strictObject({ runId: id, legalBasisId: id, attached: z.boolean() })
export type AttachLegalBasis = z.input<typeof AttachLegalBasis>

export const CopyPlaces = z.strictObject({
  runId: id,
  fromRunId: id,
  placeIds: z.array(id).min(1, 'E-GEN-01').max(500, 'E-GEN-01'),
})
export type CopyPlaces = z.input<typeof CopyPlaces>

export const SetRunAudience = z.strictObject({
  runId: id,
  version: z.int().optional(),
  audience: z.enum(AUDIENCES),
})
export type SetRunAudience = z.input<typeof SetRunAudience>

/** A cohort may be written down as large as anybody reads the plan: the checks then say what is wrong with it. */
export const LARGEST_COHORT = 5000

export const SetCohortPlan = z.strictObject({
  cohortId: id,
  version: z.int().optional(),
  targetSize: z.int('E-GEN-01').min(1, 'E-GEN-01').max(LARGEST_COHORT, 'E-GEN-01'),
  audience: z.enum(AUDIENCES),
})
export type SetCohortPlan = z.input<typeof SetCohortPlan>
