import { RULE_KEYS, type RuleKey } from '@/lib/rules/registry'

export const GROUPS = ['TARGETS', 'COMPLETION', 'TIME', 'PEOPLE', 'PUBLIC', 'COMPANIONS'] as const
export type Group = (typeof GROUPS)[number]

/** Where each rule stands on the page. A rule without a place here does not compile. */
const GROUP_OF: Record<RuleKey, Group> = {
  COUNTY_TARGET: 'TARGETS',
  NEIGHBOURHOOD_TARGET: 'TARGETS',
  FACILITATOR_TARGET: 'TARGETS',
  PARTICIPANT_TARGET: 'TARGETS',
  FAC_TRAINING_MINUTES: 'TARGETS',
  COHORT_MINUTES: 'TARGETS',
  COHORT_TARGET_SIZE: 'TIME',
  COHORT_MIN_SIZE: 'TIME',
  COHORT_MAX_SIZE: 'TIME',
  SESSION_MIN_MINUTES: 'TIME',
  SESSION_MAX_MINUTES: 'TIME',
  FAC_SESSION_MAX_MINUTES: 'TIME',
  DAY_MAX_MINUTES: 'TIME',
  SESSION_TEMPLATE: 'TIME',
  SESSION_BACKDATE_MAX_DAYS: 'TIME',
  WEEKEND_DAYS: 'TIME',
  COMPLETION_MODE: 'COMPLETION',
  COMPLETION_SHARE_PARTICIPANT: 'COMPLETION',
  COMPLETION_SHARE_FACILITATOR: 'COMPLETION',
  LATE_GRACE_MINUTES: 'COMPLETION',
  MIN_PRESENCE_SHARE: 'COMPLETION',
  EXCUSED_CREDITS_HOURS: 'COMPLETION',
  ABSENCE_ALERT_CONSECUTIVE: 'COMPLETION',
  NO_SHOW_AFTER_SESSIONS: 'COMPLETION',
  MAKE_UP_MAX_SESSIONS: 'COMPLETION',
  REFILL_BEFORE_SESSION: 'PEOPLE',
  ATTENDANCE_EDIT_WINDOW_HOURS: 'COMPLETION',
  SHEET_DUE_HOURS: 'COMPLETION',
  DEVICE_SILENT_DAYS: 'COMPLETION',
  PARTICIPANT_MIN_AGE: 'PEOPLE',
  GUARDIAN_CONSENT_UNDER_18: 'PEOPLE',
  FAC_MAX_COHORTS: 'PEOPLE',
  PUBLIC_SUPPRESS_BELOW: 'PUBLIC',
  PUBLIC_OUTCOME_MIN_N: 'PUBLIC',
  PUBLIC_REFRESH_CHANGES: 'PUBLIC',
  PUBLIC_PERCENT_MIN_BASE: 'PUBLIC',
  PUBLIC_ATTACK_MIN_WIDTH: 'PUBLIC',
  'HG-S0.size': 'COMPANIONS',
  'HG-S1.size': 'COMPANIONS',
  'HG.age': 'COMPANIONS',
  'HG.literacyShare': 'COMPANIONS',
  'HG.coverageRequired': 'COMPANIONS',
  'HG.socialWorkerRequired': 'COMPANIONS',
  HG_TARGET_ZANJAN: 'COMPANIONS',
  SVC_TOTAL: 'COMPANIONS',
  DEVOLUTION_START: 'COMPANIONS',
  ASSOC_MIN_PER_COUNTY: 'COMPANIONS',
  ASSOC_PILOT_PROVINCES: 'COMPANIONS',
}

/** The rules of a group, in the order of the registry. */
export const rulesIn = (group: Group): RuleKey[] => RULE_KEYS.filter((key) => GROUP_OF[key] === group)

/** A rule's name in an address: no dots there, the proxy takes those for files. */
export const slugOf = (key: string): string => key.toLowerCase().replace(/[._]/g, '-')

/** The rule an address names, or null. */
export const ruleOfSlug = (slug: string): RuleKey | null =>
  RULE_KEYS.find((key) => slugOf(key) === slugOf(slug)) ?? null
