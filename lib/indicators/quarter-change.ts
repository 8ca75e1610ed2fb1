import type { IndicatorCode } from './catalogue'
import { isIndicatorCode } from './catalogue'
import type { FrozenQuarter, QuarterAdjustment, QuarterAmount, QuarterChange, QuarterFigure } from './quarter'
import type { InputUnit, Part, QuarterInputs } from './quarter-inputs'

/** The last act on a row since the quarter was closed. */
export type Act = { kind: string; key: string; act: string; at: string }

const amount = ({ numerator, denominator, value }: QuarterFigure): QuarterAmount => ({
  numerator,
  denominator,
  value,
})
const same = (one: Part | undefined, other: Part | undefined) =>
  one?.[0] === other?.[0] && (one?.[1] ?? null) === (other?.[1] ?? null)
const told = (part: Part | undefined) => (part ? { numerator: part[0], denominator: part[1] } : null)

/**
 * What reads differently today: every figure of the closed quarter that its rows of today would not give, with the rows
 * that have changed, when and by which act. What was closed is left as it is.
 */
export function adjustmentsOf(
  frozen: FrozenQuarter,
  then: QuarterInputs,
  now: { quarter: FrozenQuarter; inputs: QuarterInputs },
  acts: readonly Act[],
): QuarterAdjustment[] {
  const today = new Map(now.quarter.figures.map((one) => [keyOf(one), one]))
  const changes = changedUnits(then, now.inputs, acts)
  const rules = changedRules(frozen, now.quarter)
  return frozen.figures.flatMap((figure): QuarterAdjustment[] => {
    const other = today.get(keyOf(figure))
    const before = amount(figure)
    const after = other ? amount(other) : { numerator: 0, denominator: null, value: null }
    if (before.numerator === after.numerator && before.denominator === after.denominator) return []
    if (!isIndicatorCode(figure.code)) return []
    const own = [...changes(figure.code, figure), ...rules]
    const dates = own.flatMap(({ at }) => (at === null ? [] : [at])).sort()
    return [
      {
        code: figure.code,
        level: figure.level,
        place: figure.place,
        frozen: before,
        now: after,
        at: dates.at(-1) ?? null,
        changes: own,
      },
    ]
  })
}

const keyOf = ({ code, level, place }: Pick<QuarterFigure, 'code' | 'level' | 'place'>) =>
  `${code} ${level} ${place}`
const unitKey = ({ kind, key, place }: InputUnit) => `${kind} ${key} ${kind === 'organisation' ? place : ''}`

/** The rows that add something else to an indicator than they did, in the place of a figure. */
function changedUnits(then: QuarterInputs, now: QuarterInputs, acts: readonly Act[]) {
  const county = new Map([...then.places, ...now.places].map((place) => [place.code, place.county]))
  const was = new Map(then.units.map((unit) => [unitKey(unit), unit]))
  const is = new Map(now.units.map((unit) => [unitKey(unit), unit]))
  const all = [...new Set([...was.keys(), ...is.keys()])].sort()
  const byRow = new Map(acts.map((act) => [`${act.kind} ${act.key}`, act]))
  // Hours and ends of people change with the sheets of their group: where nothing was done to her, a sheet tells when.
  const bySheet = new Map<string, Act>()
  for (const unit of [...then.units, ...now.units]) {
    const act = unit.kind === 'session' ? byRow.get(`session ${unit.key}`) : undefined
    if (act && unit.place && (bySheet.get(unit.place)?.at ?? '') < act.at) bySheet.set(unit.place, act)
  }
  const inPlace = (unit: InputUnit, figure: QuarterFigure) =>
    figure.level === 'run' ||
    unit.place === figure.place ||
    (unit.place !== null && county.get(unit.place) === figure.place)
  return (code: IndicatorCode, figure: QuarterFigure): QuarterChange[] =>
    all.flatMap((key): QuarterChange[] => {
      const [old, fresh] = [was.get(key), is.get(key)]
      const unit = fresh ?? old!
      const [from, to] = [old?.parts[code], fresh?.parts[code]]
      if (same(from, to) || !(inPlace(unit, figure) || (old && inPlace(old, figure)))) return []
      const act = byRow.get(`${unit.kind} ${unit.key}`) ?? (unit.place ? bySheet.get(unit.place) : undefined)
      return [
        {
          kind: unit.kind,
          key: unit.key,
          what: from ? (to ? 'changed' : 'removed') : 'added',
          act: act?.act ?? null,
          at: act?.at ?? null,
          from: told(from),
          to: told(to),
        },
      ]
    })
}

/** Rules that read otherwise for the same day: they were changed for a time that was already closed. */
function changedRules(then: FrozenQuarter, now: FrozenQuarter): QuarterChange[] {
  const value = (quarter: FrozenQuarter, key: string) =>
    JSON.stringify(quarter.rules[key as keyof typeof quarter.rules])
  return Object.keys(then.rules)
    .filter((key) => value(then, key) !== value(now, key))
    .map((key) => ({
      kind: 'rule',
      key,
      what: 'changed',
      act: 'rule.change',
      at: null,
      from: null,
      to: null,
    }))
}
