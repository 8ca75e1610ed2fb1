/** What a task is about. MISSING_SHEET is counted when the list is read and never stored. */
export const TASK_KINDS = [
  'SAFEGUARD',
  'CONSENT_BACK',
  'CARD_QUERY',
  'ABSENCES',
  'MAKE_UP',
  'NO_SHOW',
  'GUEST',
  'FREE_PLACE',
  'MISSING_SHEET',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

export const TASK_STATES = ['OPEN', 'DONE', 'DROPPED'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** How a task may end, the usual end first. */
export const TASK_RESULTS = {
  SAFEGUARD: ['HANDED_ON', 'ACTED', 'NO_DANGER'],
  CONSENT_BACK: ['HEARD', 'UNREACHED'],
  CARD_QUERY: ['CORRECTED', 'EXPLAINED', 'UNREACHED'],
  ABSENCES: ['STAYS', 'MAKE_UP_PLANNED', 'WITHDRAWN', 'UNREACHED'],
  MAKE_UP: ['MAKE_UP_PLANNED', 'STAYS', 'WITHDRAWN', 'UNREACHED'],
  NO_SHOW: ['STAYS', 'NO_SHOW_CONFIRMED', 'UNREACHED'],
  GUEST: ['MADE_UP', 'ENROLLED', 'VISITOR'],
  FREE_PLACE: ['FILLED', 'LEFT_EMPTY'],
  MISSING_SHEET: [],
} as const satisfies Record<TaskKind, readonly string[]>
export type TaskResult = (typeof TASK_RESULTS)[TaskKind][number]

export const ALL_RESULTS = [...new Set(Object.values(TASK_RESULTS).flat())] as [TaskResult, ...TaskResult[]]

/** Whether a task of this kind may end so. */
export function mayEnd(kind: TaskKind, result: string): result is TaskResult {
  return (TASK_RESULTS[kind] as readonly string[]).includes(result)
}

/** What the reviewing office alone sees: it may be about whoever keeps the register. */
export const CONFIDENTIAL: readonly TaskKind[] = ['SAFEGUARD', 'CONSENT_BACK', 'CARD_QUERY']

/** Who may end it: whoever records there, the office that plans, or the reviewing office alone. */
export function endingPower(kind: TaskKind): 'record' | 'run' | 'review' {
  if (CONFIDENTIAL.includes(kind)) return 'review'
  return kind === 'GUEST' || kind === 'FREE_PLACE' ? 'run' : 'record'
}
