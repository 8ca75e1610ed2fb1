import { z } from 'zod'
import { holdsIdentifier } from '@/lib/people/name-search'
import { parseNationalId } from '@/lib/people/national-id'
import { cleanText } from '@/lib/shared/persian-text'
import { PROGRAMMES } from './coverage'
import { CONSENT_HOW, REFUSAL_REASONS } from './referral'
import { LIST_NAMES } from './view'

const id = z.uuid('E-GEN-01')
const version = z.int('E-GEN-01')

export const IdentifyVolunteer = z.strictObject({
  volunteerId: id,
  nationalId: z.string().transform((typed, issues) => {
    const digits = parseNationalId(typed)
    if (digits.ok) return digits.value
    issues.addIssue({ code: 'custom', message: digits.code })
    return z.NEVER
  }),
  consent: z.literal(true, 'E-REF-04'),
})
export type IdentifyVolunteer = z.input<typeof IdentifyVolunteer>

export const ForgetIdentity = z.strictObject({ volunteerId: id })
export type ForgetIdentity = z.input<typeof ForgetIdentity>

export const ReferPerson = z.strictObject({
  personId: id,
  /** The unit that holds her and in whose name she is referred. */
  fromScope: z.int('E-GEN-01'),
  programme: z.enum(PROGRAMMES as [string, ...string[]], 'E-GEN-01').transform((one) => one as Chosen),
  reach: z
    .string()
    .max(120, 'E-GEN-01')
    .transform(cleanText)
    .refine((said) => said.length >= 4, 'E-REF-03'),
  consentHow: z.enum(CONSENT_HOW, 'E-REF-04'),
})
type Chosen = (typeof PROGRAMMES)[number]
export type ReferPerson = z.input<typeof ReferPerson>

export const AnswerReferral = z
  .strictObject({
    referralId: id,
    version,
    answer: z.enum(['ACCEPTED', 'REFUSED'], 'E-GEN-01'),
    reason: z.enum(REFUSAL_REASONS, 'E-REF-07').nullable(),
  })
  .refine(({ answer, reason }) => answer === 'ACCEPTED' || reason !== null, {
    path: ['reason'],
    message: 'E-REF-07',
  })
export type AnswerReferral = z.input<typeof AnswerReferral>

export const WhichReferral = z.strictObject({ referralId: id, version })
export type WhichReferral = z.input<typeof WhichReferral>

export const LookFor = z.strictObject({
  text: z
    .string()
    .max(60, 'E-GEN-01')
    .transform(cleanText)
    .refine((typed) => typed.length >= 2, 'E-GEN-01')
    .refine((typed) => !holdsIdentifier(typed), 'E-SRC-01'),
})
export type LookFor = z.input<typeof LookFor>

export const SaveView = z.strictObject({
  list: z.enum(LIST_NAMES, 'E-GEN-04'),
  filters: z.record(z.string().max(20), z.string().max(80), 'E-GEN-04'),
  name: z
    .string()
    .max(60, 'E-GEN-01')
    .transform(cleanText)
    .refine((typed) => typed.length >= 2, 'E-GEN-01'),
})
export type SaveView = z.input<typeof SaveView>

export const DropView = z.strictObject({ viewId: id })
export type DropView = z.input<typeof DropView>
