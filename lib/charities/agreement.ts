import { jalaliMonthKey, jalaliYearOf } from '@/lib/shared/jalali'
import { type Fail, fail, ok, type Result } from '@/lib/shared/result'
import { type ClauseAim, OTHER_AIM_DOMAINS, type ProviderState, type ServiceDomain } from './kinds'

export type AgreementTerms = {
  domain: ServiceDomain
  startsOn: string
  endsOn: string
  /** How many people it is for. */
  capacity: number
  clause: string
  aim: ClauseAim
}
export type ProviderFacts = {
  state: ProviderState
  domains: readonly ServiceDomain[]
  licenceUntil: string | null
  /** What it can take for this service beside its other agreements; null: it does not offer the service. */
  places: number | null
}
/** A provider that has been accepted may be proposed to; whatever is more than a proposal asks for an active one. */
export type Stage = 'PROPOSAL' | 'BINDING'
type Code = 'E-CD-01' | 'E-CD-02' | 'E-CD-03' | 'E-CD-05' | 'E-CD-06' | 'E-CD-16' | 'E-CD-18'

/**
 * Everything that speaks against an agreement. E-CD-01: the provider is not active, or not in this field. E-CD-02: nothing
 * on empowerment (for care of the elderly and of chronic patients the clause may name another aim, but there is a clause).
 * E-CD-03: it ends before it begins. E-CD-05: it begins before services were devolved. E-CD-06: its licence ends before it
 * does. E-CD-16: it does not offer the service. E-CD-18: it is for more people than the provider can take.
 */
export function agreementFaults(
  terms: AgreementTerms,
  provider: ProviderFacts,
  { firstYear, stage }: { firstYear: number; stage: Stage },
): Fail<Code>[] {
  const faults: Fail<Code>[] = []
  const stands = provider.state === 'ACTIVE' || (stage === 'PROPOSAL' && provider.state === 'ACCEPTED')
  if (!stands || !provider.domains.includes(terms.domain)) faults.push(fail('E-CD-01'))
  else if (provider.places === null) faults.push(fail('E-CD-16'))
  if (!clauseStands(terms)) faults.push(fail('E-CD-02'))
  if (terms.endsOn <= terms.startsOn) faults.push(fail('E-CD-03'))
  if (jalaliYearOf(terms.startsOn) < firstYear) faults.push(fail('E-CD-05', { year: String(firstYear) }))
  if (provider.licenceUntil === null || provider.licenceUntil < terms.endsOn) faults.push(fail('E-CD-06'))
  if (provider.places !== null && terms.capacity > provider.places)
    faults.push(fail('E-CD-18', { places: provider.places }))
  return faults
}

function clauseStands({ clause, aim, domain }: AgreementTerms): boolean {
  return (
    clause.trim().length >= SHORTEST_CLAUSE && (aim === 'EMPOWERMENT' || OTHER_AIM_DOMAINS.includes(domain))
  )
}
/** Shorter than this nothing has been promised. */
const SHORTEST_CLAUSE = 10

export type Months = { startsOn: string; endsOn: string }

/** E-CD-07: the month (140304) lies outside the agreement. E-CD-20: it has not begun. */
export function checkMonth(
  month: number,
  { startsOn, endsOn }: Months,
  today: string,
): Result<number, 'E-CD-07' | 'E-CD-20'> {
  if (month % 100 < 1 || month % 100 > 12) return fail('E-CD-07')
  if (month < jalaliMonthKey(startsOn) || month > jalaliMonthKey(endsOn)) return fail('E-CD-07')
  return month > jalaliMonthKey(today) ? fail('E-CD-20') : ok(month)
}

/** The months of an agreement, each as 140304, in order. */
export function monthsOf({ startsOn, endsOn }: Months): number[] {
  const first = jalaliMonthKey(startsOn)
  const last = jalaliMonthKey(endsOn)
  const length = (Math.trunc(last / 100) - Math.trunc(first / 100)) * 12 + (last % 100) - (first % 100) + 1
  return Array.from({ length: Math.max(0, length) }, (_, i) => {
    const months = (first % 100) - 1 + i
    return (Math.trunc(first / 100) + Math.trunc(months / 12)) * 100 + (months % 12) + 1
  })
}

/** W-CD-08: more people were served in a month than the agreement is for. Null: nothing to ask about. */
export function overCapacity(served: number, capacity: number): Fail<'W-CD-08'> | null {
  return served > capacity ? fail('W-CD-08', { served, capacity }) : null
}
