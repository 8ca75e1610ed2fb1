import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { fail, ok, type Result } from '@/lib/shared/result'
import { typedText } from '@/lib/shared/typed-text'

const MOST = 1_000_000_000

/** A statistic of a county, in the words of its source. Never a figure of the programme. */
export const AddOutsideFigure = z.strictObject({
  runId: z.uuid('E-GEN-01'),
  countyId: z.uuid('E-GEN-01'),
  title: typedText(2, 200),
  day: z.string().refine(isIsoDay, 'E-GEN-01'),
  value: z.number('E-GEN-01').min(0, 'E-GEN-01').max(MOST, 'E-GEN-01'),
  unit: typedText(1, 60),
  source: typedText(3, 300),
})
export type AddOutsideFigure = z.input<typeof AddOutsideFigure>

export const StrikeOutsideFigure = z.strictObject({ figureId: z.uuid('E-GEN-01'), reason: typedText(3, 500) })
export type StrikeOutsideFigure = z.input<typeof StrikeOutsideFigure>

/** E-OUT-03: a statistic of a day that has not come. */
export function checkOutsideDay(day: string, today: string): Result<true, 'E-OUT-03'> {
  return day <= today ? ok(true) : fail('E-OUT-03')
}
