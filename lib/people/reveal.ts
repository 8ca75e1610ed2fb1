import { z } from 'zod'
import { latinDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'

/** The identifiers a page hides but for their end. */
export const HIDDEN_FIELDS = ['NATIONAL_ID', 'MOBILE'] as const
export type HiddenField = (typeof HIDDEN_FIELDS)[number]

const LEAST_LETTERS = 5
const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0

/** A reason is kept in the audit, so it may hold no number of anybody: five digits or more in a row are refused. */
const reason = z
  .string('E-ACC-20')
  .max(300, 'E-ACC-20')
  .transform(cleanText)
  .refine(
    (text) =>
      letters(text) >= LEAST_LETTERS &&
      !/\d(?:[ \u200c.-]?\d){4,}/.test(latinDigits(text)) &&
      !/@/.test(text),
    'E-ACC-20',
  )

export const revealInput = z.strictObject({
  personId: z.uuid('E-GEN-02'),
  field: z.enum(HIDDEN_FIELDS, 'E-GEN-01'),
  reason,
})
