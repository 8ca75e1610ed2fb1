import type { CellValue } from '@/lib/shared/cell'
import { latinDigits, typedNumber } from '@/lib/shared/number'
import { fail, ok, type Result } from '@/lib/shared/result'
import { checkMonth, type Months, overCapacity } from './agreement'
import type { AgreementState } from './kinds'
import { monthOf } from './month'
import { DELIVERING } from './served'
import { type ColumnWords, rowsUnderHead } from './sheet'

export const DELIVERY_COLUMNS = ['agreement', 'month', 'served', 'units'] as const
export type DeliveryColumn = (typeof DELIVERY_COLUMNS)[number]
/** A line of a sheet as it was typed; what is wrong with it is judged against the agreements. */
export type DeliveryLine = {
  row: number
  code: string
  month: number | null
  served: number | null
  units: number | null
}
export type DeliveryFacts = Months & {
  agreementId: string
  code: string
  state: AgreementState
  capacity: number
  /** What stands for its months: the month, as 140304, with the two numbers. */
  delivered: Record<string, { served: number; units: number } | undefined>
}
export type DeliveryCode = 'E-GEN-01' | 'E-CD-07' | 'E-CD-12' | 'E-CD-20' | 'E-CD-21' | 'E-CD-35' | 'W-CD-08'
export type JudgedDelivery = DeliveryLine & {
  verdict: 'accepted' | 'unchanged' | 'ask' | 'rejected'
  fault: DeliveryCode | null
  values?: Record<string, string | number>
  agreementId: string | null
}

const count = (typed: string, most: number) => {
  const number = typedNumber(typed)
  return number !== null && Number.isInteger(number) && number >= 0 && number <= most ? number : null
}

/** The lines of a sheet of deliveries. Those with neither number are the ones nobody has filled in. E-CD-34: no header, or no line. */
export function readDeliveries(
  grid: readonly (readonly CellValue[])[],
  words: ColumnWords<DeliveryColumn>,
): Result<DeliveryLine[], 'E-CD-34'> {
  const rows = rowsUnderHead(grid, words, { needed: DELIVERY_COLUMNS, missing: 'E-CD-34' })
  if (!rows.ok) return rows
  const lines = rows.value
    .filter(({ cell }) => cell('served') !== '' || cell('units') !== '')
    .map(({ row, cell }) => ({
      row,
      code: latinDigits(cell('agreement')).toUpperCase(),
      month: monthOf(cell('month')),
      served: count(cell('served'), 1_000_000),
      units: count(cell('units'), 10_000_000),
    }))
  return lines.length === 0 ? fail('E-CD-34') : ok(lines)
}

/** Each line by itself, against the agreements the asker may record for: what is new, what stands already, what is asked about, what is wrong. */
export function judgeDeliveries(
  lines: readonly DeliveryLine[],
  agreements: readonly DeliveryFacts[],
  today: string,
): JudgedDelivery[] {
  const known = new Map(agreements.map((one) => [one.code.toUpperCase(), one]))
  const seen = new Set<string>()
  return lines.map((line) => {
    const of = known.get(line.code)
    const agreementId = of?.agreementId ?? null
    const rejected = (fault: DeliveryCode): JudgedDelivery => ({
      ...line,
      agreementId,
      verdict: 'rejected',
      fault,
    })
    if (!of) return rejected('E-CD-35')
    if (line.month === null || line.served === null || line.units === null) return rejected('E-GEN-01')
    const key = `${of.agreementId} ${line.month}`
    if (seen.has(key)) return rejected('E-CD-21')
    seen.add(key)
    if (!DELIVERING.includes(of.state)) return rejected('E-CD-12')
    const month = checkMonth(line.month, of, today)
    if (!month.ok) return rejected(month.code)
    const stands = of.delivered[String(line.month)]
    if (stands?.served === line.served && stands.units === line.units)
      return { ...line, agreementId, verdict: 'unchanged', fault: null }
    const over = overCapacity(line.served, of.capacity)
    return over
      ? { ...line, agreementId, verdict: 'ask', fault: over.code, values: { ...over.values } }
      : { ...line, agreementId, verdict: 'accepted', fault: null }
  })
}

/** A sheet is taken as a whole or not at all. E-CD-26: the first line that is wrong, and how many are. W-CD-08: not yet looked at. */
export function wholeDeliveries(
  judged: readonly JudgedDelivery[],
  acknowledged: readonly string[],
): Result<JudgedDelivery[], 'E-CD-26' | 'W-CD-08'> {
  const wrong = judged.filter(({ verdict }) => verdict === 'rejected')
  if (wrong[0]) return fail('E-CD-26', { row: wrong[0].row, count: wrong.length })
  const over = judged.find(({ verdict }) => verdict === 'ask')
  if (over && !acknowledged.includes('W-CD-08')) return fail('W-CD-08', over.values)
  return ok(judged.filter(({ verdict }) => verdict === 'accepted' || verdict === 'ask'))
}
