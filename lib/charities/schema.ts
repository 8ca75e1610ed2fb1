import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { looseText, typedText } from '@/lib/shared/typed-text'
import { isServiceCode, serviceCode } from './catalogue'
import { AUDIENCES, CLAUSE_AIMS, OUTCOME_KINDS, PRIORITIES, PROVIDER_TYPES, SERVICE_DOMAINS } from './kinds'
import { AGREEMENT_ACTS, NEED_ACTS, PROVIDER_ACTS } from './way'

const id = z.uuid('E-GEN-01')
const version = z.int('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const text = (most: number) => typedText(2, most)
const count = (least: number, most: number) => z.int('E-GEN-01').min(least, 'E-GEN-01').max(most, 'E-GEN-01')
const people = count(1, 100_000)
const domain = z.enum(SERVICE_DOMAINS, 'E-GEN-01')
const month = z.int('E-GEN-01')
/** Made by the form and used as the row's id: the same form sent twice makes one row. */
const key = { key: id }

const facts = {
  titleFa: text(120),
  domain,
  sinceYear: count(1300, 1500).nullable(),
}
export const AddService = z.strictObject({
  ...key,
  provinceId: id,
  code: z.string().transform(serviceCode).refine(isServiceCode, 'E-GEN-01'),
  ...facts,
  acknowledged: z.array(z.enum(['W-CD-04'])).default([]),
})
export type AddService = z.input<typeof AddService>

export const ImportServices = z.strictObject({
  provinceId: id,
  rows: z.array(z.strictObject({ code: z.string().refine(isServiceCode, 'E-GEN-01'), ...facts })).max(5000),
  acknowledged: z.array(z.enum(['W-CD-04'])).default([]),
})
export type ImportServices = z.input<typeof ImportServices>

const provider = {
  nameFa: text(120),
  providerType: z.enum(PROVIDER_TYPES, 'E-GEN-01'),
  domains: z.array(domain).min(1, 'E-GEN-01'),
  licenceNo: looseText(60),
  licenceIssuer: looseText(120),
  licenceUntil: day.nullable(),
  /** The office of the organisation, not a person's own number. */
  contact: looseText(160),
}
export const AddProvider = z.strictObject({
  ...key,
  countyId: id,
  ...provider,
  registrationNo: looseText(40),
  demoCode: z
    .string()
    .regex(/^ZC-\d{2}$/)
    .nullish(),
})
export type AddProvider = z.input<typeof AddProvider>

export const SetProvider = z.strictObject({ providerId: id, version, ...provider })
export type SetProvider = z.input<typeof SetProvider>

/** Whether it may be named in public: since which day and by what; no day takes it back. */
export const SetNameConsent = z
  .strictObject({ providerId: id, version, day: day.nullable(), note: looseText(160) })
  .refine((asked) => asked.day === null || asked.note.length >= 2, { path: ['note'], message: 'E-GEN-01' })
export type SetNameConsent = z.input<typeof SetNameConsent>

export const SetPlaces = z.strictObject({ providerId: id, serviceId: id, places: count(0, 100_000) })
export type SetPlaces = z.input<typeof SetPlaces>

export const AddAssessment = z.strictObject({ ...key, providerId: id, day, finding: text(600) })
export type AddAssessment = z.input<typeof AddAssessment>

export const MoveProvider = z.strictObject({
  providerId: id,
  version,
  act: z.enum(PROVIDER_ACTS),
  reason: looseText(300),
})
export type MoveProvider = z.input<typeof MoveProvider>

export const AddNeed = z.strictObject({
  ...key,
  countyId: id,
  domain,
  serviceId: id.nullable(),
  titleFa: text(160),
  isNew: z.boolean(),
  priority: z.enum(PRIORITIES, 'E-GEN-01'),
  identifiedOn: day,
  people,
})
export type AddNeed = z.input<typeof AddNeed>

export const MoveNeed = z.strictObject({
  needId: id,
  version,
  act: z.enum(NEED_ACTS),
  /** With «verify»: how many people it is about. */
  verifiedCount: people.nullish(),
  /** With «plan»: the meeting at which it was planned, who promised and what. */
  meetingId: id.nullish(),
  promisedBy: id.nullish(),
  promised: looseText(300),
  reason: looseText(300),
})
export type MoveNeed = z.input<typeof MoveNeed>

export const AddMeeting = z.strictObject({
  ...key,
  /** A county's meeting, or the province's. */
  placeId: id,
  day,
  titleFa: text(160),
  minutes: text(4000),
})
export type AddMeeting = z.input<typeof AddMeeting>

export const MakeOffer = z.strictObject({ ...key, needId: id, providerId: id, serviceId: id, people })
export type MakeOffer = z.input<typeof MakeOffer>

export const AnswerOffer = z.strictObject({ offerId: id, accept: z.boolean(), reason: looseText(300) })
export type AnswerOffer = z.input<typeof AnswerOffer>

export const RevokeOffer = z.strictObject({ offerId: id, reason: looseText(300) })
export type RevokeOffer = z.input<typeof RevokeOffer>

export const AttachOffer = z.strictObject({ offerId: id, agreementId: id })
export type AttachOffer = z.input<typeof AttachOffer>

export const ProposeAgreement = z.strictObject({
  ...key,
  providerId: id,
  serviceId: id,
  startsOn: day,
  endsOn: day,
  capacity: people,
  /** E-CD-02 where it is empty; the rule answers, not the shape. */
  clause: looseText(1000),
  aim: z.enum(CLAUSE_AIMS, 'E-GEN-01'),
  /** The accepted offer it is made for. */
  offerId: id.nullish(),
})
export type ProposeAgreement = z.input<typeof ProposeAgreement>

export const MoveAgreement = z.strictObject({
  agreementId: id,
  version,
  act: z.enum(AGREEMENT_ACTS),
  reason: looseText(300),
})
export type MoveAgreement = z.input<typeof MoveAgreement>

export const RecordDelivery = z.strictObject({
  agreementId: id,
  month,
  served: count(0, 1_000_000),
  units: count(0, 10_000_000),
  acknowledged: z.array(z.enum(['W-CD-08'])).default([]),
})
export type RecordDelivery = z.input<typeof RecordDelivery>

const score = z.int('E-CD-25').min(0, 'E-CD-25').max(100, 'E-CD-25')
export const AddReview = z.strictObject({
  agreementId: id,
  day,
  before: score.nullable(),
  score,
  finding: text(600),
})
export type AddReview = z.input<typeof AddReview>

export const RecordOutcome = z.strictObject({
  agreementId: id,
  kind: z.enum(OUTCOME_KINDS, 'E-GEN-01'),
  month,
  count: count(0, 1_000_000),
})
export type RecordOutcome = z.input<typeof RecordOutcome>

export const AddEvent = z.strictObject({
  ...key,
  countyId: id,
  day,
  titleFa: text(160),
  audience: z.enum(AUDIENCES, 'E-GEN-01'),
  attendees: count(0, 1_000_000),
})
export type AddEvent = z.input<typeof AddEvent>
