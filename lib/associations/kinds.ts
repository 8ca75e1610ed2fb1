/** The five steps of the source, in its own order; it does not say that the order binds. */
export const STEPS = ['MEETINGS', 'PLANNING', 'CAPACITY', 'SELECTION', 'AWARENESS'] as const
export type Step = (typeof STEPS)[number]

export const CAPACITY_GROUPS = [
  'WOMEN_HEADS',
  'ADDICTION_CENTRES',
  'QUASI_FAMILY',
  'DISABLED',
  'OTHER',
] as const
export type CapacityGroup = (typeof CAPACITY_GROUPS)[number]

/** Where an association is kept to stand. Whether an established one is at work is told by its activities and the day. */
export const STATES = [
  'CAPACITY_IDENTIFIED',
  'PLANNED',
  'SELECTED',
  'INFORMED',
  'ESTABLISHED',
  'DISSOLVED',
] as const
export type State = (typeof STATES)[number]
export const FORMING: readonly State[] = ['CAPACITY_IDENTIFIED', 'PLANNED', 'SELECTED', 'INFORMED']

/** How it stands on a day. */
export const STANDINGS = [...STATES.slice(0, 5), 'ACTIVE', 'INACTIVE', 'DISSOLVED'] as const
export type Standing = State | 'ACTIVE' | 'INACTIVE'

export const FIELDS = ['CULTURAL', 'SOCIAL', 'HEALTH', 'ECONOMIC', 'OTHER'] as const
export type Field = (typeof FIELDS)[number]

export const ACTIVITY_STATES = ['PLANNED', 'HELD', 'CANCELLED'] as const
export type ActivityState = (typeof ACTIVITY_STATES)[number]

export const VOLUNTEER_ROLES = ['COORDINATION', 'FIELD', 'TEACHING', 'CARE', 'LOGISTICS', 'MEDIA'] as const
export type VolunteerRole = (typeof VOLUNTEER_ROLES)[number]

/** What of her hours is wrong, as a volunteer chooses it by her card; nothing is written. */
export const SERVICE_QUERIES = ['HOURS_LESS', 'HOURS_MORE', 'ROLE', 'NOT_ME'] as const
export type ServiceQuery = (typeof SERVICE_QUERIES)[number]
export const QUERY_OUTCOMES = ['CORRECTED', 'STANDS'] as const
export type QueryOutcome = (typeof QUERY_OUTCOMES)[number]

export const MEETING_KINDS = ['BRIEFING', 'COORDINATION'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]
export const MODES = ['IN_PERSON', 'ONLINE', 'HYBRID'] as const
export type Mode = (typeof MODES)[number]
/** Who comes to a meeting, from where. */
export const LEVELS = ['NATIONAL', 'PROVINCE', 'COUNTY', 'ASSOCIATION', 'PARTNER'] as const
export type Level = (typeof LEVELS)[number]
