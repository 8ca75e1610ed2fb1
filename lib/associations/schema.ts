import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { seemsToNameSomebody } from '@/lib/shared/person-in-text'
import { looseText, typedText } from '@/lib/shared/typed-text'
import {
  CAPACITY_GROUPS,
  FIELDS,
  LEVELS,
  MEETING_KINDS,
  MODES,
  QUERY_OUTCOMES,
  STEPS,
  VOLUNTEER_ROLES,
} from './kinds'

const id = z.uuid('E-GEN-01')
const version = z.int('E-GEN-04').min(1, 'E-GEN-04')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const text = (most: number) => typedText(2, most)
/** What is written about a work; nobody is named in it. */
const nameless = (most: number) => text(most).refine((said) => !seemsToNameSomebody(said), 'E-CMN-04')
const looseNameless = (most: number) =>
  looseText(most).refine((said) => !seemsToNameSomebody(said), 'E-CMN-04')
const count = (most: number) => z.int('E-GEN-01').min(0, 'E-GEN-01').max(most, 'E-GEN-01')

export const ProposeAssociation = z.strictObject({
  countyId: id,
  nameFa: text(80),
  capacityGroup: z.enum(CAPACITY_GROUPS, 'E-GEN-01'),
  begunOn: day,
  /** Of a demonstration: everything about it is invented, and its clock is stopped. */
  demo: z.strictObject({ code: z.string().regex(/^KA-\d{2}$/), pinnedNow: z.date() }).nullish(),
})
export type ProposeAssociation = z.input<typeof ProposeAssociation>

export const DoStep = z.strictObject({
  associationId: id,
  version,
  step: z.enum(STEPS, 'E-GEN-01'),
  day,
  /** E-SA-05 where there is none; the rule answers, not the shape. */
  evidence: looseNameless(400),
  letterNo: looseText(60),
})
export type DoStep = z.input<typeof DoStep>

export const UndoStep = z.strictObject({
  associationId: id,
  version,
  step: z.enum(STEPS, 'E-GEN-01'),
  reason: looseNameless(300),
})
export type UndoStep = z.input<typeof UndoStep>

export const Establish = z.strictObject({ associationId: id, version, day })
export type Establish = z.input<typeof Establish>

export const Dissolve = z.strictObject({ associationId: id, version, reason: looseNameless(300) })
export type Dissolve = z.input<typeof Dissolve>

export const AddPartner = z.strictObject({
  associationId: id,
  nameFa: text(80),
  does: nameless(200),
  since: day,
})
export type AddPartner = z.input<typeof AddPartner>

export const EndPartner = z.strictObject({ partnerId: id, until: day })
export type EndPartner = z.input<typeof EndPartner>

export const AddActivity = z.strictObject({
  associationId: id,
  day,
  titleFa: nameless(120),
  field: z.enum(FIELDS, 'E-GEN-01'),
  /** Of one that was held; of one that is planned it is not known yet. */
  beneficiaries: count(1_000_000).nullable(),
})
export type AddActivity = z.input<typeof AddActivity>

export const HoldActivity = z.strictObject({ activityId: id, version, beneficiaries: count(1_000_000) })
export type HoldActivity = z.input<typeof HoldActivity>

export const CancelActivity = z.strictObject({ activityId: id, version, reason: looseNameless(300) })
export type CancelActivity = z.input<typeof CancelActivity>

export const AddVolunteer = z.strictObject({
  associationId: id,
  name: text(80),
  role: z.enum(VOLUNTEER_ROLES, 'E-GEN-01'),
  joinedOn: day,
  consent: z.literal(true, 'E-PER-06'),
})
export type AddVolunteer = z.input<typeof AddVolunteer>

export const EndVolunteer = z.strictObject({ volunteerId: id, version, leftOn: day })
export type EndVolunteer = z.input<typeof EndVolunteer>

export const AddShifts = z.strictObject({
  activityId: id,
  volunteerIds: z.array(id).min(1, 'E-GEN-01').max(200, 'E-GEN-01'),
  /** Left out: her own role in the association. */
  role: z.enum(VOLUNTEER_ROLES, 'E-GEN-01').nullable(),
  minutes: z.int('E-GEN-01').min(0, 'E-GEN-01').max(100_000, 'E-GEN-01'),
})
export type AddShifts = z.input<typeof AddShifts>

export const StrikeShift = z.strictObject({ shiftId: id })
export type StrikeShift = z.input<typeof StrikeShift>

export const GiveCard = z.strictObject({ volunteerId: id })
export type GiveCard = z.input<typeof GiveCard>

export const SettleQuery = z.strictObject({ queryId: id, outcome: z.enum(QUERY_OUTCOMES, 'E-GEN-01') })
export type SettleQuery = z.input<typeof SettleQuery>

const seats = z.strictObject({
  level: z.enum(LEVELS, 'E-GEN-01'),
  inPerson: count(10_000),
  online: count(10_000),
})

export const AddMeeting = z.strictObject({
  placeId: id,
  kind: z.enum(MEETING_KINDS, 'E-GEN-01'),
  mode: z.enum(MODES, 'E-GEN-01'),
  day,
  subject: nameless(160),
  venue: looseText(120),
  letterNo: looseText(60),
  decisions: looseNameless(3000),
  seats: z.array(seats).max(LEVELS.length),
})
export type AddMeeting = z.input<typeof AddMeeting>

export const SetDecisions = z.strictObject({ meetingId: id, version, decisions: nameless(3000) })
export type SetDecisions = z.input<typeof SetDecisions>

export const AskQuestion = z.strictObject({
  meetingId: id,
  askedBy: z.enum(LEVELS, 'E-GEN-01'),
  question: nameless(600),
  answer: looseNameless(1500),
  answeredBy: z.enum(LEVELS, 'E-GEN-01').nullable(),
})
export type AskQuestion = z.input<typeof AskQuestion>

export const AnswerQuestion = z.strictObject({
  questionId: id,
  answer: nameless(1500),
  answeredBy: z.enum(LEVELS, 'E-GEN-01'),
})
export type AnswerQuestion = z.input<typeof AnswerQuestion>

export const ExportMinutes = z.strictObject({ meetingId: id, locale: z.enum(['fa', 'en']) })
export type ExportMinutes = z.input<typeof ExportMinutes>

export const AddObservance = z.strictObject({ placeId: id, day, nameFa: text(120), source: text(200) })
export type AddObservance = z.input<typeof AddObservance>
