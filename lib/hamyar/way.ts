import { type Fail, fail, ok, type Result } from '@/lib/shared/result'
import { type Composition, type Staffing, shortfalls } from './compliance'
import type { GroupState } from './kinds'
import { type Opening, openingFits } from './opening'
import type { RuleSet } from './rule-set'

export const ACTS = [
  'identify',
  'judge',
  'approveCounty',
  'approveProvince',
  'open',
  'begin',
  'selfSuffice',
  'graduate',
  'suspend',
  'resume',
  'dissolve',
  'reopen',
] as const
export type Act = (typeof ACTS)[number]
/** Acts of the way itself, in order: the page offers the one that comes next. */
export const FORWARD: readonly Act[] = ACTS.slice(0, 8)

export type WayFacts = {
  state: GroupState
  /** Where a suspended group stood. */
  held: GroupState | null
  composition: Composition & Staffing
  rules: RuleSet
  goal: boolean
  /** The county's approval of the members as they are now, and the one who gave it. */
  countyBy: string | null
  provinceBy: string | null
  opening: Opening | null
  keeper: boolean
  breaches: number
  /** The newest assessment of self-sufficiency is dated and signed by the group's social worker. */
  assessed: boolean
}
/** Who does it, on which day, and why, where a reason is asked for. */
export type Doing = { by: string; today: string; reason: string; opening?: Opening }

type Refusal = Fail<`E-HG-${string}`>
type Gate = (facts: WayFacts, doing: Doing) => Refusal[]
type Step = { from: readonly GroupState[]; to: (facts: WayFacts) => GroupState; gates: Gate[] }

const complies: Gate = ({ composition, rules }) => shortfalls(composition, rules)
const worker: Gate = ({ composition }) => (composition.worker ? [] : [fail('E-HG-06')])
const reasoned: Gate = (_, { reason }) => (reason.trim() === '' ? [fail('E-HG-21')] : [])
const when =
  (wrong: (facts: WayFacts, doing: Doing) => boolean, code: Refusal['code']): Gate =>
  (facts, doing) =>
    wrong(facts, doing) ? [fail(code)] : []
const opening = ({ opening: known }: WayFacts, doing: Doing) => doing.opening ?? known

const RUNNING: readonly GroupState[] = ['APPROVED', 'OPENED', 'ACTIVE', 'SELF_SUFFICIENT']
const to = (state: GroupState) => () => state

/** The way as data: from which states an act starts, where it leads, and what it asks. */
const STEPS: Record<Act, Step> = {
  identify: {
    from: ['PROPOSED'],
    to: to('MEMBERS_IDENTIFIED'),
    gates: [worker, when(({ composition }) => composition.members === 0, 'E-HG-12')],
  },
  judge: {
    from: ['MEMBERS_IDENTIFIED'],
    to: to('ELIGIBLE'),
    gates: [complies, when(({ goal }) => !goal, 'E-HG-11')],
  },
  approveCounty: {
    from: ['ELIGIBLE'],
    to: to('ELIGIBLE'),
    gates: [complies, when(({ countyBy }) => countyBy !== null, 'E-HG-15')],
  },
  approveProvince: {
    from: ['ELIGIBLE'],
    to: to('APPROVED'),
    gates: [
      complies,
      when(({ countyBy }) => countyBy === null, 'E-HG-13'),
      when(({ countyBy }, { by }) => countyBy === by, 'E-HG-14'),
      when(({ provinceBy }) => provinceBy !== null, 'E-HG-15'),
    ],
  },
  open: {
    from: ['APPROVED'],
    to: to('OPENED'),
    gates: [
      complies,
      when((facts, doing) => {
        const on = opening(facts, doing)
        return on === null || !openingFits(on, doing.today)
      }, 'E-HG-19'),
    ],
  },
  begin: {
    from: ['OPENED'],
    to: to('ACTIVE'),
    gates: [complies, when(({ keeper }) => !keeper, 'E-HG-20')],
  },
  selfSuffice: {
    from: ['ACTIVE'],
    to: to('SELF_SUFFICIENT'),
    gates: [
      worker,
      when(({ breaches }) => breaches > 0, 'E-HG-18'),
      when(({ assessed }) => !assessed, 'E-HG-17'),
    ],
  },
  graduate: {
    from: ['SELF_SUFFICIENT'],
    to: to('GRADUATED'),
    gates: [when(({ breaches }) => breaches > 0, 'E-HG-18'), when(({ assessed }) => !assessed, 'E-HG-17')],
  },
  suspend: { from: RUNNING, to: to('SUSPENDED'), gates: [reasoned] },
  resume: { from: ['SUSPENDED'], to: ({ held }) => held ?? 'APPROVED', gates: [reasoned, worker] },
  dissolve: {
    from: ['PROPOSED', 'MEMBERS_IDENTIFIED', 'ELIGIBLE', ...RUNNING, 'SUSPENDED'],
    to: to('DISSOLVED'),
    gates: [reasoned],
  },
  reopen: { from: ['DISSOLVED'], to: to('PROPOSED'), gates: [reasoned, worker] },
}

/** Everything that stands before an act; nothing: it may be done. E-HG-16: the state knows no such act. */
export function missing(act: Act, facts: WayFacts, doing: Doing): Refusal[] {
  const step = STEPS[act]
  if (!step.from.includes(facts.state)) return [fail('E-HG-16')]
  return step.gates.flatMap((gate) => gate(facts, doing))
}

/** The state an act leads to, or the first thing that stands before it. */
export function next(act: Act, facts: WayFacts, doing: Doing): Result<GroupState> {
  return missing(act, facts, doing)[0] ?? ok(STEPS[act].to(facts))
}

/** The acts a state knows, whatever stands before them. */
export const actsFrom = (state: GroupState): Act[] => ACTS.filter((act) => STEPS[act].from.includes(state))

/** The step of the way that comes next, where the state is on the way and not at its end. */
export function nextStep({ state, countyBy }: Pick<WayFacts, 'state' | 'countyBy'>): Act | null {
  const forward = FORWARD.filter((act) => STEPS[act].from.includes(state))
  return (state === 'ELIGIBLE' && countyBy !== null ? 'approveProvince' : forward[0]) ?? null
}
