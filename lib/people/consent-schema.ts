import { z } from 'zod'
import { cleanText } from '@/lib/shared/persian-text'

/** The wordings that are read aloud (messages, cohorts.consent.texts); the last one is in use. A wording never changes. */
export const SPOKEN_TEXTS = ['SPOKEN-1405-1'] as const
export const SPOKEN_TEXT = SPOKEN_TEXTS[SPOKEN_TEXTS.length - 1]!

const id = z.uuid('E-GEN-01')

export const ReadConsent = z.strictObject({
  sessionId: id,
  textVersion: z.enum(SPOKEN_TEXTS, 'E-GEN-01'),
  /** Those who were there and answered. */
  answers: z
    .array(z.strictObject({ enrolmentId: id, agreed: z.boolean() }))
    .min(1, 'E-GEN-01')
    .max(200),
})
export type ReadConsent = z.input<typeof ReadConsent>

export const WithdrawConsent = z.strictObject({ enrolmentId: id, version: z.int().optional() })
export type WithdrawConsent = z.input<typeof WithdrawConsent>

export const DecideDuplicate = z.strictObject({
  caseId: id,
  decision: z.enum(['SAME', 'DIFFERENT'], 'E-GEN-01'),
  /** The row that stays, where two become one. */
  keepId: id.nullish(),
  reason: z
    .string()
    .max(500, 'E-GEN-01')
    .transform(cleanText)
    .refine((text) => text.length >= 3, 'E-GEN-01'),
})
export type DecideDuplicate = z.input<typeof DecideDuplicate>
