import type { MarkCode } from './codes'

/** The rules that decide what a mark earns; read from app.rule for the day of the session. */
export type CreditRules = { graceMinutes: number; minPresenceShare: number; excusedCredits: boolean }
export type CreditMark = { code: MarkCode; late: number; early: number }

/**
 * Minutes one mark earns in a session of `net` minutes; the twin of `app.credit`. Lateness within the grace costs
 * nothing, beyond it all of it; somebody who was there for less than the least share earns nothing.
 */
export function credit(mark: CreditMark, net: number, rules: CreditRules): number {
  if (mark.code === 'EXCUSED' && rules.excusedCredits) return net
  if (mark.code === 'ABSENT' || mark.code === 'EXCUSED') return 0
  const late = mark.late > rules.graceMinutes ? mark.late : 0
  const stayed = Math.max(0, Math.min(net, net - late - mark.early))
  // Compared in ten-thousandths: the database computes in decimals, where 0.07 × 100 is 7 and nothing more.
  return stayed * 10_000 < Math.round(rules.minPresenceShare * 10_000) * net ? 0 : stayed
}
