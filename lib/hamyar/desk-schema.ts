import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { looseText, typedText } from '@/lib/shared/typed-text'
import { ASPECTS, EVENT_KINDS, PILLARS, PLAN_ENDS, SUPPORT_ANSWERS, SUPPORT_FORMS, TIMED } from './desk'

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const text = (most: number) => typedText(2, most)
/** Rials as they are typed; empty where there are none. `parseRial` says what is a sum. */
const sum = z.string().max(40, 'E-HG-22').default('')
const reason = z
  .string()
  .max(300, 'E-GEN-01')
  .transform(cleanText)
  .refine((said) => said.length >= 3, 'E-HG-21')

export const RecordEvent = z
  .strictObject({
    groupId: id,
    /** One that is there already: it is said anew. */
    eventId: id.nullish(),
    kind: z.enum(EVENT_KINDS, 'E-GEN-01'),
    day,
    minutes: z.int('E-GEN-01').min(1, 'E-GEN-01').max(1440, 'E-GEN-01').nullable(),
    topic: looseText(200),
    /** The members who came. */
    came: z.array(id).max(60).default([]),
    gone: z.boolean().default(false),
  })
  .refine(({ kind, minutes }) => minutes !== null || !TIMED.includes(kind), {
    path: ['minutes'],
    message: 'E-GEN-01',
  })
export type RecordEvent = z.input<typeof RecordEvent>

export const AddPlanItem = z.strictObject({
  groupId: id,
  pillar: z.enum(PILLARS, 'E-GEN-01'),
  aspect: z.enum(ASPECTS, 'E-GEN-01'),
  textFa: text(300),
  dueOn: day.nullable(),
})
export type AddPlanItem = z.input<typeof AddPlanItem>

export const SettlePlanItem = z.strictObject({ itemId: id, status: z.enum(PLAN_ENDS, 'E-GEN-01'), day })
export type SettlePlanItem = z.input<typeof SettlePlanItem>

export const AskSupport = z.strictObject({
  groupId: id,
  /** Left out: it is the group's. */
  memberId: id.nullish(),
  form: z.enum(SUPPORT_FORMS, 'E-GEN-01'),
  what: text(200),
  askedOn: day,
  amount: sum,
})
export type AskSupport = z.input<typeof AskSupport>

export const AnswerSupport = z.strictObject({
  supportId: id,
  answer: z.enum(SUPPORT_ANSWERS, 'E-GEN-01'),
  answeredOn: day,
  amount: sum,
  regulation: looseText(120),
})
export type AnswerSupport = z.input<typeof AnswerSupport>

const step = z.int('E-GEN-01').min(1, 'E-GEN-01').max(5, 'E-GEN-01')
const Rating = z.strictObject({
  memberId: id,
  confidence: step,
  decision: step,
  resources: step,
  onSupport: z.boolean(),
})
export const RateMembers = z.strictObject({ groupId: id, day, ratings: z.array(Rating).min(1).max(60) })
export type RateMembers = z.input<typeof RateMembers>

export const AddVocational = z.strictObject({
  groupId: id,
  memberId: id,
  title: text(120),
  issuer: text(120),
  issuedOn: day,
})
export type AddVocational = z.input<typeof AddVocational>

export const SetHTarget = z.strictObject({
  countyId: id,
  value: z.int('E-GEN-01').min(0, 'E-GEN-01').max(10_000, 'E-GEN-01'),
  source: text(200),
  reason,
})
export type SetHTarget = z.input<typeof SetHTarget>

const rung = z.int('E-GEN-01').min(1, 'E-GEN-01').max(9, 'E-GEN-01')
export const AddCriterion = z.strictObject({
  provinceId: id,
  rung,
  nameFa: text(120),
  nameEn: text(120),
  source: text(200),
})
export type AddCriterion = z.input<typeof AddCriterion>

export const ChangeCriterion = z.strictObject({
  provinceId: id,
  criterionId: id,
  rung,
  nameFa: text(120),
  nameEn: text(120),
  /** It is asked no more. */
  retired: z.boolean(),
  reason,
})
export type ChangeCriterion = z.input<typeof ChangeCriterion>
