import type { COMPLETION_MODES } from './registry'

export type CompletionMode = (typeof COMPLETION_MODES)[number]
/** What decides who has completed: read from the rules in force, never a constant. */
export type CompletionRule = { mode: CompletionMode; share: number; plannedMinutes: number }
export type Attended = { creditedMinutes: number; attendedSessions: number; plannedSessions: number }

// Shares are kept to four digits, so that 0.8 × 3,600 is 2,880 and not a hair above it.
const part = (share: number, whole: number) => Math.ceil((Math.round(share * 10_000) * whole) / 10_000)

/** Minutes somebody needs by a rule counted in hours. */
export function minutesNeeded(rule: CompletionRule): number {
  return rule.mode === 'STRICT' ? rule.plannedMinutes : part(rule.share, rule.plannedMinutes)
}

/** Sessions somebody needs by a rule counted in sessions. */
export function sessionsNeeded(rule: CompletionRule, plannedSessions: number): number {
  return part(rule.share, plannedSessions)
}

/** Whether the hours or sessions earned reach what the rule asks for; the threshold itself is enough. */
export function isCompleted(rule: CompletionRule, person: Attended): boolean {
  if (rule.mode === 'SHARE_OF_SESSIONS')
    return person.attendedSessions >= sessionsNeeded(rule, person.plannedSessions)
  return person.creditedMinutes >= minutesNeeded(rule)
}

/**
 * The numbers of the sentence printed beside every completion figure, for `rules.completion.<unit>`:
 * «تکمیل‌کننده: دست‌کم ۴۸ ساعت از ۶۰ ساعت».
 */
export function completionSentence(
  rule: CompletionRule,
  plannedSessions: number,
): { unit: 'minutes' | 'sessions'; needed: number; of: number } {
  return rule.mode === 'SHARE_OF_SESSIONS'
    ? { unit: 'sessions', needed: sessionsNeeded(rule, plannedSessions), of: plannedSessions }
    : { unit: 'minutes', needed: minutesNeeded(rule), of: rule.plannedMinutes }
}
