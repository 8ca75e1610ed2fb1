import { latinDigits } from '@/lib/shared/number'
import { fail, ok, type Result } from '@/lib/shared/result'

/** What a line of the group's book tells: worth of what was made, orders taken, sold, spent, put aside. */
export const ENTRY_KINDS = ['PRODUCTION', 'ORDER', 'SALE', 'COST', 'SAVING'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Amounts are whole rials and never a float: in code a bigint, on their way to a browser a string of digits. */
export type Rial = bigint
const MOST_DIGITS = 15

/**
 * A sum of money as people type it: digits of either kind, with «٬», a comma or a space between groups, «ریال» after it.
 * E-HG-22: nothing, not a whole number, not above nought, or more than fifteen digits.
 */
export function parseRial(text: string): Result<Rial, 'E-HG-22'> {
  const plain = latinDigits(text)
    .replace(/[\p{Cf}\s]/gu, '')
    .replace(/(ریال|rials?)$/iu, '')
  // Groups are of three, so that «12,5» is a fraction and not a hundred and twenty-five.
  const grouped = /^\d{1,3}([٬,،]\d{3})+$/.test(plain)
  const digits = grouped ? plain.replace(/[٬,،]/g, '') : plain
  if (!/^\d+$/.test(digits)) return fail('E-HG-22')
  const bare = digits.replace(/^0+/, '')
  return bare === '' || bare.length > MOST_DIGITS ? fail('E-HG-22') : ok(BigInt(bare))
}

/** E-HG-23: a line is of today or earlier. */
export function checkEntryDay(day: string, today: string): Result<string, 'E-HG-23'> {
  return day > today ? fail('E-HG-23') : ok(day)
}

export type BookLine = { kind: EntryKind; month: number; amount: Rial; reversal: boolean }
export type Totals = Record<EntryKind, Rial>
export const noTotals = (): Totals => ({ PRODUCTION: 0n, ORDER: 0n, SALE: 0n, COST: 0n, SAVING: 0n })

/** Sums a kind; a reversal takes away what its line brought. The order of the lines does not matter. */
export function totalsOf(lines: readonly Omit<BookLine, 'month'>[]): Totals {
  const totals = noTotals()
  for (const { kind, amount, reversal } of lines) totals[kind] += reversal ? -amount : amount
  return totals
}

/** The totals of each Jalali month (140302) that has a line, the newest first. */
export function monthTotals(lines: readonly BookLine[]): { month: number; totals: Totals }[] {
  const months = [...new Set(lines.map(({ month }) => month))].sort((a, b) => b - a)
  return months.map((month) => ({ month, totals: totalsOf(lines.filter((line) => line.month === month)) }))
}

export const incomeOf = ({ SALE, COST }: Pick<Totals, 'SALE' | 'COST'>): Rial => SALE - COST

/**
 * Income shared among the members in whole rials, and what is left over; of a loss each bears the whole rials and the rest
 * is left over as well (its sign is the loss's). Null where nobody shares it.
 */
export function perMember(income: Rial, members: number): { each: Rial; rest: Rial } | null {
  if (members < 1) return null
  const of = BigInt(members)
  return { each: income / of, rest: income % of }
}
