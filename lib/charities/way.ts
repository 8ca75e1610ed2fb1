import { type Fail, fail, ok, type Result } from '@/lib/shared/result'
import { type AgreementTerms, agreementFaults, type ProviderFacts } from './agreement'
import type { AgreementState, NeedState, OfferState, ProviderState } from './kinds'

export type CharityCode = `E-CD-${string}`
export type Refusal = Fail<CharityCode>
type Step<S, F> = {
  from: readonly S[]
  to: S | ((facts: F) => S)
  gates?: ((facts: F) => Refusal[])[]
}

const reasoned = ({ reason }: { reason: string }): Refusal[] =>
  reason.trim() === '' ? [fail('E-CD-13')] : []

/** What stands before an act; E-CD-12: the state knows no such act. */
function missingOf<S, F extends { state: S }>(step: Step<S, F>, facts: F): Refusal[] {
  if (!step.from.includes(facts.state)) return [fail('E-CD-12')]
  return (step.gates ?? []).flatMap((gate) => gate(facts))
}
function nextOf<S, F extends { state: S }>(step: Step<S, F>, facts: F): Result<S> {
  const [first] = missingOf(step, facts)
  if (first) return first
  return ok(typeof step.to === 'function' ? (step.to as (facts: F) => S)(facts) : step.to)
}
const actsOf = <S, A extends string>(steps: Record<A, { from: readonly S[] }>, state: S): A[] =>
  (Object.keys(steps) as A[]).filter((act) => steps[act].from.includes(state))

export const NEED_ACTS = ['verify', 'plan', 'meet', 'defer', 'resume', 'reject'] as const
export type NeedAct = (typeof NEED_ACTS)[number]
export type NeedFacts = {
  state: NeedState
  /** How many people it is about, as somebody has verified it. */
  verifiedCount: number | null
  meetingId: string | null
  /** Whether an agreement that holds it has delivered anything. */
  delivered: boolean
  reason: string
}
const NEED_STEPS: Record<NeedAct, Step<NeedState, NeedFacts>> = {
  verify: {
    from: ['IDENTIFIED'],
    to: 'VERIFIED',
    gates: [({ verifiedCount }) => ((verifiedCount ?? 0) > 0 ? [] : [fail('E-CD-14')])],
  },
  plan: {
    from: ['VERIFIED'],
    to: 'PLANNED',
    gates: [
      ({ verifiedCount }) => ((verifiedCount ?? 0) > 0 ? [] : [fail('E-CD-14')]),
      ({ meetingId }) => (meetingId ? [] : [fail('E-CD-15')]),
    ],
  },
  meet: { from: ['MATCHED'], to: 'MET', gates: [({ delivered }) => (delivered ? [] : [fail('E-CD-22')])] },
  defer: { from: ['IDENTIFIED', 'VERIFIED', 'PLANNED'], to: 'DEFERRED', gates: [reasoned] },
  resume: {
    from: ['DEFERRED'],
    to: ({ verifiedCount, meetingId }) =>
      verifiedCount === null ? 'IDENTIFIED' : meetingId === null ? 'VERIFIED' : 'PLANNED',
  },
  reject: { from: ['IDENTIFIED', 'VERIFIED'], to: 'REJECTED', gates: [reasoned] },
}
export const nextNeed = (act: NeedAct, facts: NeedFacts) => nextOf(NEED_STEPS[act], facts)
export const needActs = (state: NeedState) => actsOf<NeedState, NeedAct>(NEED_STEPS, state)

export const PROVIDER_ACTS = ['assess', 'accept', 'activate', 'suspend', 'resume', 'end'] as const
export type ProviderAct = (typeof PROVIDER_ACTS)[number]
export type ProviderWay = {
  state: ProviderState
  assessed: boolean
  /** The last day of its licence. */
  licenceUntil: string | null
  today: string
  reason: string
}
const licensed = ({ licenceUntil, today }: ProviderWay): Refusal[] =>
  licenceUntil !== null && licenceUntil >= today ? [] : [fail('E-CD-06')]
const PROVIDER_STEPS: Record<ProviderAct, Step<ProviderState, ProviderWay>> = {
  assess: {
    from: ['APPLIED'],
    to: 'ASSESSED',
    gates: [({ assessed }) => (assessed ? [] : [fail('E-CD-19')])],
  },
  accept: { from: ['ASSESSED'], to: 'ACCEPTED' },
  activate: { from: ['ACCEPTED'], to: 'ACTIVE', gates: [licensed] },
  suspend: { from: ['ACTIVE'], to: 'SUSPENDED', gates: [reasoned] },
  resume: { from: ['SUSPENDED'], to: 'ACTIVE', gates: [licensed] },
  end: { from: ['APPLIED', 'ASSESSED', 'ACCEPTED', 'ACTIVE', 'SUSPENDED'], to: 'ENDED', gates: [reasoned] },
}
export const nextProvider = (act: ProviderAct, facts: ProviderWay) => nextOf(PROVIDER_STEPS[act], facts)
export const providerActs = (state: ProviderState) =>
  actsOf<ProviderState, ProviderAct>(PROVIDER_STEPS, state)

export const AGREEMENT_ACTS = ['assess', 'approve', 'begin', 'end', 'terminate'] as const
export type AgreementAct = (typeof AGREEMENT_ACTS)[number]
export type AgreementWay = {
  state: AgreementState
  terms: AgreementTerms
  provider: ProviderFacts
  firstYear: number
  reason: string
}
/** What was true when it was proposed must still be true when it is approved and when it begins. */
const sound = ({ terms, provider, firstYear }: AgreementWay): Refusal[] =>
  agreementFaults(terms, provider, { firstYear, stage: 'BINDING' })
const AGREEMENT_STEPS: Record<AgreementAct, Step<AgreementState, AgreementWay>> = {
  assess: { from: ['PROPOSED'], to: 'ASSESSED', gates: [sound] },
  approve: { from: ['ASSESSED'], to: 'APPROVED', gates: [sound] },
  begin: { from: ['APPROVED'], to: 'ACTIVE', gates: [sound] },
  end: { from: ['ACTIVE'], to: 'ENDED' },
  terminate: { from: ['PROPOSED', 'ASSESSED', 'APPROVED', 'ACTIVE'], to: 'TERMINATED', gates: [reasoned] },
}
export const nextAgreement = (act: AgreementAct, facts: AgreementWay) => nextOf(AGREEMENT_STEPS[act], facts)
export const agreementActs = (state: AgreementState) =>
  actsOf<AgreementState, AgreementAct>(AGREEMENT_STEPS, state)

/** An offer as it stands on a day: one nobody answered in time has lapsed, whether or not anybody has written it down. */
export function offerStateOn(offer: { state: OfferState; answerBy: string }, today: string): OfferState {
  return offer.state === 'OFFERED' && offer.answerBy < today ? 'EXPIRED' : offer.state
}
/** The office takes back an open offer, or an accepted one, whose need then returns to the queue; always with a reason. */
export function revocable(
  offer: { state: OfferState; answerBy: string },
  { today, reason }: { today: string; reason: string },
): Result<true, 'E-CD-10' | 'E-CD-13'> {
  if (!['OFFERED', 'ACCEPTED'].includes(offerStateOn(offer, today))) return fail('E-CD-10')
  return reason.trim() === '' ? fail('E-CD-13') : ok(true)
}
