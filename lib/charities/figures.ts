import { daysBetween } from '@/lib/shared/jalali'
import {
  type AgreementState,
  type Audience,
  type DeliveryMode,
  NEED_WAY,
  type NeedState,
  OF_CHILDREN,
  type ProviderState,
  type ServiceDomain,
  SOURCE_DOMAINS,
} from './kinds'

export const D_CODES = [
  'D-01',
  'D-02',
  'D-03',
  'D-04',
  'D-05',
  'D-06',
  'D-07',
  'D-08',
  'D-09',
  'D-10',
] as const
export type DCode = (typeof D_CODES)[number]

/** What the figures are made of, and nobody in it. */
export type CharityFacts = {
  /** SVC_TOTAL: how many kinds of service there are said to be. */
  total: number
  services: readonly { mode: DeliveryMode }[]
  providers: readonly { state: ProviderState; domains: readonly ServiceDomain[] }[]
  needs: readonly { state: NeedState; isNew: boolean }[]
  agreements: readonly { state: AgreementState; outcomes: number }[]
  reviews: readonly { before: number | null; score: number }[]
  events: readonly { audience: Audience }[]
}

/** `of`: what it is a share of. `part`: how many of the value are new, or for children. Null: nothing to compute it from. */
export type DFigure = { code: DCode; value: number | null; of: number | null; part: number | null }

const VERIFIED: readonly NeedState[] = ['VERIFIED', 'PLANNED', 'MATCHED', 'MET']

export function dFigures(facts: CharityFacts): DFigure[] {
  const { total, services, providers, needs, agreements, reviews, events } = facts
  const active = providers.filter(({ state }) => state === 'ACTIVE')
  const running = agreements.filter(({ state }) => state === 'ACTIVE')
  const changes = reviews.flatMap(({ before, score }) => (before === null ? [] : [score - before]))
  const figure = (
    code: DCode,
    value: number | null,
    of: number | null = null,
    part: number | null = null,
  ) => ({
    code,
    value,
    of,
    part,
  })
  return [
    figure('D-01', services.length, total),
    figure('D-02', services.filter(({ mode }) => mode !== 'STATE').length, total),
    figure(
      'D-03',
      SOURCE_DOMAINS.filter((domain) => active.some(({ domains }) => domains.includes(domain))).length,
      SOURCE_DOMAINS.length,
    ),
    figure('D-04', active.length),
    figure('D-05', needs.length, null, needs.filter(({ isNew }) => isNew).length),
    figure(
      'D-06',
      needs.filter(({ state }) => state === 'MET').length,
      needs.filter(({ state }) => VERIFIED.includes(state)).length,
    ),
    figure('D-07', changes.length === 0 ? null : meanOf(changes)),
    figure('D-08', running.filter(({ outcomes }) => outcomes > 0).length, running.length),
    figure(
      'D-09',
      agreements.reduce((all, { outcomes }) => all + outcomes, 0),
    ),
    figure(
      'D-10',
      events.length,
      null,
      events.filter(({ audience }) => OF_CHILDREN.includes(audience)).length,
    ),
  ]
}

/** To a tenth of a point. */
const meanOf = (numbers: readonly number[]) =>
  Math.round((10 * numbers.reduce((all, one) => all + one, 0)) / numbers.length) / 10

/** When a need came to each step of its way; a day is missing where it has not. */
export type NeedDays = Partial<Record<(typeof NEED_WAY)[number], string>>
/** `median`: days from the step before, over the needs that took both; null where none has. */
export type FunnelStep = { step: (typeof NEED_WAY)[number]; needs: number; median: number | null }

/** How far needs come, and how long each step takes. */
export function funnelOf(needs: readonly NeedDays[]): FunnelStep[] {
  return NEED_WAY.map((step, i) => {
    const before = NEED_WAY[i - 1]
    const days = needs.flatMap((need) => {
      const from = before && need[before]
      const to = need[step]
      return from && to ? [daysBetween(from, to)] : []
    })
    return { step, needs: needs.filter((need) => need[step]).length, median: medianOf(days) }
  })
}

export function medianOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Whether an agreement has run so long without anybody employed or self-sufficient that the office is told. */
export function lacksOutcome(
  agreement: { state: AgreementState; startsOn: string; outcomes: number },
  { today, days }: { today: string; days: number },
): boolean {
  return (
    agreement.state === 'ACTIVE' && agreement.outcomes === 0 && daysBetween(agreement.startsOn, today) >= days
  )
}
