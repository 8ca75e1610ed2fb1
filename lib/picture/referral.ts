import type { Power, Programme } from '@/lib/access/policy'

export const REFERRAL_STATES = ['OFFERED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'] as const
export type ReferralState = (typeof REFERRAL_STATES)[number]

/** How her consent was taken; without one there is no referral. */
export const CONSENT_HOW = ['SAID', 'READ_ALOUD'] as const

/**
 * Why a programme does not take her. Whoever referred her reads it, so none of them says whether she is eligible, covered or already
 * a member: that would be a look-up (docs/decisions/0038-one-picture.md).
 */
export const REFUSAL_REASONS = ['NO_ROOM', 'NOT_HERE', 'NOT_REACHED', 'HER_WISH', 'OTHER_WAY'] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** With which power a programme's office answers referrals in its county. Twin: app.receives. */
export const RECEIVING: Record<Programme, Power> = {
  RESILIENCE: 'enrol',
  HAMYAR: 'enrol',
  CHARITY: 'devolve',
  ASSOCIATION: 'run',
}
