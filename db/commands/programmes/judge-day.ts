import { AppError } from '@/lib/shared/result'
import { type Closed, checkDay } from '@/lib/workshops/plan'

/** A day somebody chose by hand: E-SES-03 on a holiday without a reason, W-SES-04 on a weekend day not acknowledged. */
export function judgeDay(
  day: string,
  closed: Closed,
  asked: { reason: string; acknowledged: readonly string[] },
): void {
  const verdict = checkDay(day, closed)
  if (verdict?.code === 'E-SES-03' && asked.reason === '')
    throw new AppError('E-SES-03', { name: verdict.holiday ?? 'جمعه' })
  if (verdict?.code === 'W-SES-04' && !asked.acknowledged.includes('W-SES-04')) throw new AppError('W-SES-04')
}
