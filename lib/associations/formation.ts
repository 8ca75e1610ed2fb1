import { daysBetween } from '@/lib/shared/jalali'
import { type Fail, fail } from '@/lib/shared/result'
import { FORMING, STEPS, type Standing, type State, type Step } from './kinds'

/** The state each step leads to, the furthest first; holding meetings leads to none of its own. */
const LEADS_TO: readonly [Step, State][] = [
  ['AWARENESS', 'INFORMED'],
  ['SELECTION', 'SELECTED'],
  ['PLANNING', 'PLANNED'],
]

/** Where an association that is being formed stands: at the furthest step that is done. */
export function formingState(done: readonly Step[]): State {
  return LEADS_TO.find(([step]) => done.includes(step))?.[1] ?? 'CAPACITY_IDENTIFIED'
}

export const missingSteps = (done: readonly Step[]): Step[] => STEPS.filter((step) => !done.includes(step))

export const ACTS = ['step', 'undo', 'establish', 'dissolve'] as const
export type Act = (typeof ACTS)[number]
export type Forming = {
  state: State
  done: readonly Step[]
  /** The day its formation began, and the latest day a step was done on. */
  begunOn: string
  lastOn: string | null
  partners: number
}
export type Doing = { today: string; day?: string; step?: Step; evidence?: string; reason?: string }

type Refusal = Fail<`${'E' | 'W'}-SA-${string}`>
const FROM: Record<Act, readonly State[]> = {
  step: FORMING,
  undo: FORMING,
  establish: FORMING,
  dissolve: [...FORMING, 'ESTABLISHED'],
}

/**
 * Everything that stands before an act; nothing: it may be done. E-SA-06: the state knows no such act. E-SA-05: a step that nothing
 * shows. E-SA-08: a day after today, or before the formation began. E-SA-09: a step done already (or not done, to be taken back).
 * E-SA-01: a step missing at the end. E-SA-07: no reason.
 */
export function missing(act: Act, facts: Forming, doing: Doing): Refusal[] {
  if (!FROM[act].includes(facts.state)) return [fail('E-SA-06')]
  const found: Refusal[] = []
  const { today, day, step } = doing
  const last = facts.lastOn ?? facts.begunOn
  if (act === 'step' && step && facts.done.includes(step)) found.push(fail('E-SA-09'))
  if (act === 'undo' && step && !facts.done.includes(step)) found.push(fail('E-SA-09'))
  if (act === 'step' && (doing.evidence ?? '').trim() === '') found.push(fail('E-SA-05'))
  if (act === 'establish')
    found.push(...missingSteps(facts.done).map((one) => fail('E-SA-01', { step: one })))
  if (day !== undefined && (day > today || day < (act === 'establish' ? last : facts.begunOn)))
    found.push(fail('E-SA-08'))
  if ((act === 'undo' || act === 'dissolve') && (doing.reason ?? '').trim() === '')
    found.push(fail('E-SA-07'))
  return found
}

/** What is said beside an association that may go on all the same. W-SA-04: no social partner. */
export function warnings({ partners, state }: Pick<Forming, 'partners' | 'state'>): Refusal[] {
  return partners === 0 && state !== 'DISSOLVED' ? [fail('W-SA-04')] : []
}

/** An established association is at work from its first activity on, and rests once it has had none for so many days. */
export function standing(
  state: State,
  lastActivity: string | null,
  { today, quietDays }: { today: string; quietDays: number },
): Standing {
  if (state !== 'ESTABLISHED' || lastActivity === null) return state
  return daysBetween(lastActivity, today) > quietDays ? 'INACTIVE' : 'ACTIVE'
}

export type Waiting = { steps: Step[]; since: string; days: number; late: boolean }

/** What an association being formed waits for, and for how many days: since its last step, or since it began. */
export function waiting(
  { state, done, begunOn, lastOn }: Omit<Forming, 'partners'>,
  { today, stuckDays }: { today: string; stuckDays: number },
): Waiting | null {
  if (!FORMING.includes(state)) return null
  const since = lastOn ?? begunOn
  const days = Math.max(0, daysBetween(since, today))
  return { steps: missingSteps(done), since, days, late: days > stuckDays }
}
