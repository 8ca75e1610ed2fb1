import { z } from 'zod'
import { parseName } from '@/lib/people/name'
import { parseNationalId } from '@/lib/people/national-id'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { looseText, typedText } from '@/lib/shared/typed-text'
import { ACTIVITY_KINDS, APPROVAL_LEVELS, CHOSEN_REASONS, GROUP_ROLES, MEMBER_CATEGORIES } from './kinds'
import { ENTRY_KINDS } from './ledger'

const id = z.uuid('E-GEN-01')
const version = z.int('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const text = (most: number) => typedText(2, most)
const part = (from: number, until: number) =>
  z.int('E-HG-19').min(from, 'E-HG-19').max(until, 'E-HG-19').nullable()

export const ProposeGroup = z.strictObject({
  countyId: id,
  nameFa: text(80),
  tradeId: id,
  activityKind: z.enum(ACTIVITY_KINDS, 'E-GEN-01'),
  /** Left out: the one of the province. */
  ruleSetId: id.nullish(),
  /** E-HG-06 where nobody is named; the rule answers, not the shape. */
  workerId: id.nullable(),
  commonGoal: looseText(300),
  /** Of a demonstration: everything about the group is invented. */
  demoCode: z
    .string()
    .regex(/^ZH-\d{2}$/)
    .nullish(),
})
export type ProposeGroup = z.input<typeof ProposeGroup>

export const SetGroup = z.strictObject({
  groupId: id,
  version,
  nameFa: text(80),
  tradeId: id,
  activityKind: z.enum(ACTIVITY_KINDS, 'E-GEN-01'),
  commonGoal: looseText(300),
  employedCount: z.int('E-GEN-01').min(0, 'E-GEN-01').max(1000, 'E-GEN-01'),
  outsideWorkers: z.boolean(),
})
export type SetGroup = z.input<typeof SetGroup>

export const AssignWorker = z.strictObject({ groupId: id, version, workerId: id.nullable() })
export type AssignWorker = z.input<typeof AssignWorker>

type Parsed<T> = { ok: true; value: T } | { ok: false; code: string }
function through<T>(parse: (typed: string) => Parsed<T>) {
  return z
    .string()
    .max(200, 'E-GEN-01')
    .transform((typed, context): T => {
      const result = parse(typed)
      if (result.ok) return result.value
      context.addIssue({ code: 'custom', message: result.code })
      return z.NEVER
    })
}

/** A woman who joins, as her social worker writes her down; the day of birth tells her age at joining and must be whole. */
export const NewMember = z.strictObject({
  first: through(parseName),
  last: through(parseName),
  father: z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? null : typed),
    through(parseName).nullish(),
  ),
  nationalId: through(parseNationalId),
  birthIso: z.string().refine(isIsoDay, 'E-PER-04'),
  category: z.enum(MEMBER_CATEGORIES, 'E-GEN-01'),
  isLiterate: z.boolean(),
  isCovered: z.boolean(),
  ableToWork: z.boolean(),
  /** The county she lives in. */
  homeCountyId: id,
  joinedOn: day,
  employed: z.boolean(),
  consent: z.literal(true, 'E-PER-06'),
})
export type NewMember = z.input<typeof NewMember>

export const AddMembers = z.strictObject({ groupId: id, members: z.array(NewMember).min(1).max(60) })
export type AddMembers = z.input<typeof AddMembers>

export const SetMember = z.strictObject({
  memberId: id,
  version,
  isLiterate: z.boolean(),
  isCovered: z.boolean(),
  ableToWork: z.boolean(),
  employed: z.boolean(),
  roles: z.array(z.enum(GROUP_ROLES, 'E-GEN-01')).max(GROUP_ROLES.length),
})
export type SetMember = z.input<typeof SetMember>

export const EndMembership = z.strictObject({
  memberId: id,
  leftOn: day,
  reason: z.enum(CHOSEN_REASONS, 'E-GEN-01'),
})
export type EndMembership = z.input<typeof EndMembership>

export const MoveGroup = z.strictObject({
  groupId: id,
  version,
  act: z.enum([
    'identify',
    'judge',
    'open',
    'begin',
    'selfSuffice',
    'graduate',
    'suspend',
    'resume',
    'dissolve',
    'reopen',
  ]),
  reason: looseText(300),
  opening: z.strictObject({ year: part(1300, 1500), month: part(1, 12), day: part(1, 31) }).nullish(),
})
export type MoveGroup = z.input<typeof MoveGroup>

export const ApproveGroup = z.strictObject({
  groupId: id,
  level: z.enum(APPROVAL_LEVELS, 'E-GEN-01'),
  letterNo: looseText(60),
})
export type ApproveGroup = z.input<typeof ApproveGroup>

export const SignAssessment = z.strictObject({
  groupId: id,
  day,
  finding: text(600),
  met: z.array(id).max(60),
})
export type SignAssessment = z.input<typeof SignAssessment>

const whole = z.int('E-HG-27')
export const AddRuleSet = z.strictObject({
  provinceId: id,
  code: z
    .string()
    .transform(cleanText)
    .refine((said) => /^[A-Z0-9][A-Z0-9-]{1,19}$/.test(said), 'E-GEN-01'),
  nameFa: text(80),
  nameEn: text(80),
  minSize: whole,
  maxSize: whole,
  minAge: whole,
  maxAge: whole,
  literatePart: whole,
  literateWhole: whole,
  coverage: z.boolean(),
  source: text(200),
})
export type AddRuleSet = z.input<typeof AddRuleSet>

export const AddTrade = z.strictObject({ provinceId: id, nameFa: text(60), nameEn: text(60) })
export type AddTrade = z.input<typeof AddTrade>

export const AddEntry = z.strictObject({
  groupId: id,
  kind: z.enum(ENTRY_KINDS, 'E-GEN-01'),
  day,
  amount: z.string().max(40, 'E-HG-22'),
  note: looseText(120),
})
export type AddEntry = z.input<typeof AddEntry>

export const ReverseEntry = z.strictObject({ entryId: id, note: looseText(120) })
export type ReverseEntry = z.input<typeof ReverseEntry>

export const ShareTotals = z.strictObject({
  groupId: id,
  kinds: z.array(z.enum(ENTRY_KINDS, 'E-GEN-01')).max(ENTRY_KINDS.length),
})
export type ShareTotals = z.input<typeof ShareTotals>
