import type { Scope } from '@/lib/access/actor'
import { quarterOfDay } from '@/lib/indicators/calendar-quarter'
import { isIndicatorCode, type Unit } from '@/lib/indicators/catalogue'
import { DICTIONARY, type DictionaryEntry, type EntryCode, type OtherCode } from '@/lib/indicators/dictionary'
import { targetIn } from '@/lib/indicators/set-target'
import { productOf } from '@/lib/indicators/target'
import type { Reader } from '../../client'
import { type Basis, basisOf } from './basis'
import type { PlaceName } from './cohort-facts'
import type { Asked } from './conditions'
import { type FeedAsked, type Told, toldByFeeds } from './feeds'
import { type Figure, figures } from './figures'

/**
 * measured: there is a number · empty: there is nothing to divide by yet · notYet: nobody has measured it · hidden: the
 * reader's powers do not reach it.
 */
export type MeasureState = 'measured' | 'empty' | 'notYet' | 'hidden'

/** Any indicator of the catalogue as it stands; hours in minutes in numerator and denominator, `value` in its unit. */
export type Measure = {
  code: EntryCode
  unit: Unit
  state: MeasureState
  numerator: number | null
  denominator: number | null
  value: number | null
  target: number | null
  quarterTarget: number | null
  planned: number | null
  provisional: boolean
}
export type MeasureTable = {
  asOf: string
  place: PlaceName | null
  measures: Measure[]
  basis: Basis
}

const NOTHING = {
  numerator: null,
  denominator: null,
  value: null,
  target: null,
  quarterTarget: null,
  planned: null,
  provisional: false,
}

/** Every indicator of the catalogue up to a day, in one place or all: one query for screen, file and API. */
export async function measures(db: Reader, scope: Scope, asked: FeedAsked): Promise<MeasureTable> {
  const one: Asked = {
    runId: asked.runId,
    asOf: asked.asOf,
    counting: asked.counting,
    placeId: asked.placeId,
  }
  const basis = await basisOf(db, scope, one)
  const table = await figures(db, scope, { ...one, level: 'run' }, basis)
  const told = await toldByFeeds(db, scope, asked)
  const counted = new Map(table.places[0]?.figures.map((figure) => [figure.code, figure]))
  return {
    asOf: asked.asOf,
    place: null,
    basis,
    measures: DICTIONARY.map(
      (entry): Measure =>
        isIndicatorCode(entry.code)
          ? measureOf(entry.code, entry.unit, counted.get(entry.code))
          : toldOf(entry, told[entry.code], one, basis),
    ),
  }
}

/** One indicator that others than the sheets tell; nothing else is counted for it. */
export async function otherMeasure(
  db: Reader,
  scope: Scope,
  asked: FeedAsked,
  code: OtherCode,
): Promise<Measure> {
  const basis = await basisOf(db, scope, asked)
  const told = await toldByFeeds(db, scope, asked, code)
  return toldOf(DICTIONARY.find((entry) => entry.code === code)!, told[code], asked, basis)
}

function toldOf(
  { code, unit, target: rules }: DictionaryEntry,
  found: Told | null | undefined,
  asked: Asked,
  basis: Basis,
): Measure {
  const quarter = quarterOfDay(asked.asOf)
  const ofRun = asked.placeId === undefined && basis.wholeRun
  const own = (of: typeof quarter | null) => (ofRun ? targetIn(basis.targets, { code, quarter: of }) : null)
  const targets = {
    target: own(null) ?? (ofRun ? productOf(rules, basis.rules) : null),
    quarterTarget: own(quarter),
  }
  if (found === undefined) return { ...NOTHING, code, unit, state: 'notYet', ...targets }
  if (found === null) return { ...NOTHING, code, unit, state: 'hidden', ...targets }
  return { ...NOTHING, code, unit, state: found.value === null ? 'empty' : 'measured', ...found, ...targets }
}

/** A counted indicator as a measure; without a figure the reader may not see it. */
export function measureOf(code: EntryCode, unit: Unit, figure: Figure | undefined): Measure {
  if (!figure) return { ...NOTHING, code, unit, state: 'hidden' }
  const { numerator, denominator, value, target, quarterTarget, planned, provisional } = figure
  return {
    code,
    unit,
    state: value === null ? 'empty' : 'measured',
    numerator,
    denominator,
    value,
    target,
    quarterTarget,
    planned,
    provisional,
  }
}
