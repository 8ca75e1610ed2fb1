import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { seemsToNameSomebody } from '@/lib/shared/person-in-text'
import { OUTCOMES } from './draw'
import { FINDINGS, FLAG_KINDS } from './flags'

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')

/** What was found when a flag was looked into. The note is about the sheet, never about a person. */
export const SettleFlag = z.strictObject({
  runId: id,
  kind: z.enum(FLAG_KINDS, 'E-GEN-01'),
  subject: id,
  facts: z.string().min(1, 'E-GEN-01').max(200, 'E-GEN-01'),
  finding: z.enum(FINDINGS, 'E-GEN-01'),
  note: z
    .string()
    .max(500, 'E-CMN-07')
    .transform(cleanText)
    .refine((text) => text.length >= 3, 'E-GEN-01')
    .refine((text) => !seemsToNameSomebody(text), 'E-CMN-04'),
})
export type SettleFlag = z.input<typeof SettleFlag>

export const MOST_CALLS = 200

/** How many presences, of which days and county; the seed may be given to repeat a draw. */
export const DrawSample = z.strictObject({
  runId: id,
  countyId: id.nullish(),
  fromDay: day,
  toDay: day,
  wanted: z.number('E-GEN-04').int('E-GEN-04'),
  seed: z
    .string()
    .regex(/^[\w-]{4,40}$/, 'E-GEN-04')
    .nullish(),
})
export type DrawSample = z.input<typeof DrawSample>

export const RecordCall = z.strictObject({
  lineId: id,
  version: z.int(),
  outcome: z.enum(OUTCOMES, 'E-GEN-01'),
})
export type RecordCall = z.input<typeof RecordCall>
