import type { CompletionMode, CompletionRule } from '@/lib/rules/completion'
import { type CodeValues, fail, ok, type Result } from '@/lib/shared/result'

/** What a group stands on when it is to be closed. Times in minutes. */
export type CohortEnd = {
  status: string
  heldMinutes: number
  plannedMinutes: number
  /** A director let it end below its hours. */
  waived: boolean
  /** Sheets begun and not approved, and sessions of the plan that nobody has begun. */
  openSheets: number
  ahead: number
  /** The run's wave «after the course» is opened and not yet closed. */
  asking: boolean
}

const DONE = ['CLOSED', 'CANCELLED']

export const hoursAreFull = (cohort: Pick<CohortEnd, 'heldMinutes' | 'plannedMinutes'>) =>
  cohort.heldMinutes >= cohort.plannedMinutes

/**
 * Sheets that keep a group from closing. Where its hours are waived, what is left of the plan does not count: closing
 * cancels it.
 */
export const sheetsInTheWay = (cohort: Pick<CohortEnd, 'openSheets' | 'ahead' | 'waived'>) =>
  cohort.openSheets + (cohort.waived ? 0 : cohort.ahead)

/**
 * E-RUN-07 closed or cancelled already, E-COH-06 sheets in the way, E-COH-07 hours neither full nor waived, E-COH-10 people
 * are still being asked.
 */
export function checkCohortEnd(
  cohort: CohortEnd,
): Result<true, 'E-RUN-07' | 'E-COH-06' | 'E-COH-07' | 'E-COH-10'> {
  if (DONE.includes(cohort.status)) return fail('E-RUN-07')
  const n = sheetsInTheWay(cohort)
  if (n > 0) return fail('E-COH-06', { n })
  if (!hoursAreFull(cohort) && !cohort.waived) return fail('E-COH-07')
  return cohort.asking ? fail('E-COH-10') : ok(true)
}

/** E-CLO-01 where there is nothing to waive: hours full, waived before, or no longer open. */
export function checkWaiver(cohort: CohortEnd): Result<true, 'E-CLO-01'> {
  return DONE.includes(cohort.status) || cohort.waived || hoursAreFull(cohort) ? fail('E-CLO-01') : ok(true)
}

/** What keeps a run from closing, each as a number. */
export type RunEnd = { openCohorts: number; openSheets: number; openPlaces: number; duplicates: number }
export const RUN_ENDS = {
  openCohorts: 'E-CLO-02',
  openSheets: 'E-CLO-03',
  openPlaces: 'E-CLO-04',
  duplicates: 'E-CLO-05',
} as const satisfies Record<keyof RunEnd, string>
export type RunEndKey = keyof typeof RUN_ENDS

/** The first condition that is not met, with its number. */
export function checkRunEnd(run: RunEnd): Result<true, (typeof RUN_ENDS)[RunEndKey]> {
  for (const key of Object.keys(RUN_ENDS) as RunEndKey[])
    if (run[key] > 0) return fail(RUN_ENDS[key], { n: run[key] } satisfies CodeValues)
  return ok(true)
}

/** A group's figures when it was closed. Minutes of people are never more than the course has. */
export type CohortClosing = {
  enrolled: number
  completed: number
  strict: number
  notCompleted: number
  withdrawn: number
  noShow: number
  transferred: number
  creditedMinutes: number
  heldMinutes: number
  plannedMinutes: number
  sessions: number
  rule: string
}

/** The rule as rows keep it: «SHARE_OF_HOURS 0.8 3600». */
export const ruleText = (rule: CompletionRule) => `${rule.mode} ${rule.share} ${rule.plannedMinutes}`

/** Reads such a text; null where it is none. */
export function ruleOfText(text: string | null): CompletionRule | null {
  const [mode, share, plannedMinutes] = (text ?? '').split(' ')
  const known = ['STRICT', 'SHARE_OF_HOURS', 'SHARE_OF_SESSIONS'].includes(mode ?? '')
  const rule = { mode: mode as CompletionMode, share: Number(share), plannedMinutes: Number(plannedMinutes) }
  return known && rule.share > 0 && rule.plannedMinutes > 0 ? rule : null
}
