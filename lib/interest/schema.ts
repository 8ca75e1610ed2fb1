import { z } from 'zod'
import { cleanText } from '@/lib/shared/persian-text'

export const INTEREST_KINDS = ['PERSON', 'ORGANISATION'] as const
export const INTEREST_WISHES = ['TAKE_PART', 'HELP'] as const
export const INTEREST_STATES = ['OPEN', 'ANSWERED'] as const
export type InterestKind = (typeof INTEREST_KINDS)[number]
export type InterestWish = (typeof INTEREST_WISHES)[number]
export type InterestState = (typeof INTEREST_STATES)[number]

const words = (most: number) => z.string().max(most, 'E-INT-04').transform(cleanText)

/** What somebody writes to an office who would like to take part or to help. */
export const SendInterest = z.strictObject({
  provinceId: z.uuid('E-GEN-01'),
  kind: z.enum(INTEREST_KINDS, 'E-GEN-01'),
  wish: z.enum(INTEREST_WISHES, 'E-GEN-01'),
  name: words(120).refine((text) => text !== '', 'E-INT-01'),
  reach: words(160).refine((text) => text.length >= 5, 'E-INT-01'),
  message: words(2000),
  consent: z.literal(true, 'E-INT-02'),
})
export type SendInterest = z.input<typeof SendInterest>

/** What of it is kept, sealed. */
export type InterestText = { name: string; reach: string; message: string }

export const AnswerInterest = z.strictObject({ interestId: z.uuid(), version: z.int() })
export type AnswerInterest = z.input<typeof AnswerInterest>

/** A form that came back sooner than a hand fills it, or after it was long forgotten, was filled by none. */
export const FORM_AGE = { leastMs: 2000, mostMs: 3 * 60 * 60 * 1000 } as const

export const ageFits = (ageMs: number): boolean => ageMs >= FORM_AGE.leastMs && ageMs <= FORM_AGE.mostMs
