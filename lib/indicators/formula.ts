import type { IndicatorCode, PlanPart } from './catalogue'
import { indicatorOf } from './catalogue'

/** What is counted in one place (or the run) up to a day; indicators are made of nothing else. Times in minutes. */
export type Facts = Record<PlanPart, number> & {
  counties: number
  neighbourhoods: number
  certified: number
  trainingMinutes: number
  organisations: number
  knowledgeGain: number
  knowledgePairs: number
  enrolled: number
  heldMinutes: number
  creditedMinutes: number
  rows: number
  attended: number
  completed: number
  strict: number
  stayed: number
  /** Enrolments whose end is not decided yet; while there is one, completion is provisional. */
  open: number
  /** Minutes, and person-minutes, that the plan puts before the day. */
  plannedMinutes: number
  plannedPersonMinutes: number
  /** Sessions that count, and those cancelled. */
  held: number
  cancelled: number
  /** Of the plan's sessions that were held or cancelled, those held on the day they were planned for. */
  asPlanned: number
  planDue: number
  /** Sheets that count, and those recorded in time. */
  sheets: number
  timely: number
  /** Enrolled in a marginal or vulnerable area. */
  targetAreas: number
}
export type Fact = keyof Facts

export const NO_FACTS: Facts = {
  counties: 0,
  neighbourhoods: 0,
  certified: 0,
  trainingMinutes: 0,
  organisations: 0,
  knowledgeGain: 0,
  knowledgePairs: 0,
  enrolled: 0,
  heldMinutes: 0,
  creditedMinutes: 0,
  rows: 0,
  attended: 0,
  completed: 0,
  strict: 0,
  stayed: 0,
  open: 0,
  plannedMinutes: 0,
  plannedPersonMinutes: 0,
  held: 0,
  cancelled: 0,
  asPlanned: 0,
  planDue: 0,
  sheets: 0,
  timely: 0,
  targetAreas: 0,
  planCohorts: 0,
  planPeople: 0,
  planMinutes: 0,
  planPersonMinutes: 0,
}

/** The one place where an indicator's formula stands: what is counted, and what it is counted against. */
export const FORMULAS: Record<IndicatorCode, { numerator: Fact; denominator?: Fact; planned?: Fact }> = {
  'R-01': { numerator: 'counties' },
  'R-02': { numerator: 'neighbourhoods' },
  'R-03': { numerator: 'certified' },
  'R-04': { numerator: 'trainingMinutes' },
  'R-05': { numerator: 'organisations' },
  'R-06': { numerator: 'knowledgeGain', denominator: 'knowledgePairs' },
  'R-07': { numerator: 'enrolled' },
  'R-08': { numerator: 'heldMinutes', planned: 'plannedMinutes' },
  'R-09': { numerator: 'creditedMinutes', planned: 'plannedPersonMinutes' },
  'R-10': { numerator: 'attended', denominator: 'rows' },
  'R-11': { numerator: 'completed', denominator: 'enrolled' },
  'R-12': { numerator: 'strict', denominator: 'enrolled' },
  'R-13': { numerator: 'stayed', denominator: 'enrolled' },
  'R-14': { numerator: 'creditedMinutes', denominator: 'enrolled' },
  'R-15': { numerator: 'asPlanned', denominator: 'planDue' },
  'R-16': { numerator: 'targetAreas', denominator: 'enrolled' },
  'R-17': { numerator: 'timely', denominator: 'sheets' },
}

/** Indicators that wait for the end of the run: until then they say who has reached the threshold. */
export const DECIDED_AT_CLOSE: readonly IndicatorCode[] = ['R-11', 'R-12']

const MINUTES_PER_HOUR = 60

export type Amount = { numerator: number; denominator: number | null; value: number | null }

/** Value of an indicator in its own unit (hours, a share of one, points); null where there is nothing to divide by. */
export function amountOf(code: IndicatorCode, numerator: number, denominator: number | null): Amount {
  const whole = denominator === null ? numerator : denominator === 0 ? null : numerator / denominator
  const hours = indicatorOf(code).unit === 'hours'
  return { numerator, denominator, value: whole === null ? null : hours ? whole / MINUTES_PER_HOUR : whole }
}

export function amountFrom(code: IndicatorCode, facts: Facts): Amount {
  const { numerator, denominator } = FORMULAS[code]
  return amountOf(code, facts[numerator], denominator ? facts[denominator] : null)
}

/** What the plan says should have been reached by the day, in the indicator's unit; null where it says nothing. */
export function plannedFrom(code: IndicatorCode, facts: Facts): number | null {
  const planned = FORMULAS[code].planned
  return planned ? facts[planned] / MINUTES_PER_HOUR : null
}
