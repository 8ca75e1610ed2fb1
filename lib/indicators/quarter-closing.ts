import { z } from 'zod'
import { cleanText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import {
  type JalaliQuarter,
  quarterFromText,
  quarterKey,
  quarterSpan,
  quartersBetween,
} from './calendar-quarter'

export type QuarterState = 'PREPARED' | 'SIGNED' | 'WITHDRAWN'

const text = (least: number) =>
  z
    .string()
    .max(500, 'E-GEN-01')
    .transform(cleanText)
    .refine((said) => said.length >= least, 'E-GEN-01')

export const PrepareQuarter = z.strictObject({
  runId: z.uuid('E-GEN-01'),
  quarter: z.string().refine((said) => quarterFromText(said) !== null, 'E-GEN-01'),
  /** Why it is closed though sheets are not approved. */
  reason: text(0).nullish(),
})
export type PrepareQuarter = z.input<typeof PrepareQuarter>
export const SignQuarter = z.strictObject({ closingId: z.uuid('E-GEN-01') })
export type SignQuarter = z.input<typeof SignQuarter>
export const WithdrawQuarter = z.strictObject({ closingId: z.uuid('E-GEN-01'), reason: text(3) })
export type WithdrawQuarter = z.input<typeof WithdrawQuarter>

/** E-TGT-03 a quarter of another time, E-QTR-01 one that has not ended by the run's clock. */
export function checkQuarterEnded(
  quarter: JalaliQuarter,
  run: { startDate: string; endDate: string },
  today: string,
): Result<true, 'E-TGT-03' | 'E-QTR-01'> {
  const own = quartersBetween(run.startDate, run.endDate).map(quarterKey)
  if (!own.includes(quarterKey(quarter))) return fail('E-TGT-03')
  return quarterSpan(quarter).to < today ? ok(true) : fail('E-QTR-01')
}

/** E-QTR-03: sheets are not approved, and nobody has said why it is closed all the same. */
export function checkUnapproved(count: number, reason: string | null): Result<true, 'E-QTR-03'> {
  return count === 0 || (reason ?? '') !== '' ? ok(true) : fail('E-QTR-03', { n: count })
}

/** E-QTR-05 nothing waits for a signature, E-QTR-04 whoever prepared it would sign it. */
export function checkSignature(
  closing: { state: QuarterState; preparedBy: string },
  signer: string,
): Result<true, 'E-QTR-04' | 'E-QTR-05'> {
  if (closing.state !== 'PREPARED') return fail('E-QTR-05')
  return closing.preparedBy === signer ? fail('E-QTR-04') : ok(true)
}
