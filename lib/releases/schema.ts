import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'

/** Prepare the figures of a run as of a day that has ended. `acknowledged` holds warnings accepted (E-PUB-02). */
export const PrepareRelease = z.strictObject({
  runId: z.uuid(),
  asOf: z.string().refine(isIsoDay),
  acknowledged: z.array(z.enum(['E-PUB-02'])).default([]),
})
export type PrepareRelease = z.input<typeof PrepareRelease>

export const SignRelease = z.strictObject({ releaseId: z.uuid() })
export type SignRelease = z.input<typeof SignRelease>

export const ReturnRelease = z.strictObject({ releaseId: z.uuid(), reason: z.string().trim().min(1).max(500) })
export type ReturnRelease = z.input<typeof ReturnRelease>
