import type { Programme } from '@/lib/access/policy'

/** What can wait for somebody, with the programme it belongs to (null: all of them) and the page that deals with it. */
export const WAITING = {
  SHEETS: { programme: 'RESILIENCE', path: '/sessions' },
  TASKS: { programme: 'RESILIENCE', path: '/tasks' },
  SYNC: { programme: 'RESILIENCE', path: '/sync' },
  RELEASES: { programme: 'RESILIENCE', path: '/releases' },
  QUARTERS: { programme: 'RESILIENCE', path: '/quarters' },
  LETTERS: { programme: 'RESILIENCE', path: '/interest' },
  DUPLICATES: { programme: null, path: '/duplicates' },
  COUNSEL: { programme: null, path: '/referrals' },
  HANDOVERS: { programme: null, path: '/picture/referrals' },
  APPROVALS: { programme: 'HAMYAR', path: '/hamyar/approvals' },
  BREACHES: { programme: 'HAMYAR', path: '/hamyar?short=yes' },
  NEEDS: { programme: 'CHARITY', path: '/charities' },
  OFFERS: { programme: 'CHARITY', path: '/charities/own' },
  STUCK: { programme: 'ASSOCIATION', path: '/associations' },
  QUESTIONS: { programme: 'ASSOCIATION', path: '/associations/meetings' },
} as const satisfies Record<string, { programme: Programme | null; path: string }>
export type WaitingKind = keyof typeof WAITING
export type Waits = { kind: WaitingKind; count: number; days: number | null }

/** Whoever has waited longest comes first; what has no day comes after. */
export function byAge(lines: readonly Waits[]): Waits[] {
  const kinds = Object.keys(WAITING)
  return lines
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => (b.days ?? -1) - (a.days ?? -1) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
}
