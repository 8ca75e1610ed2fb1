import { fail, ok, type Result } from '@/lib/shared/result'

type Common = { unit: Unit; source: string }
export type Unit =
  | 'count'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'months'
  | 'sessions'
  | 'years'
  | 'people'
  | 'pairs'
  | 'share'
  | 'choice'
  | 'decade'
export type RuleDef = Common &
  (
    | { kind: 'integer'; value: number; min: number; max: number }
    | { kind: 'share'; value: number; min: number; max: number }
    | { kind: 'boolean'; value: boolean }
    | { kind: 'enum'; value: string; options: readonly string[] }
    | { kind: 'list'; value: readonly string[]; options: readonly string[] }
    /** Two whole numbers, both included, written «5-7». */
    | { kind: 'range'; value: string; min: number; max: number }
    /** A fraction of whole numbers, written «1/3», so that nothing is rounded. */
    | { kind: 'fraction'; value: string }
  )

const int = (value: number, min: number, max: number, unit: Unit, source: string) =>
  ({ kind: 'integer', value, min, max, unit, source }) as const
const share = (value: number, min: number, max: number, source: string) =>
  ({ kind: 'share', value, min, max, unit: 'share', source }) as const
const flag = (value: boolean, source: string) => ({ kind: 'boolean', value, unit: 'choice', source }) as const

/** The days of the week as rules name them, Saturday first. */
export const WEEK = ['SAT', 'SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI'] as const
export const COMPLETION_MODES = ['STRICT', 'SHARE_OF_HOURS', 'SHARE_OF_SESSIONS'] as const
export const SESSION_TEMPLATES = ['30x120', '20x180', '15x240', '10x360'] as const

/**
 * Every number the sources or the office may set, with its bounds and where it comes from («A»: our assumption;
 * «D»: derived). Values in force are rows of app.rule; these are what an installation starts with.
 */
export const RULES = {
  COUNTY_TARGET: int(12, 1, 500, 'count', 'S3-16'),
  NEIGHBOURHOOD_TARGET: int(25, 1, 10_000, 'count', 'S3-21'),
  FACILITATOR_TARGET: int(25, 1, 10_000, 'people', 'S3-20'),
  PARTICIPANT_TARGET: int(625, 1, 1_000_000, 'people', 'S3-21'),
  FAC_TRAINING_MINUTES: int(3600, 60, 60_000, 'minutes', 'S3-20'),
  COHORT_MINUTES: int(3600, 60, 60_000, 'minutes', 'S3-21'),
  COHORT_TARGET_SIZE: int(25, 1, 200, 'people', 'D, S3-22'),
  COHORT_MIN_SIZE: int(20, 1, 200, 'people', 'A'),
  COHORT_MAX_SIZE: int(30, 1, 200, 'people', 'A'),
  SESSION_MIN_MINUTES: int(30, 5, 480, 'minutes', 'A'),
  SESSION_MAX_MINUTES: int(240, 30, 480, 'minutes', 'A'),
  FAC_SESSION_MAX_MINUTES: int(480, 30, 720, 'minutes', 'A'),
  DAY_MAX_MINUTES: int(480, 30, 1440, 'minutes', 'A'),
  SESSION_TEMPLATE: {
    kind: 'enum',
    value: '30x120',
    options: SESSION_TEMPLATES,
    unit: 'choice',
    source: 'A',
  },
  COMPLETION_MODE: {
    kind: 'enum',
    value: 'SHARE_OF_HOURS',
    options: COMPLETION_MODES,
    unit: 'choice',
    source: 'A',
  },
  COMPLETION_SHARE_PARTICIPANT: share(0.8, 0.5, 1, 'A'),
  COMPLETION_SHARE_FACILITATOR: share(0.9, 0.5, 1, 'A'),
  LATE_GRACE_MINUTES: int(15, 0, 60, 'minutes', 'A'),
  MIN_PRESENCE_SHARE: share(0.5, 0, 1, 'A'),
  EXCUSED_CREDITS_HOURS: flag(false, 'A'),
  ABSENCE_ALERT_CONSECUTIVE: int(3, 1, 10, 'sessions', 'A'),
  NO_SHOW_AFTER_SESSIONS: int(4, 1, 10, 'sessions', 'A'),
  MAKE_UP_MAX_SESSIONS: int(4, 0, 30, 'sessions', 'A'),
  REFILL_BEFORE_SESSION: int(3, 1, 30, 'sessions', 'A'),
  ATTENDANCE_EDIT_WINDOW_HOURS: int(72, 1, 720, 'hours', 'A'),
  SHEET_DUE_HOURS: int(72, 1, 720, 'hours', 'A'),
  DEVICE_SILENT_DAYS: int(7, 1, 90, 'days', 'A'),
  SESSION_BACKDATE_MAX_DAYS: int(30, 0, 365, 'days', 'A'),
  SYNC_HOLD_DAYS: int(5, 0, 60, 'days', 'A'),
  ALIKE_SHEETS: int(20, 2, 500, 'count', 'A'),
  ALIKE_WINDOW_MINUTES: int(3, 1, 120, 'minutes', 'A'),
  PARTICIPANT_MIN_AGE: int(15, 0, 100, 'years', 'A'),
  GUARDIAN_CONSENT_UNDER_18: flag(true, 'A'),
  FAC_MAX_COHORTS: int(1, 1, 10, 'count', 'A'),
  WEEKEND_DAYS: { kind: 'list', value: ['THU', 'FRI'], options: WEEK, unit: 'choice', source: 'A' },
  REPORT_REASON_BELOW: share(0.9, 0.5, 1, 'A'),
  PUBLIC_SUPPRESS_BELOW: int(15, 15, 100, 'people', 'A'),
  PUBLIC_OUTCOME_MIN_N: int(30, 30, 500, 'pairs', 'A'),
  SURVEY_LINK_MONTHS: int(12, 1, 12, 'months', 'A'),
  COMPLETION_TARGET_SHARE: share(0.65, 0, 1, 'A'),
  COMMUNITY_MOST_PARTICIPANTS: int(1000, 10, 100_000, 'people', 'A'),
  INTEGRITY_ALL_PRESENT_RUN: int(5, 2, 30, 'sessions', 'A'),
  INTEGRITY_SAME_MARKS_LEAST: int(3, 1, 30, 'people', 'A'),
  INTEGRITY_EARLY_MINUTES: int(15, 0, 240, 'minutes', 'A'),
  INTEGRITY_HEAD_DIFFERENCE: int(1, 1, 50, 'people', 'A'),
  CALLBACK_FLAG_WEIGHT: int(3, 1, 20, 'count', 'A'),
  PUBLIC_REFRESH_CHANGES: int(10, 10, 1000, 'people', 'A'),
  PUBLIC_PERCENT_MIN_BASE: int(30, 30, 1000, 'people', 'A'),
  PUBLIC_ATTACK_MIN_WIDTH: int(5, 5, 50, 'people', 'A'),
  CERTIFICATE_VALID_DAYS: int(0, 0, 36_500, 'days', 'A'),
  INTEREST_KEEP_DAYS: int(90, 7, 730, 'days', 'A'),
  KEEP_CONTACT_MONTHS: int(24, 1, 60, 'months', 'A'),
  KEEP_REMOVED_DAYS: int(90, 7, 730, 'days', 'A'),
  KEEP_DOORS_DAYS: int(90, 7, 365, 'days', 'A'),
  HG_MEND_DAYS: int(60, 1, 365, 'days', 'A'),
  HG_VISIT_DAYS: int(30, 1, 365, 'days', 'A'),
  HG_ANSWER_DAYS: int(30, 1, 365, 'days', 'A'),
  SVC_TOTAL: int(152, 1, 10_000, 'count', 'S2-10'),
  OFFER_ANSWER_DAYS: int(14, 1, 90, 'days', 'A'),
  OUTCOME_ALERT_DAYS: int(180, 30, 1095, 'days', 'A'),
  DEVOLUTION_START: int(1380, 1300, 1450, 'decade', 'S2-9'),
  ASSOC_MIN_PER_COUNTY: int(1, 0, 100, 'count', 'S4-8'),
  ASSOC_PILOT_PROVINCES: int(6, 1, 31, 'count', 'S4-5'),
  ASSOC_QUIET_DAYS: int(90, 7, 730, 'days', 'A'),
  ASSOC_STUCK_DAYS: int(30, 1, 365, 'days', 'A'),
  ASSOC_DAY_MINUTES: int(720, 60, 1440, 'minutes', 'A'),
} as const satisfies Record<string, RuleDef>

export type RuleKey = keyof typeof RULES
export const RULE_KEYS = Object.keys(RULES) as RuleKey[]
export type RuleValue = number | string | boolean | string[]

type ValueOf<D> = D extends { kind: 'integer' | 'share' }
  ? number
  : D extends { kind: 'boolean' }
    ? boolean
    : D extends { kind: 'enum' | 'list'; options: readonly (infer O)[] }
      ? D extends { kind: 'enum' }
        ? O
        : O[]
      : string
/** All rules with their values in force, typed by key. */
export type RuleValues = { [K in RuleKey]: ValueOf<(typeof RULES)[K]> }

/** The definition of a rule as one of all kinds there are. */
export const ruleOf = (key: RuleKey): RuleDef => RULES[key]

export const isRuleKey = (key: string): key is RuleKey => Object.hasOwn(RULES, key)

/** The values every installation starts with. */
export function firstValues(): RuleValues {
  return Object.fromEntries(RULE_KEYS.map((key) => [key, RULES[key].value])) as unknown as RuleValues
}

type RuleRefusal = 'E-RUL-01' | 'E-RUL-02'

/** A value proposed for a rule, checked. E-RUL-01: outside its bounds. E-RUL-02: not of its kind. */
export function checkRuleValue<K extends RuleKey>(
  key: K,
  value: unknown,
): Result<RuleValues[K], RuleRefusal> {
  return checkValue(RULES[key], value) as Result<RuleValues[K], RuleRefusal>
}

/** The same for a definition by itself. */
export function checkValue(def: RuleDef, value: unknown): Result<RuleValue, RuleRefusal> {
  switch (def.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : fail('E-RUL-02')
    case 'integer':
    case 'share':
      if (typeof value !== 'number' || !Number.isFinite(value)) return fail('E-RUL-02')
      // Shares have at most four digits, so that the screen and the database round alike.
      if (!Number.isInteger(def.kind === 'integer' ? value : Math.round(value * 1e10) / 1e6))
        return fail('E-RUL-02')
      return within(value, def) ? ok(value) : outOfBounds(def)
    case 'enum':
      return typeof value === 'string' && def.options.includes(value) ? ok(value) : fail('E-RUL-02')
    case 'list':
      return Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((item) => def.options.includes(item))
        ? ok(value)
        : fail('E-RUL-02')
    case 'range': {
      const range = typeof value === 'string' ? parseRange(value) : null
      if (!range) return fail('E-RUL-02')
      return range.min <= range.max && within(range.min, def) && within(range.max, def)
        ? ok(`${range.min}-${range.max}`)
        : outOfBounds(def)
    }
    case 'fraction': {
      const part = typeof value === 'string' ? parseFraction(value) : null
      if (!part) return fail('E-RUL-02')
      return part.of > 0 && part.part <= part.of
        ? ok(`${part.part}/${part.of}`)
        : outOfBounds({ min: 0, max: 1 })
    }
  }
}

type Bounds = { min: number; max: number }
const within = (value: number, { min, max }: Bounds) => value >= min && value <= max
const outOfBounds = ({ min, max }: Bounds) => fail('E-RUL-01', { min, max })

/** The two ends of a range rule («5-7»), or null where the text is none. */
export function parseRange(text: string): { min: number; max: number } | null {
  const found = /^(\d{1,6})-(\d{1,6})$/.exec(text.trim())
  return found ? { min: Number(found[1]), max: Number(found[2]) } : null
}

/** The two numbers of a fraction rule («1/3»), or null where the text is none. */
export function parseFraction(text: string): { part: number; of: number } | null {
  const found = /^(\d{1,4})\/(\d{1,4})$/.exec(text.trim())
  return found ? { part: Number(found[1]), of: Number(found[2]) } : null
}
