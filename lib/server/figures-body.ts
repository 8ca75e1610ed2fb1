import 'server-only'
import type { FigureRow } from '@/db/queries/indicators/figure-rows'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'

/** The answer of the office's figures as JSON: one object a number, codes only, nothing rounded. */
export function figuresBody(run: string, asOf: string, rows: readonly FigureRow[]) {
  const { y, m, d } = jalaliOf(asOf)
  return {
    version: 1 as const,
    run,
    date: asOf,
    jalali: jalaliText(y, m, d),
    figures: rows.map(({ code, by, part, unit, state, numerator, denominator, value, target }) => ({
      code,
      by,
      part,
      unit,
      state,
      numerator,
      denominator,
      value,
      target,
    })),
  }
}
