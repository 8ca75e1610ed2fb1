import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'E-GEN-01')
const reason = z.string().max(500, 'E-GEN-01').transform(cleanText)
const needed = reason.refine((text) => text.length >= 3, 'E-GEN-01')
const version = z.int()

export const MoveSession = z.strictObject({
  sessionId: id,
  version,
  day,
  time,
  /** Where it will be; as it was where it is left out. */
  venue: z.string().max(120).transform(cleanText).nullish(),
  reason: reason.default(''),
  acknowledged: z.array(z.enum(['W-SES-04'])).default([]),
})
export type MoveSession = z.input<typeof MoveSession>

/** The person whose turn it is, and the version the officer looked at. */
export const PromoteWaiting = z.strictObject({ enrolmentId: id, version })
export type PromoteWaiting = z.input<typeof PromoteWaiting>

export const LeaveWaiting = z.strictObject({ enrolmentId: id, version: version.optional() })
export type LeaveWaiting = z.input<typeof LeaveWaiting>

export const TRANSFER_REASONS = ['RELOCATION', 'WORK', 'CARE_DUTY', 'OTHER'] as const

export const TransferPerson = z.strictObject({
  enrolmentId: id,
  version,
  cohortId: id,
  reason: z.enum(TRANSFER_REASONS, 'E-GEN-01'),
  acknowledged: z.array(z.enum(['W-ENR-05'])).default([]),
})
export type TransferPerson = z.input<typeof TransferPerson>

/** Chosen from a list: whatever else brought her back is nobody's to read. */
export const RETURN_REASONS = ['CAME_BACK', 'CAN_AGAIN', 'MISTAKE', 'OTHER'] as const

export const Readmit = z.strictObject({
  enrolmentId: id,
  version: version.optional(),
  reason: z.enum(RETURN_REASONS, 'E-GEN-01'),
  /** The text was told to her again and she agreed; asked where her consent no longer stands. */
  consent: z.boolean().default(false),
})
export type Readmit = z.input<typeof Readmit>

export const MovePlace = z.strictObject({ placeId: id, countyId: id, reason: needed })
export type MovePlace = z.input<typeof MovePlace>
