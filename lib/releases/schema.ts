import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { latinDigits } from '@/lib/shared/number'
import { SIBLINGS } from './siblings/kinds'

/** Prepare the figures of a run as of a day that has ended. `acknowledged` holds warnings accepted (E-PUB-02). */
export const PrepareRelease = z.strictObject({
  runId: z.uuid(),
  asOf: z.string().refine(isIsoDay),
  acknowledged: z.array(z.enum(['E-PUB-02'])).default([]),
})
export type PrepareRelease = z.input<typeof PrepareRelease>

export const SignRelease = z.strictObject({ releaseId: z.uuid() })
export type SignRelease = z.input<typeof SignRelease>

export const AttackRelease = SignRelease
export type AttackRelease = SignRelease

export const ReturnRelease = z.strictObject({
  releaseId: z.uuid(),
  reason: z.string().trim().min(1).max(500),
})
export type ReturnRelease = z.input<typeof ReturnRelease>

/** What was wrong in a published release, for everybody to read: no names, no counts of few people. */
export const RecordCorrection = z.strictObject({
  releaseId: z.uuid(),
  textFa: z.string().trim().min(10).max(500),
  textEn: z.string().trim().max(500).default(''),
})
export type RecordCorrection = z.input<typeof RecordCorrection>

/** Prepare the figures of a programme beside the plan in a province, as they stand now. */
export const PrepareSibling = z.strictObject({ programme: z.enum(SIBLINGS), provinceId: z.uuid() })
export type PrepareSibling = z.input<typeof PrepareSibling>

const CONTACT = {
  nameFa: z.string().trim().min(3).max(200),
  nameEn: z.string().trim().max(200).default(''),
  phone: z.string().trim().min(3).max(40).transform(latinDigits),
  email: z.email().max(200),
  hoursFa: z.string().trim().max(120).default(''),
  hoursEn: z.string().trim().max(120).default(''),
}

/** Who answers for the public pages: a contact that answers. */
export const OfficeContact = z.strictObject({ runId: z.uuid(), ...CONTACT })
export type OfficeContact = z.input<typeof OfficeContact>

export const ProgrammeContact = z.strictObject({ ...PrepareSibling.shape, ...CONTACT })
export type ProgrammeContact = z.input<typeof ProgrammeContact>
