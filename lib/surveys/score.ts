import { fail, ok, type Result } from '@/lib/shared/result'
import type { Instrument } from './instruments'

/** An answer to each item, null where it was left out. */
export type Answers = readonly (number | null)[]
export type Score = {
  /** 0 to 100. */
  score: number
  /** Of each part of the instrument, null where a part is not answered enough; null where it has no parts. */
  parts: (number | null)[] | null
  /** Whether a counsellor is offered. */
  low: boolean
}

/**
 * The score of one respondent's answers. E-ASM-05: an answer that is not one of those offered, or not as many as there are
 * items. E-ASM-06: more left out than may be; E-ASM-17: one left out where none may be.
 */
export function scoreOf(
  instrument: Instrument,
  answers: Answers,
): Result<Score, 'E-ASM-05' | 'E-ASM-06' | 'E-ASM-17'> {
  const { minValue, maxValue, lowBelow, mayMiss } = instrument
  const offered = (value: number | null) =>
    value === null || (Number.isInteger(value) && value >= minValue && value <= maxValue)
  if (answers.length !== instrument.items || !answers.every(offered)) return fail('E-ASM-05')
  const missing = answers.filter((value) => value === null).length
  if (missing > 0 && mayMiss === 0) return fail('E-ASM-17', { n: missing })
  if (missing > mayMiss) return fail('E-ASM-06', { n: missing, max: mayMiss })
  const turned = answers.map((value, i) =>
    value !== null && instrument.reverseItems.includes(i + 1) ? minValue + maxValue - value : value,
  )
  const raw = sum(turned)
  return ok({
    score: rescaled(turned, instrument)!,
    parts:
      instrument.parts.length === 0
        ? null
        : instrument.parts.map((items) =>
            rescaled(
              items.map((item) => turned[item - 1]!),
              instrument,
            ),
          ),
    low: lowBelow !== null && raw < lowBelow,
  })
}

const sum = (values: Answers) => values.reduce<number>((all, value) => all + (value ?? 0), 0)

/** The mean of what was answered, from the least to the most possible; null where nothing was. At most one may be missing. */
function rescaled(values: Answers, { minValue, maxValue, mayMiss }: Instrument): number | null {
  const given = values.filter((value) => value !== null)
  if (given.length === 0 || values.length - given.length > mayMiss) return null
  return ((sum(given) - given.length * minValue) * 100) / (given.length * (maxValue - minValue))
}
