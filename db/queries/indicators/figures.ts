import type { Scope } from '@/lib/access/actor'
import { quarterOfDay } from '@/lib/indicators/calendar-quarter'
import { INDICATORS, type Indicator, type IndicatorCode, type PlaceLevel } from '@/lib/indicators/catalogue'
import {
  type Amount,
  amountFrom,
  DECIDED_AT_CLOSE,
  type Facts,
  NO_FACTS,
  plannedFrom,
} from '@/lib/indicators/formula'
import { targetIn } from '@/lib/indicators/set-target'
import { placeTarget, runTarget } from '@/lib/indicators/target'
import type { Reader } from '../../client'
import { type Basis, basisOf } from './basis'
import { cohortFacts, type PlaceFacts, type PlaceName } from './cohort-facts'
import type { Asked } from './conditions'
import { facilitatorFacts } from './facilitator-facts'

/**
 * One indicator of one place: numerator and denominator as counted (minutes where it is of hours), value, target and
 * plan in its unit. `provisional` while the end of somebody's enrolment is still open.
 */
export type Figure = Amount & {
  code: IndicatorCode
  target: number | null
  /** What is to be reached by the end of the Jalali quarter the day lies in; null where nobody has set it. */
  quarterTarget: number | null
  planned: number | null
  provisional: boolean
}

export type PlaceFigures = { place: PlaceName | null; facts: Facts; figures: Figure[] }

/** The figures of a run up to a day, one entry a place; at level `run` a single entry without a place. */
export type FigureTable = {
  level: PlaceLevel
  asOf: string
  places: PlaceFigures[]
  completion: Basis['completion']
  wholeRun: boolean
  seesMarks: boolean
}

type Params = Asked & { level: PlaceLevel }

/** Every indicator that can be told at the level. What the reader may not see is not in it. */
export async function figures(db: Reader, scope: Scope, params: Params, known?: Basis): Promise<FigureTable> {
  const { level, ...asked } = params
  return (await figuresAt(db, scope, asked, [level], known))[level]!
}

/** The same at several levels, of which the facts are read once. */
export async function figuresAt<Level extends PlaceLevel>(
  db: Reader,
  scope: Scope,
  asked: Asked,
  levels: readonly Level[],
  known?: Basis,
): Promise<Record<Level, FigureTable>> {
  const basis = known ?? (await basisOf(db, scope, asked))
  const cohorts = await cohortFacts(db, asked, levels, basis)
  const trained = levels.every((level) => level === 'neighbourhood')
    ? { run: [], county: [] }
    : await facilitatorFacts(db, asked, basis)
  const tableOf = (level: PlaceLevel): FigureTable => ({
    level,
    asOf: asked.asOf,
    places: merged(cohorts[level], level === 'neighbourhood' ? [] : trained[level], level).map(
      ({ place, facts }) => {
        const whole = { ...NO_FACTS, ...facts }
        return { place, facts: whole, figures: figuresOf(whole, place, { ...asked, level }, basis) }
      },
    ),
    completion: basis.completion,
    wholeRun: basis.wholeRun,
    seesMarks: basis.seesMarks,
  })
  return Object.fromEntries(levels.map((level) => [level, tableOf(level)])) as Record<Level, FigureTable>
}

function merged(cohorts: PlaceFacts[], trained: PlaceFacts[], level: PlaceLevel): PlaceFacts[] {
  const places = new Map<string, PlaceFacts>()
  if (level === 'run') places.set('', { place: null, facts: {} })
  for (const { place, facts } of [...cohorts, ...trained]) {
    if (level !== 'run' && place === null) continue
    const key = place?.placeId ?? ''
    const known = places.get(key)
    places.set(key, { place, facts: { ...known?.facts, ...facts } })
  }
  return [...places.values()]
}

function figuresOf(facts: Facts, place: PlaceName | null, params: Params, basis: Basis): Figure[] {
  const placeId = place?.placeId ?? params.placeId ?? null
  const ofRun = params.level === 'run' && placeId === null && basis.wholeRun
  const quarter = quarterOfDay(params.asOf)
  const none = placeId === null && !ofRun
  return INDICATORS.filter((one) => one.levels.includes(params.level) && isShown(one, basis)).map(
    ({ code }) => ({
      code,
      ...amountFrom(code, facts),
      target:
        (none ? null : targetIn(basis.targets, { code, placeId })) ??
        (ofRun
          ? (basis.ownTargets[code] ?? runTarget(code, basis.rules))
          : placeTarget(code, facts, basis.rules)),
      quarterTarget: none ? null : targetIn(basis.targets, { code, placeId, quarter }),
      planned: plannedFrom(code, facts),
      provisional: DECIDED_AT_CLOSE.includes(code) && facts.open > 0,
    }),
  )
}

/** Whether the reader's powers reach what an indicator is made of; otherwise it is left out rather than shown as zero. */
export function isShown({ code, evidence }: Indicator, basis: Basis): boolean {
  if (code === 'R-04') return basis.seesClass || basis.coversAll
  return evidence !== 'enrolment' || basis.seesMarks
}
