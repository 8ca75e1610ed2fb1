import {
  INDICATOR_CODES,
  type IndicatorCode,
  indicatorOf,
  isIndicatorCode,
  type Split,
  type TargetRule,
  type Unit,
} from './catalogue'
import { FORMULAS } from './formula'

/** The eight aims of the plan, in the order of its source. */
export const AIM_CODES = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'] as const
export type AimCode = (typeof AIM_CODES)[number]

/** Beside the outputs that are counted from sheets: pairs of surveys, outcomes, and how far the data can be trusted. */
export const OTHER_CODES = [
  'R-18',
  'O-01',
  'O-02',
  'O-03',
  'O-04',
  'O-05',
  'O-06',
  'O-07',
  'O-08',
  'O-09',
  'O-10',
  'O-11',
  'O-12',
  'O-13',
  'O-14',
  'O-15',
  'Q-01',
  'Q-02',
  'Q-03',
  'Q-04',
] as const
export type OtherCode = (typeof OTHER_CODES)[number]
export type EntryCode = IndicatorCode | OtherCode
/** Every indicator of the plan, in the order people read them. */
export const ENTRY_CODES: readonly EntryCode[] = [...INDICATOR_CODES, ...OTHER_CODES]

/** Who counts it: the sheets and lists, the surveys, the community's records, the look at the data, or a hand. */
export type FeedKind = 'figures' | 'outcomes' | 'community' | 'quality' | 'hand'
export type EntryKind = 'output' | 'outcome' | 'quality'

/** What the catalogue says of an indicator beside its words. */
export type DictionaryEntry = {
  code: EntryCode
  kind: EntryKind
  /** The aims it serves; empty where it tells of the data and not of the plan. */
  aims: readonly AimCode[]
  unit: Unit
  /** Whether it is one number divided by another. */
  ratio: boolean
  splits: readonly Split[]
  frequency: 'daily' | 'weekly' | 'monthly' | 'class' | 'wave' | 'source'
  /** The rules the run's target is the product of; empty where the sources state none. */
  target: readonly TargetRule[]
  /** The fact of the plan's source that states the target, «D» for one that follows from others; null where there is none. */
  source: string | null
  feed: FeedKind
}

const ENROLMENT_SPLITS: readonly Split[] = ['C', 'Z', 'S', 'A']
const PLACES: readonly Split[] = ['C', 'N']
type Other = Omit<DictionaryEntry, 'code' | 'kind' | 'target'> & { target?: readonly TargetRule[] }

const outcome = (...aims: AimCode[]): Other => ({
  aims,
  unit: 'points',
  ratio: true,
  splits: ENROLMENT_SPLITS,
  frequency: 'wave',
  source: null,
  feed: 'outcomes',
})
const community = (aims: readonly AimCode[], rest: Partial<Other> = {}): Other => ({
  aims,
  unit: 'count',
  ratio: false,
  splits: PLACES,
  frequency: 'monthly',
  source: null,
  feed: 'community',
  ...rest,
})
const quality = (ratio: boolean): Other => ({
  aims: [],
  unit: ratio ? 'share' : 'count',
  ratio,
  splits: ['C'],
  frequency: 'daily',
  source: null,
  feed: 'quality',
})

const OTHERS: Record<OtherCode, Other> = {
  'R-18': {
    aims: ['A1', 'A2', 'A3', 'A4', 'A5'],
    unit: 'share',
    ratio: true,
    splits: ['C', 'Z'],
    frequency: 'wave',
    source: null,
    feed: 'outcomes',
  },
  'O-01': outcome('A1'),
  'O-02': { ...outcome('A1'), unit: 'share' },
  'O-03': outcome('A1'),
  'O-04': outcome('A1'),
  'O-05': outcome('A1'),
  'O-06': outcome('A2'),
  'O-07': outcome('A3', 'A8'),
  'O-08': outcome('A4'),
  'O-09': outcome('A5', 'A2'),
  'O-10': community(['A3', 'A8']),
  'O-11': community(['A8'], { source: 'D', target: ['NEIGHBOURHOOD_TARGET'] }),
  'O-12': community(['A6'], { source: 'D', target: ['NEIGHBOURHOOD_TARGET'] }),
  'O-13': community(['A7']),
  'O-14': { ...community(['A5']), unit: 'share', ratio: true, splits: [], feed: 'outcomes' },
  'O-15': { ...community(['A5']), splits: ['C'], frequency: 'source', feed: 'hand' },
  'Q-01': quality(false),
  'Q-02': quality(true),
  'Q-03': quality(false),
  'Q-04': quality(false),
}

/** Outputs serve the plan as a whole; the facilitators' knowledge of resilient systems is an aim of its own (A6). */
const aimsOfOutput = (code: IndicatorCode): readonly AimCode[] => (code === 'R-06' ? ['A6'] : AIM_CODES)

export function entryOf(code: EntryCode): DictionaryEntry {
  if (!isIndicatorCode(code)) return { code, kind: kindOf(code), target: [], ...OTHERS[code] }
  const { unit, splits, frequency, source, target } = indicatorOf(code)
  const ratio = FORMULAS[code].denominator !== undefined
  return {
    code,
    kind: 'output',
    aims: aimsOfOutput(code),
    unit,
    ratio,
    splits,
    frequency,
    source,
    target,
    feed: 'figures',
  }
}

export const DICTIONARY: readonly DictionaryEntry[] = ENTRY_CODES.map(entryOf)

export function isEntryCode(value: unknown): value is EntryCode {
  return ENTRY_CODES.some((code) => code === value)
}

function kindOf(code: OtherCode): EntryKind {
  if (code.startsWith('Q')) return 'quality'
  return code.startsWith('O') ? 'outcome' : 'output'
}
