import { type NeedState, type ProviderState, type ServiceDomain, UNMET } from './kinds'

type GapNeed = {
  countyId: string
  domain: ServiceDomain
  serviceId: string | null
  state: NeedState
  people: number
}
type GapProvider = {
  countyId: string
  state: ProviderState
  domains: readonly ServiceDomain[]
  services: readonly string[]
}
/** A county that waits for a service nobody offers there: the kind of service where somebody has said it, else the field. */
export type Gap = {
  countyId: string
  domain: ServiceDomain
  serviceId: string | null
  needs: number
  people: number
}

/** «No provider for this service here»: where needs wait and no active provider of the county offers what they ask. */
export function gapsOf(needs: readonly GapNeed[], providers: readonly GapProvider[]): Gap[] {
  const gaps = new Map<string, Gap>()
  for (const need of needs) {
    if (!UNMET.includes(need.state) || providers.some((one) => offers(one, need))) continue
    const key = [need.countyId, need.domain, need.serviceId].join(' ')
    const gap = gaps.get(key)
    gaps.set(key, {
      countyId: need.countyId,
      domain: need.domain,
      serviceId: need.serviceId,
      needs: (gap?.needs ?? 0) + 1,
      people: (gap?.people ?? 0) + need.people,
    })
  }
  return [...gaps.values()].sort((a, b) => b.people - a.people)
}

const offers = (one: GapProvider, need: GapNeed) =>
  one.state === 'ACTIVE' &&
  one.countyId === need.countyId &&
  one.domains.includes(need.domain) &&
  (need.serviceId === null || one.services.includes(need.serviceId))
