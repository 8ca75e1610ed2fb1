/** The fields in which charities have taken over services: the five the source names, empowerment, and the rest. */
export const SERVICE_DOMAINS = [
  'CHILDREN',
  'ELDERLY',
  'ORPHANS',
  'CHRONIC_MENTAL',
  'DISABLED',
  'EMPOWERMENT',
  'OTHER',
] as const
export type ServiceDomain = (typeof SERVICE_DOMAINS)[number]
/** Those the source names; D-03 counts against them. */
export const SOURCE_DOMAINS: readonly ServiceDomain[] = SERVICE_DOMAINS.slice(0, 5)
/** Where the empowerment clause may name another aim: care of people who will not work again. */
export const OTHER_AIM_DOMAINS: readonly ServiceDomain[] = ['ELDERLY', 'CHRONIC_MENTAL']

export const CLAUSE_AIMS = ['EMPOWERMENT', 'OTHER'] as const
export type ClauseAim = (typeof CLAUSE_AIMS)[number]

export const PROVIDER_TYPES = ['CHARITY', 'NGO', 'BENEFACTOR', 'COMMUNITY'] as const
export type ProviderType = (typeof PROVIDER_TYPES)[number]

/** The way of a need; the last two stand beside it. */
export const NEED_WAY = ['IDENTIFIED', 'VERIFIED', 'PLANNED', 'MATCHED', 'MET'] as const
export const NEED_STATES = [...NEED_WAY, 'DEFERRED', 'REJECTED'] as const
export type NeedState = (typeof NEED_STATES)[number]
/** Needs nobody has taken on yet, though the office has seen that they are there. */
export const UNMET: readonly NeedState[] = ['VERIFIED', 'PLANNED']

export const PRIORITIES = ['HIGH', 'NORMAL', 'LOW'] as const
export type Priority = (typeof PRIORITIES)[number]

export const PROVIDER_STATES = ['APPLIED', 'ASSESSED', 'ACCEPTED', 'ACTIVE', 'SUSPENDED', 'ENDED'] as const
export type ProviderState = (typeof PROVIDER_STATES)[number]

export const AGREEMENT_STATES = ['PROPOSED', 'ASSESSED', 'APPROVED', 'ACTIVE', 'ENDED', 'TERMINATED'] as const
export type AgreementState = (typeof AGREEMENT_STATES)[number]
/** Agreements that hold places of their provider. */
export const RUNNING_AGREEMENTS: readonly AgreementState[] = ['PROPOSED', 'ASSESSED', 'APPROVED', 'ACTIVE']

export const OFFER_STATES = ['OFFERED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'REVOKED'] as const
export type OfferState = (typeof OFFER_STATES)[number]

/** How a service reaches people; it follows the agreements. */
export const DELIVERY_MODES = ['STATE', 'PARTLY_DEVOLVED', 'DEVOLVED'] as const
export type DeliveryMode = (typeof DELIVERY_MODES)[number]

export const OUTCOME_KINDS = ['EMPLOYED', 'SELF_SUFFICIENT'] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

export const AUDIENCES = ['CHILDREN', 'KINDERGARTEN', 'WOMEN_BENEFACTORS', 'PUBLIC'] as const
export type Audience = (typeof AUDIENCES)[number]
export const OF_CHILDREN: readonly Audience[] = ['CHILDREN', 'KINDERGARTEN']

export const isServiceDomain = (word: string | undefined): word is ServiceDomain =>
  (SERVICE_DOMAINS as readonly (string | undefined)[]).includes(word)

/** A provider's papers. */
export const PAPER_KINDS = ['LICENCE', 'STATUTES', 'OTHER'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]
