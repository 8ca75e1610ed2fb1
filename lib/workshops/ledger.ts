import { type CompletionRule, minutesNeeded, sessionsNeeded } from '@/lib/rules/completion'

/** What is known of one person in her cohort. Sessions ahead are those planned and those whose sheet does not count yet. */
export type LedgerFacts = {
  earnedMinutes: number
  /** Sessions attended from the beginning (present or late): what counts where a rule counts sessions. */
  attendedSessions: number
  /** Sessions of the plan, make-ups left out. */
  plannedSessions: number
  aheadMinutes: number
  aheadSessions: number
  /** Sessions that counted, in which she earned nothing and which she has not made up. */
  missedSessions: number
  /** Make-ups she has been credited with already. */
  madeUpSessions: number
}

/**
 * DONE: reached what the rule asks for. SAFE: may miss two average sessions or more. AT_RISK: may miss at most one more
 * average session, or gets there by making up alone. OUT_OF_REACH: not even with every make-up that is still offered.
 */
export const LEDGER_STATES = ['DONE', 'SAFE', 'AT_RISK', 'OUT_OF_REACH'] as const
export type LedgerState = (typeof LEDGER_STATES)[number]

/** Hours (or sessions, where the rule counts those) of one person against what the rule asks for. */
export type Ledger = {
  unit: 'minutes' | 'sessions'
  earned: number
  ahead: number
  needed: number
  /** What she may still miss, in minutes or sessions; never below nought. */
  mayMiss: number
  /** The same in whole average sessions. */
  mayMissSessions: number
  /** What only a make-up can bring, because attending everything ahead would not be enough. */
  toMakeUp: number
  /** Whether a make-up would help: she missed something, and is at risk. */
  makeUpHelps: boolean
  state: LedgerState
}

/** How many make-ups are offered to one person at most (rule MAKE_UP_MAX_SESSIONS). */
export type MakeUpRule = { maxMakeUps: number }

/** The hours ledger of one person. Its twin raises the make-up task in app.follow_up; a test compares the two. */
export function ledgerOf(rule: CompletionRule, facts: LedgerFacts, { maxMakeUps }: MakeUpRule): Ledger {
  const bySessions = rule.mode === 'SHARE_OF_SESSIONS'
  const earned = bySessions ? facts.attendedSessions : facts.earnedMinutes
  const ahead = bySessions ? facts.aheadSessions : facts.aheadMinutes
  const needed = bySessions ? sessionsNeeded(rule, facts.plannedSessions) : minutesNeeded(rule)
  const spare = earned + ahead - needed
  const offered = Math.max(0, Math.min(facts.missedSessions, maxMakeUps - facts.madeUpSessions))
  const { part, parts } = averageOf(rule, facts)
  const mayMiss = Math.max(0, spare)
  const mayMissSessions = Math.floor((mayMiss * parts) / part)
  const state = stateOf({
    done: earned >= needed,
    spare,
    reachable: spare * parts + offered * part >= 0,
    mayMissSessions,
  })
  return {
    unit: bySessions ? 'sessions' : 'minutes',
    earned,
    ahead,
    needed,
    mayMiss,
    mayMissSessions,
    toMakeUp: Math.max(0, -spare),
    makeUpHelps: state === 'AT_RISK' && offered > 0,
    state,
  }
}

/**
 * The average session still ahead, as `part` minutes over `parts` sessions, so that nothing is rounded; of the plan where
 * none is ahead. A rule that counts sessions counts in ones.
 */
function averageOf(rule: CompletionRule, facts: LedgerFacts): { part: number; parts: number } {
  if (rule.mode === 'SHARE_OF_SESSIONS') return { part: 1, parts: 1 }
  return facts.aheadSessions > 0
    ? { part: Math.max(1, facts.aheadMinutes), parts: facts.aheadSessions }
    : { part: Math.max(1, rule.plannedMinutes), parts: Math.max(1, facts.plannedSessions) }
}

function stateOf(at: {
  done: boolean
  spare: number
  reachable: boolean
  mayMissSessions: number
}): LedgerState {
  if (at.done) return 'DONE'
  if (!at.reachable) return 'OUT_OF_REACH'
  return at.spare < 0 || at.mayMissSessions <= 1 ? 'AT_RISK' : 'SAFE'
}

/** Whose hours need an eye first: at risk, then out of reach, then the rest; within each the fewest hours to spare first. */
export function byUrgency<T extends { ledger: Ledger | null }>(people: readonly T[]): T[] {
  const order: LedgerState[] = ['AT_RISK', 'OUT_OF_REACH', 'SAFE', 'DONE']
  const rank = ({ ledger }: T) => (ledger ? order.indexOf(ledger.state) : order.length)
  const spare = ({ ledger }: T) => (ledger ? ledger.mayMiss - ledger.toMakeUp : 0)
  return [...people].sort((a, b) => rank(a) - rank(b) || spare(a) - spare(b))
}
