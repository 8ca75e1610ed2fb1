/**
 * The questionnaires as data. What is ours is worded in messages (`instrument-ka`); what belongs to others is worded by a
 * file of the office, and until there is one the instrument is hidden.
 */
export const INSTRUMENT_CODES = ['WHO-5', 'RES', 'KA-M', 'KA-P', 'KA-S', 'KA-U', 'KA-H'] as const
export type InstrumentCode = (typeof INSTRUMENT_CODES)[number]

/** The words an answer is picked from: how much, how often, or those of the operator's file. */
export type Scale = 'AMOUNT' | 'TIMES' | 'SUPPLIED'

export type Instrument = {
  code: InstrumentCode
  version: string
  licence: string
  attribution: string
  itemSource: 'BUILT_IN' | 'OPERATOR_SUPPLIED'
  items: number
  minValue: number
  maxValue: number
  /** Items (from 1) whose answers count the other way round. */
  reverseItems: readonly number[]
  /** How answers become 0 to 100: the sum, moved and stretched from the least to the most possible. */
  transform: 'RESCALED_SUM'
  /** Whether the wording may be shown in public. */
  mayPublishItems: boolean
  /** How many items may be left out; the mean of the others then stands for them. */
  mayMiss: number
  /** A raw sum below this offers a counsellor. */
  lowBelow: number | null
  /** Groups of items (from 1) that are indicators of their own. */
  parts: readonly (readonly number[])[]
  scales: readonly Scale[]
}

const ours = (code: InstrumentCode, more: Partial<Instrument> = {}): Instrument => ({
  code,
  version: '1',
  licence: 'Apache-2.0',
  attribution: 'Tabavar; written for this programme, not validated',
  itemSource: 'BUILT_IN',
  items: 4,
  minValue: 0,
  maxValue: 4,
  reverseItems: [],
  transform: 'RESCALED_SUM',
  mayPublishItems: true,
  mayMiss: 1,
  lowBelow: null,
  parts: [],
  scales: ['AMOUNT', 'AMOUNT', 'AMOUNT', 'AMOUNT'],
  ...more,
})

const theirs = (
  code: InstrumentCode,
  more: Pick<Instrument, 'items' | 'maxValue' | 'licence' | 'attribution' | 'mayMiss' | 'lowBelow'>,
): Instrument => ({
  ...ours(code),
  itemSource: 'OPERATOR_SUPPLIED',
  mayPublishItems: false,
  scales: Array.from({ length: more.items }, () => 'SUPPLIED' as const),
  ...more,
})

export const INSTRUMENTS: Record<InstrumentCode, Instrument> = {
  'WHO-5': theirs('WHO-5', {
    items: 5,
    maxValue: 5,
    licence: 'that of the wording supplied; unaltered, non-commercial, source named',
    attribution: 'WHO-5 Well-Being Index, World Health Organization, 1998',
    mayMiss: 0,
    lowBelow: 13,
  }),
  RES: theirs('RES', {
    items: 9,
    maxValue: 4,
    licence: 'that of the wording supplied',
    attribution: 'Resilience Evaluation Scale; Frontiers in Psychiatry 2018, 9:169',
    mayMiss: 1,
    lowBelow: null,
  }),
  'KA-M': ours('KA-M'),
  'KA-P': ours('KA-P'),
  'KA-S': ours('KA-S'),
  'KA-U': ours('KA-U', { parts: [[1, 2, 3], [4]], scales: ['TIMES', 'TIMES', 'TIMES', 'AMOUNT'] }),
  'KA-H': ours('KA-H'),
}

export const isInstrument = (word: unknown): word is InstrumentCode =>
  INSTRUMENT_CODES.includes(word as InstrumentCode)

/** The instruments whose words an office has to supply. */
export const SUPPLIED_CODES = INSTRUMENT_CODES.filter(
  (code) => INSTRUMENTS[code].itemSource === 'OPERATOR_SUPPLIED',
)

/** The outcome indicators that answers give. */
export const OUTCOME_CODES = ['O-01', 'O-02', 'O-03', 'O-04', 'O-05', 'O-06', 'O-07', 'O-08', 'O-09'] as const
export type OutcomeCode = (typeof OUTCOME_CODES)[number]

/** What an indicator is measured with: an instrument, whole (part 0) or one of its parts (from 1). */
export type Measure = { instrument: InstrumentCode; part: number; share: boolean }
export const MEASURES: Record<OutcomeCode, Measure> = {
  'O-01': { instrument: 'WHO-5', part: 0, share: false },
  'O-02': { instrument: 'WHO-5', part: 0, share: true },
  'O-03': { instrument: 'KA-M', part: 0, share: false },
  'O-04': { instrument: 'KA-P', part: 0, share: false },
  'O-05': { instrument: 'KA-S', part: 0, share: false },
  'O-06': { instrument: 'RES', part: 0, share: false },
  'O-07': { instrument: 'KA-U', part: 1, share: false },
  'O-08': { instrument: 'KA-U', part: 2, share: false },
  'O-09': { instrument: 'KA-H', part: 0, share: false },
}

/** A score of at most this counts as low well-being (O-02). */
export const LOW_SHARE_AT_MOST = 50
/** A change of WHO-5 from which its authors speak of a clear one. */
export const CLEAR_CHANGE = 10
