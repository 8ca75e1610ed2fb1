/** The indicators of the plan's outputs, in the order people read them. */
export const INDICATOR_CODES = [
  'R-01',
  'R-02',
  'R-03',
  'R-04',
  'R-05',
  'R-06',
  'R-07',
  'R-08',
  'R-09',
  'R-10',
  'R-11',
  'R-12',
  'R-13',
  'R-14',
  'R-15',
  'R-16',
  'R-17',
] as const
export type IndicatorCode = (typeof INDICATOR_CODES)[number]

/** Hours are kept as whole minutes until they are shown. A share is a fraction of one. */
export type Unit = 'count' | 'hours' | 'share' | 'points'

/** Keys of the rule registry that targets are made of. */
export const TARGET_RULES = [
  'COUNTY_TARGET',
  'NEIGHBOURHOOD_TARGET',
  'FACILITATOR_TARGET',
  'PARTICIPANT_TARGET',
  'FAC_TRAINING_MINUTES',
  'COHORT_MINUTES',
] as const
export type TargetRule = (typeof TARGET_RULES)[number]

/** A place's own target where its cohorts' plan says one; the sum over places need not be the registry's. */
export type PlanPart = 'planCohorts' | 'planPeople' | 'planMinutes' | 'planPersonMinutes'

export type PlaceLevel = 'run' | 'county' | 'neighbourhood'

/** What the rows behind a number are. */
export type EvidenceKind = 'session' | 'enrolment' | 'cohort' | 'county' | 'facilitator' | 'organisation'

/** County, neighbourhood, zone, sex, age band, household head, education, month, facilitator (domain 8.1). */
export type Split = 'C' | 'N' | 'Z' | 'S' | 'A' | 'H' | 'E' | 'M' | 'F'

export type Indicator = {
  code: IndicatorCode
  unit: Unit
  /** The product of these rules, minutes turned into hours; empty where the sources state no target. */
  target: readonly TargetRule[]
  /** The target is all of it: a share of one. */
  whole?: true
  /** The target of a county or neighbourhood, from the plan of its cohorts. */
  placeTarget?: PlanPart | 'same'
  splits: readonly Split[]
  /** The breakdowns it can be asked for. */
  levels: readonly PlaceLevel[]
  evidence: EvidenceKind
  /** Whether the values of the counties add up to the run's. */
  additive: boolean
  frequency: 'daily' | 'weekly' | 'monthly' | 'class'
  /** The fact of the plan's source that states the target. */
  source: string | null
}

const ALL: readonly PlaceLevel[] = ['run', 'county', 'neighbourhood']
const COUNTY: readonly PlaceLevel[] = ['run', 'county']

const LIST: Omit<Indicator, 'code'>[] = [
  {
    unit: 'count',
    target: ['COUNTY_TARGET'],
    splits: [],
    levels: COUNTY,
    evidence: 'county',
    additive: true,
    frequency: 'weekly',
    source: 'S3-16',
  },
  {
    unit: 'count',
    target: ['NEIGHBOURHOOD_TARGET'],
    placeTarget: 'planCohorts',
    splits: ['C', 'Z'],
    levels: ALL,
    evidence: 'cohort',
    additive: true,
    frequency: 'weekly',
    source: 'S3-21',
  },
  {
    unit: 'count',
    target: ['FACILITATOR_TARGET'],
    splits: ['C', 'S'],
    levels: COUNTY,
    evidence: 'facilitator',
    additive: true,
    frequency: 'weekly',
    source: 'S3-20',
  },
  {
    unit: 'hours',
    target: ['FACILITATOR_TARGET', 'FAC_TRAINING_MINUTES'],
    splits: ['C'],
    levels: COUNTY,
    evidence: 'facilitator',
    additive: true,
    frequency: 'weekly',
    source: 'S3-20',
  },
  {
    unit: 'count',
    target: [],
    splits: ['C'],
    levels: COUNTY,
    evidence: 'organisation',
    additive: false,
    frequency: 'monthly',
    source: null,
  },
  {
    unit: 'points',
    target: [],
    splits: ['C'],
    levels: COUNTY,
    evidence: 'facilitator',
    additive: false,
    frequency: 'class',
    source: null,
  },
  {
    unit: 'count',
    target: ['PARTICIPANT_TARGET'],
    placeTarget: 'planPeople',
    splits: ['C', 'N', 'Z', 'S', 'A', 'H', 'E'],
    levels: ALL,
    evidence: 'enrolment',
    additive: true,
    frequency: 'daily',
    source: 'S3-21',
  },
  {
    unit: 'hours',
    target: ['NEIGHBOURHOOD_TARGET', 'COHORT_MINUTES'],
    placeTarget: 'planMinutes',
    splits: ['C', 'N', 'M'],
    levels: ALL,
    evidence: 'session',
    additive: true,
    frequency: 'daily',
    source: 'S3-21',
  },
  {
    unit: 'hours',
    target: ['PARTICIPANT_TARGET', 'COHORT_MINUTES'],
    placeTarget: 'planPersonMinutes',
    splits: ['C', 'N', 'Z', 'S', 'M'],
    levels: ALL,
    evidence: 'enrolment',
    additive: true,
    frequency: 'daily',
    source: 'S3-21',
  },
  {
    unit: 'share',
    target: [],
    splits: ['C', 'N', 'Z', 'S', 'M'],
    levels: ALL,
    evidence: 'session',
    additive: false,
    frequency: 'weekly',
    source: null,
  },
  {
    unit: 'share',
    target: [],
    splits: ['C', 'N', 'Z', 'S', 'A', 'H'],
    levels: ALL,
    evidence: 'enrolment',
    additive: false,
    frequency: 'weekly',
    source: null,
  },
  {
    unit: 'share',
    target: [],
    splits: ['C', 'Z', 'S'],
    levels: ALL,
    evidence: 'enrolment',
    additive: false,
    frequency: 'weekly',
    source: null,
  },
  {
    unit: 'share',
    target: [],
    splits: ['C', 'Z', 'S', 'A'],
    levels: ALL,
    evidence: 'enrolment',
    additive: false,
    frequency: 'weekly',
    source: null,
  },
  {
    unit: 'hours',
    target: ['COHORT_MINUTES'],
    placeTarget: 'same',
    splits: ['C', 'Z'],
    levels: ALL,
    evidence: 'enrolment',
    additive: false,
    frequency: 'weekly',
    source: 'S3-21',
  },
  {
    unit: 'share',
    target: [],
    // A group has one leader, so that its facilitator is told by its neighbourhood.
    splits: ['C', 'F'],
    levels: ALL,
    evidence: 'session',
    additive: false,
    frequency: 'monthly',
    source: null,
  },
  {
    unit: 'share',
    target: [],
    whole: true,
    placeTarget: 'same',
    splits: ['Z'],
    levels: ALL,
    evidence: 'enrolment',
    additive: false,
    frequency: 'monthly',
    source: 'S3-16',
  },
  {
    unit: 'share',
    target: [],
    splits: ['C', 'F'],
    levels: ALL,
    evidence: 'session',
    additive: false,
    frequency: 'weekly',
    source: null,
  },
]

export const INDICATORS: readonly Indicator[] = INDICATOR_CODES.map((code, index) => ({
  code,
  ...LIST[index]!,
}))

export function isIndicatorCode(value: unknown): value is IndicatorCode {
  return INDICATOR_CODES.some((code) => code === value)
}

export function indicatorOf(code: IndicatorCode): Indicator {
  return INDICATORS[INDICATOR_CODES.indexOf(code)]!
}
