import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { ABSENCE_REASONS, MARK_CODES } from './codes'

const uuid = z.uuid()
const minutes = z.int().min(0).max(600)

const MarkOp = z.strictObject({
  id: uuid,
  kind: z.literal('mark'),
  person: uuid,
  code: z.enum(MARK_CODES),
  late: minutes.default(0),
  early: minutes.default(0),
  reason: z.enum(ABSENCE_REASONS).nullish(),
})
const UnmarkOp = z.strictObject({ id: uuid, kind: z.literal('unmark'), person: uuid })
const HeadOp = z.strictObject({
  id: uuid,
  kind: z.literal('head'),
  count: z.int().min(0).max(500).nullable(),
})
const DetailsOp = z.strictObject({
  id: uuid,
  kind: z.literal('details'),
  topic: z.string().max(200).nullish(),
  note: z.string().max(1000).nullish(),
  mismatch: z.string().max(300).nullish(),
})
const GuestOp = z.strictObject({
  id: uuid,
  kind: z.literal('guest'),
  guest: uuid,
  name: z.string().trim().min(2).max(60),
})

/** One tap, with an identity of its own: sending it twice changes nothing. */
export const RegisterOp = z.discriminatedUnion('kind', [MarkOp, UnmarkOp, HeadOp, DetailsOp, GuestOp])
export type RegisterOp = z.infer<typeof RegisterOp>

/**
 * What the register screen sends: the taps since the last save and what to do with the sheet.
 * `baseVersion` is the version the person was looking at; `acknowledged` holds warnings she has accepted.
 */
export const RegisterSave = z.strictObject({
  v: z.literal(1),
  sessionId: uuid,
  baseVersion: z.int().min(0),
  ops: z.array(RegisterOp).max(2000),
  outcome: z.enum(['draft', 'submit', 'cancel']),
  cancelReason: z.string().trim().max(300).nullish(),
  acknowledged: z.array(z.enum(['W-ATT-05'])).default([]),
})
export type RegisterSave = z.infer<typeof RegisterSave>

export const PlanMakeUp = z.strictObject({
  /** The session that was missed. */
  sessionId: uuid,
  day: z.string().refine(isIsoDay, 'E-GEN-01'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'E-GEN-01'),
  /** As long as the session it makes up, where it is left out; never longer. */
  minutes: z.int().optional(),
  venue: z.string().max(120).transform(cleanText).nullish(),
  reason: z.string().max(500, 'E-GEN-01').transform(cleanText).default(''),
  acknowledged: z.array(z.enum(['W-SES-04'])).default([]),
})
export type PlanMakeUp = z.input<typeof PlanMakeUp>

export const ResolveGuest = z.strictObject({
  guestId: uuid,
  resolution: z.enum(['MADE_UP', 'ENROLLED', 'VISITOR']),
  /** Whose hour it is, where she is enrolled. */
  enrolmentId: uuid.nullish(),
})
export type ResolveGuest = z.input<typeof ResolveGuest>
