/** The states of a group on its way, in order; the last two stand beside the way. */
export const WAY = [
  'PROPOSED',
  'MEMBERS_IDENTIFIED',
  'ELIGIBLE',
  'APPROVED',
  'OPENED',
  'ACTIVE',
  'SELF_SUFFICIENT',
  'GRADUATED',
] as const
export const GROUP_STATES = [...WAY, 'SUSPENDED', 'DISSOLVED'] as const
export type GroupState = (typeof GROUP_STATES)[number]

/** Groups at work: what H-01 counts. */
export const AT_WORK: readonly GroupState[] = ['OPENED', 'ACTIVE', 'SELF_SUFFICIENT']
/** States in which a line that falls short is a breach with a date to mend it by. */
export const BOUND: readonly GroupState[] = ['ACTIVE', 'SELF_SUFFICIENT', 'SUSPENDED']
/** States in which people may come and go. */
export const OPEN_STATES: readonly GroupState[] = GROUP_STATES.filter(
  (state) => state !== 'GRADUATED' && state !== 'DISSOLVED',
)

export const ACTIVITY_KINDS = ['PRODUCTION', 'DISTRIBUTION', 'BOTH'] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

export const MEMBER_CATEGORIES = ['WOMAN_HEAD', 'SELF_HEADED_WOMAN'] as const
export type MemberCategory = (typeof MEMBER_CATEGORIES)[number]

/** What members take upon themselves in a horizontal group; several may share one. */
export const GROUP_ROLES = ['COORDINATOR', 'BOOKKEEPER', 'PRODUCTION', 'SALES', 'PURCHASE'] as const
export type GroupRole = (typeof GROUP_ROLES)[number]

export const LEAVE_REASONS = ['WORK', 'CARE', 'RELOCATION', 'PERSONAL', 'OTHER_GROUP', 'DISSOLVED'] as const
export type LeaveReason = (typeof LEAVE_REASONS)[number]
/** Those somebody may choose; the last comes with the group's end. */
export const CHOSEN_REASONS = LEAVE_REASONS.filter((reason) => reason !== 'DISSOLVED')

export const APPROVAL_LEVELS = ['COUNTY', 'PROVINCE'] as const
export type ApprovalLevel = (typeof APPROVAL_LEVELS)[number]

const oneOf =
  <T extends string>(list: readonly T[]) =>
  (word: string | undefined): word is T =>
    word !== undefined && (list as readonly string[]).includes(word)
export const isGroupState = oneOf(GROUP_STATES)
