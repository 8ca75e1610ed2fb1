import { z } from 'zod'

/** Three faces after a session: one tap each, kept as numbers only. */
export const FACES = ['HAPPY', 'NEUTRAL', 'SAD'] as const
export type Face = (typeof FACES)[number]

/** Fewer answers would tell who said what: they are not kept at all. */
export const FEWEST_FACES = 5

const count = z.int('E-GEN-01').min(0, 'E-GEN-01').max(200, 'E-GEN-01')
export const SaveMood = z.strictObject({
  sessionId: z.uuid('E-GEN-01'),
  happy: count,
  neutral: count,
  sad: count,
})
export type SaveMood = z.input<typeof SaveMood>
