import type { ProviderState, ServiceDomain } from './kinds'

export type MatchNeed = {
  domain: ServiceDomain
  /** The kind of service it asks for, where somebody has said so. */
  serviceTypeId: string | null
  countyId: string
  /** How many people nobody has taken on yet. */
  people: number
}
/** A provider with one service it offers, and what is known of it. */
export type Candidate = {
  providerId: string
  code: string
  state: ProviderState
  domains: readonly ServiceDomain[]
  countyId: string
  licenceUntil: string | null
  serviceTypeId: string
  serviceDomain: ServiceDomain
  places: number
  taken: number
  /** Offers made to it before that have been answered or lapsed, and those of them it accepted. */
  asked: number
  accepted: number
  /** Months of its agreements that have passed, and those of them with a delivery. */
  due: number
  delivered: number
  openHere: boolean
  declinedHere: boolean
}
export type ReasonKey = 'SERVICE' | 'COUNTY' | 'FREE' | 'ACCEPTANCE' | 'DELIVERY' | 'DECLINED'
/** Why a candidate stands where it stands: a number of a number where there is one. */
export type Reason = { key: ReasonKey; good: boolean; value?: number; of?: number }
export type Ranked = {
  providerId: string
  serviceTypeId: string
  rank: number
  free: number
  reasons: Reason[]
}

/**
 * Who may be asked, the best first. Compared in this order: the very service, the same county, room for everybody, not
 * having declined this need, how often it accepted, how regularly it delivered, more room; then its code, so that the same
 * facts always give the same order. No history counts as half: a newcomer stands before who refuses and behind who accepts.
 */
export function rankCandidates(need: MatchNeed, candidates: readonly Candidate[], today: string): Ranked[] {
  return candidates
    .filter((one) => mayBeAsked(need, one, today))
    .map((one) => ({ one, key: keyOf(need, one) }))
    .sort(
      (a, b) =>
        compare(a.key, b.key) ||
        (a.one.code + a.one.serviceTypeId < b.one.code + b.one.serviceTypeId ? -1 : 1),
    )
    .map(({ one }, i) => ({
      providerId: one.providerId,
      serviceTypeId: one.serviceTypeId,
      rank: i + 1,
      free: freeOf(one),
      reasons: reasonsOf(need, one),
    }))
}

const freeOf = ({ places, taken }: Candidate) => Math.max(0, places - taken)

function mayBeAsked(need: MatchNeed, one: Candidate, today: string): boolean {
  return (
    one.state === 'ACTIVE' &&
    one.serviceDomain === need.domain &&
    one.domains.includes(need.domain) &&
    (need.serviceTypeId === null || need.serviceTypeId === one.serviceTypeId) &&
    one.licenceUntil !== null &&
    one.licenceUntil >= today &&
    freeOf(one) > 0 &&
    !one.openHere
  )
}

const perMille = (part: number, of: number) => (of === 0 ? 500 : Math.floor((1000 * part) / of))

/** Larger is better, place by place. */
function keyOf(need: MatchNeed, one: Candidate): number[] {
  return [
    Number(need.serviceTypeId === one.serviceTypeId),
    Number(need.countyId === one.countyId),
    Number(freeOf(one) >= need.people),
    Number(!one.declinedHere),
    perMille(one.accepted, one.asked),
    perMille(one.delivered, one.due),
    freeOf(one),
  ]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : b[at]! - a[at]!
}

function reasonsOf(need: MatchNeed, one: Candidate): Reason[] {
  const reasons: Reason[] = [
    { key: 'SERVICE', good: need.serviceTypeId === one.serviceTypeId },
    { key: 'COUNTY', good: need.countyId === one.countyId },
    { key: 'FREE', good: freeOf(one) >= need.people, value: freeOf(one), of: need.people },
  ]
  if (one.declinedHere) reasons.push({ key: 'DECLINED', good: false })
  if (one.asked > 0)
    reasons.push({
      key: 'ACCEPTANCE',
      good: 2 * one.accepted >= one.asked,
      value: one.accepted,
      of: one.asked,
    })
  if (one.due > 0)
    reasons.push({ key: 'DELIVERY', good: one.delivered === one.due, value: one.delivered, of: one.due })
  return reasons
}
