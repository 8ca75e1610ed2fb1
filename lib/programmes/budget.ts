import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { latinDigits } from '@/lib/shared/number'
import { typedText } from '@/lib/shared/typed-text'

export const BUDGET_KINDS = ['BUDGET', 'SPENT'] as const
export type BudgetKind = (typeof BUDGET_KINDS)[number]

/** Ten thousand milliard rial (ten to the thirteenth): more is a slip of the hand. */
export const MOST_RIAL = 10_000_000_000_000

/**
 * Whole rials as people write them: any digits, any separators between groups, «ریال» after them. Null for what is no
 * whole number above nought, such as a decimal.
 */
export function parseRial(text: string): number | null {
  const plain = latinDigits(text)
    .replace(/[\p{Cf}\u0640]/gu, '')
    .replace(/ریال|ريال|rials?|irr/giu, '')
    .trim()
  const digits = /^\d+$/.test(plain)
    ? plain
    : /^\d{1,3}([\s,٬،.'’_/]\d{3})+$/u.test(plain)
      ? plain.replace(/\D/g, '')
      : null
  if (digits === null || digits.length > 16) return null
  const amount = Number(digits)
  return amount > 0 && amount <= MOST_RIAL ? amount : null
}

export type BudgetTotals = { credit: number; spent: number }

/** What is left of a credit, and which share of it is spent; no share while there is no credit. */
export function standing({ credit, spent }: BudgetTotals): { left: number; share: number | null } {
  return { left: credit - spent, share: credit > 0 ? spent / credit : null }
}

export const AddBudgetLine = z.strictObject({
  runId: z.uuid('E-GEN-01'),
  kind: z.enum(BUDGET_KINDS),
  day: z.string().refine(isIsoDay, 'E-GEN-01'),
  amountRial: z.int('bad-amount').min(1, 'bad-amount').max(MOST_RIAL, 'bad-amount'),
  title: typedText(2, 200),
  letterNo: typedText(0, 60).nullish(),
})
export type AddBudgetLine = z.input<typeof AddBudgetLine>

export const StrikeBudgetLine = z.strictObject({ lineId: z.uuid('E-GEN-01'), reason: typedText(1, 500) })
export type StrikeBudgetLine = z.input<typeof StrikeBudgetLine>
