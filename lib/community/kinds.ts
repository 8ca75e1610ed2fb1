/** What a neighbourhood works out or does. */
export const RECORD_KINDS = [
  'ANALYSIS',
  'PLAN',
  'PROPOSAL',
  'MEETING',
  'COLLECTIVE_WORK',
  'CAMPAIGN',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** To whom a proposal goes. */
export const ADDRESSEES = ['MUNICIPALITY', 'VILLAGE_ADMINISTRATION', 'COUNCIL', 'OFFICE'] as const
export type Addressee = (typeof ADDRESSEES)[number]

export const PROPOSAL_STATES = ['PROPOSED', 'ACCEPTED', 'REJECTED', 'DONE'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

/** The four parts of a resilience analysis. */
export const ANALYSIS_PARTS = ['elements', 'shocks', 'resources', 'priorities'] as const

/** Gatherings: how many came is part of what happened. */
export const GATHERINGS: readonly RecordKind[] = ['MEETING', 'COLLECTIVE_WORK', 'CAMPAIGN']

export function isRecordKind(value: unknown): value is RecordKind {
  return RECORD_KINDS.some((kind) => kind === value)
}

const NEXT: Record<ProposalState, readonly ProposalState[]> = {
  PROPOSED: ['ACCEPTED', 'REJECTED'],
  ACCEPTED: ['DONE'],
  REJECTED: [],
  DONE: [],
}

/** Where a proposal may go from a state: an answer first, and only what was accepted is done. */
export function nextStates(from: ProposalState): readonly ProposalState[] {
  return NEXT[from]
}

/** The indicators these records are counted in (domain 8.3). */
export const COMMUNITY_CODES = ['O-10', 'O-11', 'O-12', 'O-13'] as const
export type CommunityCode = (typeof COMMUNITY_CODES)[number]

/** The kinds of record behind each of them. */
export const KINDS_OF: Record<CommunityCode, readonly RecordKind[]> = {
  'O-10': ['PROPOSAL'],
  'O-11': ['PLAN'],
  'O-12': ['ANALYSIS'],
  'O-13': ['MEETING', 'COLLECTIVE_WORK'],
}

/**
 * A figure of them. O-10: `value` proposals, of these `numerator` of `denominator` accepted or done. O-11, O-12: `value`
 * cohorts that have one, of `denominator`. O-13: `value` gatherings, with `numerator` participants in all; no denominator.
 */
export type CommunityFigure = {
  code: CommunityCode
  value: number
  numerator: number
  denominator: number | null
}
