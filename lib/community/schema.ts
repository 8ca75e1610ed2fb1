import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { latinDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'
import { seemsToNameSomebody } from '@/lib/shared/person-in-text'
import { ADDRESSEES, ANALYSIS_PARTS, GATHERINGS, RECORD_KINDS } from './kinds'

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')

/** A note about a place: no name, no number of anybody (E-CMN-04). */
const note = (most: number) =>
  z
    .string()
    .max(most, 'E-CMN-07')
    .transform(cleanText)
    .refine((text) => !seemsToNameSomebody(text), 'E-CMN-04')
const needed = (most: number) => note(most).refine((text) => text.length >= 2, 'E-GEN-01')
const optional = (most: number) =>
  z
    .string()
    .nullish()
    .transform((text) => text ?? '')
    .pipe(note(most))
    .transform((text) => text || null)

/** A count as it was typed, in any digits; empty is none. Its bounds are a rule (E-CMN-01). */
export function countOf(text: string): number | null {
  const plain = latinDigits(text).replace(/[\s,٬]/g, '')
  return plain === '' ? null : /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN
}
const count = z
  .number('E-GEN-04')
  .int('E-GEN-04')
  .nullish()
  .transform((value) => value ?? null)

const fields = {
  kind: z.enum(RECORD_KINDS, 'E-GEN-01'),
  day,
  what: needed(300),
  elements: optional(1000),
  shocks: optional(1000),
  resources: optional(1000),
  priorities: optional(1000),
  addressedTo: z
    .enum(ADDRESSEES, 'E-GEN-01')
    .nullish()
    .transform((value) => value ?? null),
  participants: count,
}
type Fields = {
  kind: (typeof RECORD_KINDS)[number]
  elements: string | null
  shocks: string | null
  resources: string | null
  priorities: string | null
  addressedTo: string | null
  participants: number | null
}

/** Each kind has its own parts, and none of another's. */
const whole = (record: Fields, ctx: z.RefinementCtx) => {
  const missing = (path: string) => ctx.addIssue({ code: 'custom', path: [path], message: 'E-GEN-01' })
  for (const part of ANALYSIS_PARTS)
    if ((record.kind === 'ANALYSIS') !== (record[part] !== null)) missing(part)
  if ((record.kind === 'PROPOSAL') !== (record.addressedTo !== null)) missing('addressedTo')
  if (GATHERINGS.includes(record.kind) && record.participants === null) missing('participants')
}

export const AddRecord = z.strictObject({ cohortId: id, ...fields }).superRefine(whole)
export type AddRecord = z.input<typeof AddRecord>

/** The whole of a record anew, and why; what stood before is kept. */
export const CorrectRecord = z
  .strictObject({ recordId: id, version: z.int(), reason: needed(300), ...fields })
  .superRefine(whole)
export type CorrectRecord = z.input<typeof CorrectRecord>

export const StrikeRecord = z.strictObject({ recordId: id, version: z.int(), reason: needed(300) })
export type StrikeRecord = z.input<typeof StrikeRecord>

/** The answer to a proposal, or its being done. A refusal has a reason. */
export const MoveProposal = z
  .strictObject({
    recordId: id,
    version: z.int(),
    status: z.enum(['ACCEPTED', 'REJECTED', 'DONE'], 'E-GEN-01'),
    day,
    reason: optional(300),
  })
  .refine(({ status, reason }) => status !== 'REJECTED' || reason !== null, {
    path: ['reason'],
    message: 'E-GEN-01',
  })
export type MoveProposal = z.input<typeof MoveProposal>
