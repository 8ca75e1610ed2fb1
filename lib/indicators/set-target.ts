import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/shared/result'
import { typedText } from '@/lib/shared/typed-text'
import { type JalaliQuarter, quarterFromText, quarterKey, quartersBetween } from './calendar-quarter'
import { indicatorOf, isIndicatorCode, type PlaceLevel, type Unit } from './catalogue'
import { type EntryCode, entryOf, isEntryCode } from './dictionary'

/** A target in force. Without a place it is the run's; without a quarter it is the whole course's. In the indicator's unit. */
export type TargetInForce = {
  code: string
  placeId: string | null
  facilitatorId: string | null
  year: number | null
  quarter: number | null
  value: number | null
}
export type TargetAsked = {
  code: string
  placeId?: string | null
  facilitatorId?: string | null
  quarter?: JalaliQuarter | null
}

/** The target that holds for exactly this; null where none is set. */
export function targetIn(targets: readonly TargetInForce[], asked: TargetAsked): number | null {
  const found = targets.find(
    (one) =>
      one.code === asked.code &&
      one.placeId === (asked.placeId ?? null) &&
      one.facilitatorId === (asked.facilitatorId ?? null) &&
      one.year === (asked.quarter?.year ?? null) &&
      one.quarter === (asked.quarter?.quarter ?? null),
  )
  return found?.value ?? null
}

/** What a target may be, in the indicator's unit; more than this is a slip of the hand. */
export const TARGET_BOUNDS: Record<Unit, { min: number; max: number; whole: boolean }> = {
  count: { min: 0, max: 1_000_000, whole: true },
  hours: { min: 0, max: 100_000_000, whole: false },
  share: { min: 0, max: 1, whole: false },
  points: { min: 0, max: 100, whole: false },
}
const PERCENT = 100
/** A value as people type it: a share in per cent. */
export const typedTarget = (code: EntryCode, value: number): number =>
  entryOf(code).unit === 'share' ? value * PERCENT : value

/** E-TGT-01: out of its bounds, which are told as they are typed; what is counted is counted in whole numbers. */
export function checkTargetValue(code: EntryCode, value: number): Result<number, 'E-TGT-01'> {
  const { min, max, whole } = TARGET_BOUNDS[entryOf(code).unit]
  const within = Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value))
  return within ? ok(value) : fail('E-TGT-01', { min: typedTarget(code, min), max: typedTarget(code, max) })
}

/** A facilitator answers for the sessions of her groups. */
export const hasFacilitatorTarget = (code: EntryCode): boolean =>
  isIndicatorCode(code) && indicatorOf(code).evidence === 'session'

/** Whether there may be a target: never of what the programme did not do, and of a place only where it is told of one. */
export function mayHaveTarget(code: EntryCode, level: PlaceLevel): boolean {
  if (code === 'O-15') return false
  if (!isIndicatorCode(code)) return level === 'run'
  return indicatorOf(code).levels.includes(level)
}

/** E-TGT-02: no target of this indicator for this place or for a facilitator. */
export function checkTargetWhere(
  code: EntryCode,
  level: PlaceLevel,
  ofFacilitator: boolean,
): Result<true, 'E-TGT-02'> {
  const may = ofFacilitator ? level === 'run' && hasFacilitatorTarget(code) : mayHaveTarget(code, level)
  return may ? ok(true) : fail('E-TGT-02')
}

/** E-TGT-03: the quarter shares no day with the run. */
export function checkTargetQuarter(
  quarter: JalaliQuarter | null,
  run: { startDate: string; endDate: string },
): Result<true, 'E-TGT-03'> {
  if (quarter === null) return ok(true)
  const shared = quartersBetween(run.startDate, run.endDate).map(quarterKey)
  return shared.includes(quarterKey(quarter)) ? ok(true) : fail('E-TGT-03')
}

export const SetTarget = z.strictObject({
  runId: z.uuid('E-GEN-01'),
  code: z.string().refine(isEntryCode, 'E-GEN-01'),
  placeId: z.uuid('E-GEN-01').nullish(),
  facilitatorId: z.uuid('E-GEN-01').nullish(),
  quarter: z
    .string()
    .refine((said) => quarterFromText(said) !== null, 'E-GEN-01')
    .nullish(),
  /** In the indicator's unit; null takes the target away. */
  value: z.number('E-GEN-01').nullable(),
  source: typedText(2, 300),
  reason: typedText(3, 500),
})
export type SetTarget = z.input<typeof SetTarget>
