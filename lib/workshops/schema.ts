import { z } from 'zod'
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
