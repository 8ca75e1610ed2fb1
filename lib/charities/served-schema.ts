import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { looseText } from '@/lib/shared/typed-text'
import { COMPLAINTS, PLEDGE_KINDS, SERVED_ANSWERS } from './served'

const id = z.uuid('E-GEN-01')
const version = z.int('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const text = (most: number) => looseText(most).refine((said) => said.length >= 2, 'E-GEN-01')
const code = z.string().max(100, 'E-GEN-01')
const answer = z.enum(SERVED_ANSWERS, 'E-GEN-01')
const about = z.enum(COMPLAINTS, 'E-GEN-01')

export const IssueServedCards = z.strictObject({
  agreementId: id,
  /** So many more; or the one whose number was lost, anew. */
  count: z.int('E-GEN-01').min(1, 'E-GEN-01').max(200, 'E-GEN-01').nullable(),
  anew: z.int('E-GEN-01').min(1, 'E-GEN-01').nullable(),
})
export type IssueServedCards = z.input<typeof IssueServedCards>

export const ConfirmServed = z.strictObject({ code, month: z.int('E-GEN-01'), answer })
export type ConfirmServed = z.input<typeof ConfirmServed>

export const Complain = z.strictObject({ code, about, said: looseText(500) })
export type Complain = z.input<typeof Complain>

/** Her words to the office, on the telephone or in person; with her card where she has one. */
export const RecordComplaint = z.strictObject({
  key: id,
  agreementId: id,
  code,
  about,
  who: looseText(160),
  said: text(500),
})
export type RecordComplaint = z.input<typeof RecordComplaint>

export const TakeComplaint = z.strictObject({ complaintId: id, version })
export type TakeComplaint = z.input<typeof TakeComplaint>
export const AnswerComplaint = z.strictObject({ complaintId: id, version, answer: text(500) })
export type AnswerComplaint = z.input<typeof AnswerComplaint>

export const LinkPerson = z.strictObject({ needId: id, nationalId: z.string().max(60) })
export type LinkPerson = z.input<typeof LinkPerson>
export const UnlinkPerson = z.strictObject({ needId: id, personId: id })
export type UnlinkPerson = z.input<typeof UnlinkPerson>

export const AddPledge = z.strictObject({
  key: id,
  /** A county's pledge, or the province's. */
  placeId: id,
  benefactor: text(120),
  kind: z.enum(PLEDGE_KINDS, 'E-GEN-01'),
  /** Whole rials. */
  amount: z.int('E-CD-28').min(1, 'E-CD-28').max(1_000_000_000_000_000, 'E-CD-28').nullable(),
  goods: looseText(300),
  promisedOn: day,
  meetingId: id.nullish(),
  needId: id.nullish(),
})
export type AddPledge = z.input<typeof AddPledge>

export const SettlePledge = z.strictObject({
  pledgeId: id,
  version,
  to: z.enum(['RECEIVED', 'WITHDRAWN'], 'E-GEN-01'),
  day,
  receiptNo: looseText(40),
  reason: looseText(300),
})
export type SettlePledge = z.input<typeof SettlePledge>
