import type { CompletionRule } from '@/lib/rules/completion'
import type { RuleValues } from '@/lib/rules/registry'
import { canonicalText } from '@/lib/shared/canonical'
import { type EvidenceKind, INDICATORS, type IndicatorCode, indicatorOf, type PlaceLevel } from './catalogue'
import { amountOf, FORMULAS } from './formula'
import type {
  FrozenQuarter,
  QuarterAmount,
  QuarterCommunity,
  QuarterFigure,
  QuarterNo,
  QuarterOutcome,
  QuarterOutside,
  QuarterQuality,
  QuarterSplit,
  QuarterSplitKey,
} from './quarter'

/** What a sheet, an enrolment, a facilitator adds to numerator and denominator of an indicator. */
export type Part = [numerator: number, denominator: number | null]
/**
 * A row behind the figures, with everything it adds: up to the end of the quarter, and up to the day before it began. Of
 * people only what they are counted by; never a name.
 */
export type InputUnit = {
  kind: EvidenceKind
  key: string
  place: string | null
  parts: Partial<Record<IndicatorCode, Part>>
  before: Partial<Record<IndicatorCode, Part>>
  traits?: Partial<Record<Exclude<QuarterSplitKey, 'zone'>, string | null>>
}
export type InputPlace = {
  code: string
  level: 'county' | 'neighbourhood'
  nameFa: string
  nameEn: string
  county: string
  zone: string | null
}
export type QuarterInputs = {
  v: 1
  run: { code: string; nameFa: string; nameEn: string }
  year: number
  quarter: QuarterNo
  from: string
  to: string
  asOf: string
  rules: RuleValues
  completion: CompletionRule
  places: InputPlace[]
  units: InputUnit[]
  /** The targets in force; `place` is the run's code where they are the run's. */
  targets: { code: IndicatorCode; level: PlaceLevel; place: string; value: number }[]
  outcomes: QuarterOutcome[]
  community: QuarterCommunity[]
  quality: QuarterQuality[]
  outside: QuarterOutside[]
  unapproved: { count: number; reason: string | null }
}

/** The exact text whose hash is kept with the figures. */
export const inputsText = (inputs: QuarterInputs): string => canonicalText(inputs)

/** What a quarter adds by itself; the others are states of a day. */
export const FLOWS: readonly IndicatorCode[] = ['R-04', 'R-07', 'R-08', 'R-09', 'R-10', 'R-15', 'R-17']
/** Told by who people are. */
const SPLIT_CODES: readonly IndicatorCode[] = ['R-07', 'R-09', 'R-11', 'R-12', 'R-13']
const SPLITS: readonly QuarterSplitKey[] = ['zone', 'sex', 'age', 'head', 'education']

/** The sum of what the rows add. One organisation counts once, however many counties it stands in. */
function sumOf(
  code: IndicatorCode,
  units: readonly InputUnit[],
  of: 'parts' | 'before' | 'quarter',
): QuarterAmount {
  let numerator = 0
  let denominator = 0
  const met = new Set<string>()
  for (const unit of units) {
    const part = partOf(unit, code, of)
    if (!part || (unit.kind === 'organisation' && met.has(unit.key))) continue
    met.add(unit.key)
    numerator += part[0]
    denominator += part[1] ?? 0
  }
  return amountOf(code, numerator, FORMULAS[code].denominator === undefined ? null : denominator)
}

function partOf(unit: InputUnit, code: IndicatorCode, of: 'parts' | 'before' | 'quarter'): Part | undefined {
  if (of !== 'quarter') return unit[of][code]
  const [now, was] = [unit.parts[code], unit.before[code]]
  if (!now && !was) return undefined
  const ratio = FORMULAS[code].denominator !== undefined
  return [(now?.[0] ?? 0) - (was?.[0] ?? 0), ratio ? (now?.[1] ?? 0) - (was?.[1] ?? 0) : null]
}

/** What a quarter says, from its inputs and nothing else. `hash` is that of the inputs' text. */
export function quarterOf(inputs: QuarterInputs, hash: string): FrozenQuarter {
  const { v, run, year, quarter, from, to, asOf, rules, completion, outcomes, community, quality, outside } =
    inputs
  return {
    v,
    run,
    year,
    quarter,
    from,
    to,
    asOf,
    rules,
    completion,
    figures: figuresOf(inputs),
    splits: splitsOf(inputs),
    outcomes,
    community,
    quality,
    outside,
    inputs: hash,
    unapproved: inputs.unapproved,
  }
}

function figuresOf({ run, places, units, targets }: QuarterInputs): QuarterFigure[] {
  const countyOf = new Map(places.map(({ code, county }) => [code, county]))
  const target = (code: string, level: PlaceLevel, place: string) =>
    targets.find((one) => one.code === code && one.level === level && one.place === place)?.value ?? null
  const at = (
    level: PlaceLevel,
    place: { code: string; nameFa: string; nameEn: string },
    own: readonly InputUnit[],
  ) =>
    INDICATORS.filter(({ levels }) => levels.includes(level)).map(({ code, unit }) => ({
      code,
      unit,
      level,
      place: place.code,
      nameFa: place.nameFa,
      nameEn: place.nameEn,
      ...sumOf(code, own, 'parts'),
      target: target(code, level, place.code),
      inQuarter: FLOWS.includes(code) ? sumOf(code, own, 'quarter') : null,
    }))
  const of = (level: InputPlace['level']) =>
    places
      .filter((place) => place.level === level)
      .flatMap((place) =>
        at(
          level,
          place,
          units.filter(
            (unit) =>
              unit.place === place.code ||
              (level === 'county' && unit.place !== null && countyOf.get(unit.place) === place.code),
          ),
        ),
      )
  return [...at('run', run, units), ...of('county'), ...of('neighbourhood')]
}

function splitsOf({ units, places }: QuarterInputs): QuarterSplit[] {
  const zones = new Map(places.map(({ code, zone }) => [code, zone]))
  const trait = (unit: InputUnit, by: QuarterSplitKey) =>
    (by === 'zone' ? unit.place && zones.get(unit.place) : unit.traits?.[by]) ?? null
  return SPLIT_CODES.flatMap((code) =>
    SPLITS.flatMap((by) => {
      const groups = new Map<string | null, InputUnit[]>()
      for (const unit of units) {
        if (unit.kind !== indicatorOf(code).evidence || !unit.parts[code]) continue
        const key = trait(unit, by)
        const group = groups.get(key)
        if (group) group.push(unit)
        else groups.set(key, [unit])
      }
      return [...groups]
        .sort(([one], [other]) => ((one ?? '~') < (other ?? '~') ? -1 : 1))
        .map(([key, own]) => ({ code, by, key, ...sumOf(code, own, 'parts') }))
    }),
  )
}
