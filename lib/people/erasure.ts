import { z } from 'zod'
import { cleanText } from '@/lib/shared/persian-text'

/** How she asked to be erased; for somebody under eighteen it is her guardian who asks. */
export const ERASURE_WAYS = ['SAID', 'LETTER', 'GUARDIAN'] as const

export const ErasePerson = z.strictObject({
  personId: z.uuid('E-GEN-02'),
  how: z.enum(ERASURE_WAYS, 'E-GEN-01'),
  /** Her name typed out, so that nobody is erased by one press too many. */
  name: z
    .string('E-GEN-01')
    .max(200, 'E-GEN-01')
    .transform(cleanText)
    .refine((text) => text.length > 0, 'E-GEN-01'),
  sure: z.literal('on', 'E-GEN-01'),
})
export type ErasePerson = z.input<typeof ErasePerson>

/** What is known before somebody is erased: what would refuse it and what would go. */
export type ErasurePlan = {
  erasedAt: string | null
  beyond: boolean
  standing: number
  matters: number
  serving: boolean
  files: number
}
type Hindrance = { code: 'E-ENR-00' | 'E-ERA-01' | 'E-ERA-02' | 'E-ERA-03' | 'E-GEN-03'; n?: number }

/**
 * The first thing that refuses: erased already; somebody else has to look at it (neutral: it tells nothing); a consent that stands
 * in a run that goes on; a matter about her that is open; work or membership that has not ended. Null: nothing does.
 */
export function hindranceOf(plan: ErasurePlan): Hindrance | null {
  if (plan.erasedAt) return { code: 'E-GEN-03' }
  if (plan.beyond) return { code: 'E-ENR-00' }
  if (plan.standing > 0) return { code: 'E-ERA-01' }
  if (plan.matters > 0) return { code: 'E-ERA-02', n: plan.matters }
  return plan.serving ? { code: 'E-ERA-03' } : null
}
