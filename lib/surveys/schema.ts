import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { INSTRUMENT_CODES } from './instruments'
import { WAVE_KINDS } from './wave'

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')

export const OpenWave = z.strictObject({
  runId: id,
  kind: z.enum(WAVE_KINDS, 'E-GEN-01'),
  closesOn: day,
  instruments: z.array(z.enum(INSTRUMENT_CODES, 'E-GEN-01')).min(1, 'E-GEN-01'),
})
export type OpenWave = z.input<typeof OpenWave>

export const CloseWave = z.strictObject({ waveId: id, version: z.int() })
export type CloseWave = z.input<typeof CloseWave>

/** The run whose answers nobody stands behind any more. */
export const PartLinks = z.strictObject({ runId: id })
export type PartLinks = z.input<typeof PartLinks>

/** Cards for those who have none, for everybody anew, or for one row whose card is lost. */
export const IssueCards = z.strictObject({
  cohortId: id,
  rows: z.union([z.literal('NEW'), z.literal('ALL'), z.int('E-GEN-01').min(1, 'E-GEN-01')], 'E-GEN-01'),
})
export type IssueCards = z.input<typeof IssueCards>

export const DeclineCard = z.strictObject({
  cohortId: id,
  row: z.int('E-GEN-01').min(1, 'E-GEN-01'),
  declined: z.boolean(),
})
export type DeclineCard = z.input<typeof DeclineCard>

/** What of her hours is wrong, as she chooses it on her card; nothing is written. */
export const CARD_QUERIES = ['HOURS_LESS', 'HOURS_MORE', 'ALLOWANCE', 'NOT_ME'] as const
export type CardQuery = (typeof CARD_QUERIES)[number]

/** The consent text of the survey; it never changes, a better one gets a new name. */
export const SURVEY_TEXT = 'SURVEY-1405-1'

export const AGREE_HOW = ['SCREEN', 'READ_ALOUD'] as const
export const Agree = z.strictObject({
  waveId: id,
  textVersion: z.literal(SURVEY_TEXT, 'E-GEN-01'),
  how: z.enum(AGREE_HOW, 'E-GEN-01'),
})
export type Agree = z.input<typeof Agree>

export const AnswerSurvey = z.strictObject({
  waveId: id,
  instrument: z.enum(INSTRUMENT_CODES, 'E-GEN-01'),
  answers: z.array(z.number().nullable()).max(40, 'E-ASM-05'),
  mode: z.enum(['LINK', 'PHONE', 'ALOUD'], 'E-GEN-01'),
})
export type AnswerSurvey = z.input<typeof AnswerSurvey>

const line = (most: number) =>
  z
    .string()
    .max(most, 'E-REF-03')
    .transform(cleanText)
    .refine((text) => text.length >= 2, 'E-REF-03')

/** What she wants to be called, and how she may be reached; written by herself, for the counsellor only. */
export const AskToTalk = z.strictObject({ waveId: id, name: line(60), reach: line(120) })
export type AskToTalk = z.input<typeof AskToTalk>

export const REFERRAL_ENDS = ['DONE', 'DECLINED', 'LAPSED'] as const
export const TakeReferral = z.strictObject({ referralId: id, version: z.int() })
export type TakeReferral = z.input<typeof TakeReferral>
export const EndReferral = z.strictObject({
  referralId: id,
  version: z.int(),
  outcome: z.enum(REFERRAL_ENDS, 'E-GEN-01'),
})
export type EndReferral = z.input<typeof EndReferral>
