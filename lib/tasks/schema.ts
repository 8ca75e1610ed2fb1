import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { ALL_RESULTS } from './kinds'

const words = (most: number) => z.string().max(most, 'E-GEN-01').transform(cleanText)

export const FinishTask = z.strictObject({
  taskId: z.uuid(),
  version: z.int(),
  result: z.enum(ALL_RESULTS, 'E-GEN-01'),
  note: words(500).default(''),
  /** Why she withdraws, where that is the result. */
  reason: z.string().nullish(),
  /** The day of leaving; today where it is left out. */
  day: z.string().refine(isIsoDay, 'E-GEN-01').nullish(),
  /** Whose hour a guest's presence is, where she is matched. */
  enrolmentId: z.uuid().nullish(),
})
export type FinishTask = z.input<typeof FinishTask>

export const RaiseSafeguard = z.strictObject({
  cohortId: z.uuid(),
  sessionId: z.uuid().nullish(),
  text: words(1000).refine((text) => text.length >= 5, 'E-GEN-01'),
})
export type RaiseSafeguard = z.input<typeof RaiseSafeguard>
