import { addDays, jalaliOf, weekday } from '@/lib/shared/jalali'
import { fail, ok, type Result } from '@/lib/shared/result'

/** Weekdays (Saturday 0) and the time a session starts. */
export type Slots = { readonly days: readonly number[]; readonly time: string }
/** Days on which nothing is planned: official holidays by name, and which weekdays are the weekend. */
export type Closed = { holidays: ReadonlyMap<string, string>; weekend: readonly number[] }
export type PlannedSession = { seq: number; day: string; time: string; minutes: number; module: number }
export type PlanRules = { minMinutes: number; maxMinutes: number; totalMinutes: number }

export const FRIDAY = 6
const MODULES = 10
/** Nobody plans further ahead than this. */
const FARTHEST_DAYS = 1500

/** The weekly holiday, an official one, or the pause of 1 to 13 Farvardin: no session is proposed on such a day. */
export function isClosedDay(day: string, closed: Closed): boolean {
  if (weekday(day) === FRIDAY || closed.holidays.has(day)) return true
  const { m, d } = jalaliOf(day)
  return m === 1 && d <= 13
}

/** The first `count` slot days from `from` on (`from` included). Fewer only where the slots name no day. */
export function slotDays(slots: Slots, from: string, count: number, closed: Closed): string[] {
  const days: string[] = []
  let day = from
  for (let walked = 0; days.length < count && walked < FARTHEST_DAYS; walked++, day = addDays(day, 1))
    if (slots.days.includes(weekday(day)) && !isClosedDay(day, closed)) days.push(day)
  return days
}

/** The next `count` slot days after a day: where a cancelled session and all later ones go. */
export function slotDaysAfter(slots: Slots, day: string, count: number, closed: Closed): string[] {
  return slotDays(slots, addDays(day, 1), count, closed)
}

export type PlanAsked = { slots: Slots; startDay: string; minutes: number; closed: Closed; rules: PlanRules }

/**
 * A whole plan: sessions of equal length on slot days until the planned hours are full, ten modules in order.
 * E-SES-01: length out of bounds. E-COH-04: the length does not divide the planned hours. E-GEN-01: no slot day.
 */
export function planSessions(
  asked: PlanAsked,
): Result<PlannedSession[], 'E-SES-01' | 'E-COH-04' | 'E-GEN-01'> {
  const { slots, minutes, rules } = asked
  const bounds = checkMinutes(minutes, rules)
  if (!bounds.ok) return bounds
  const count = Math.ceil(rules.totalMinutes / minutes)
  if (count * minutes !== rules.totalMinutes)
    return fail('E-COH-04', { h: (count * minutes) / 60, target: rules.totalMinutes / 60 })
  const days = slotDays(slots, asked.startDay, count, asked.closed)
  if (days.length < count) return fail('E-GEN-01')
  return ok(
    days.map((day, i) => ({ seq: i + 1, day, time: slots.time, minutes, module: moduleOf(i + 1, count) })),
  )
}

/** Which of the ten modules a session belongs to, when `count` sessions share them evenly. */
export function moduleOf(seq: number, count: number): number {
  return Math.min(MODULES, Math.ceil((seq * MODULES) / count))
}

/** E-SES-01 unless the length of one session is within the bounds of the rules. */
export function checkMinutes(
  minutes: number,
  rules: Pick<PlanRules, 'minMinutes' | 'maxMinutes'>,
): Result<number, 'E-SES-01'> {
  return minutes >= rules.minMinutes && minutes <= rules.maxMinutes
    ? ok(minutes)
    : fail('E-SES-01', { min: rules.minMinutes, max: rules.maxMinutes })
}

export type DayVerdict = { code: 'E-SES-03' | 'W-SES-04'; day: string; holiday: string | null }

/**
 * What stands against a day chosen by hand: the weekly or an official holiday (E-SES-03, lifted by a written reason)
 * or another day of the weekend (W-SES-04, to be acknowledged). Null: nothing.
 */
export function checkDay(day: string, closed: Closed): DayVerdict | null {
  const holiday = closed.holidays.get(day) ?? null
  if (holiday !== null || weekday(day) === FRIDAY) return { code: 'E-SES-03', day, holiday }
  return closed.weekend.includes(weekday(day)) ? { code: 'W-SES-04', day, holiday: null } : null
}

export type Span = { startMs: number; minutes: number }

/** The first of `others` that lies in the time of `span`; one may begin the minute another ends. */
export function overlapping<T extends Span>(span: Span, others: readonly T[]): T | null {
  const end = span.startMs + span.minutes * 60_000
  return others.find((o) => o.startMs < end && span.startMs < o.startMs + o.minutes * 60_000) ?? null
}
