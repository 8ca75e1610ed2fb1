import { daysBetween } from '@/lib/shared/jalali'
import { fail, ok, type Result } from '@/lib/shared/result'
import type { GroupState } from './kinds'

/** What is held with a group. Of sessions and trainings it is written down who came, and how long they took. */
export const EVENT_KINDS = ['SESSION', 'VISIT', 'TRAINING', 'EXHIBITION'] as const
export type EventKind = (typeof EVENT_KINDS)[number]
export const WITH_MEMBERS: readonly EventKind[] = ['SESSION', 'TRAINING', 'EXHIBITION']
export const TIMED: readonly EventKind[] = ['SESSION', 'TRAINING']

/** The three pillars of the plan, and the aspects of life each promise is about. */
export const PILLARS = ['STATE', 'INDIVIDUAL', 'GROUP'] as const
export type Pillar = (typeof PILLARS)[number]
export const ASPECTS = ['CULTURAL', 'SOCIAL', 'ECONOMIC', 'EMOTIONAL', 'PSYCHOLOGICAL'] as const
export type Aspect = (typeof ASPECTS)[number]
export const PLAN_ENDS = ['DONE', 'DROPPED'] as const
export type PlanStatus = 'OPEN' | (typeof PLAN_ENDS)[number]

/** Support by its form: material has an amount, moral has none. */
export const MATERIAL_FORMS = ['CASH', 'GOODS', 'LOAN', 'INSURANCE', 'WORKPLACE'] as const
export const MORAL_FORMS = ['COUNSEL', 'LEGAL', 'REFERRAL', 'MARKET', 'SKILL'] as const
export const SUPPORT_FORMS = [...MATERIAL_FORMS, ...MORAL_FORMS] as const
export type SupportForm = (typeof SUPPORT_FORMS)[number]
export type SupportKind = 'MATERIAL' | 'MORAL'
export const SUPPORT_ANSWERS = ['GIVEN', 'DECLINED'] as const
export type SupportAnswer = (typeof SUPPORT_ANSWERS)[number]

export const kindOf = (form: SupportForm): SupportKind =>
  (MATERIAL_FORMS as readonly string[]).includes(form) ? 'MATERIAL' : 'MORAL'

/** E-HG-35: material support that is given has an amount; moral has none, asked or given. */
export function checkAmount(
  form: SupportForm,
  amount: bigint | null,
  answer: SupportAnswer | null,
): Result<bigint | null, 'E-HG-35'> {
  const material = kindOf(form) === 'MATERIAL'
  if (amount !== null && (!material || answer === 'DECLINED')) return fail('E-HG-35')
  return material && answer === 'GIVEN' && amount === null ? fail('E-HG-35') : ok(amount)
}

/** E-HG-34: nobody answers before she was asked. E-HG-23: a day ahead. */
export function checkAnswerDay(
  { askedOn, answeredOn }: { askedOn: string; answeredOn: string },
  today: string,
): Result<string, 'E-HG-23' | 'E-HG-34'> {
  if (answeredOn > today) return fail('E-HG-23')
  return answeredOn < askedOn ? fail('E-HG-34') : ok(answeredOn)
}

/** Members of this age want a guardian's word beside their own. */
export const GROWN_AT = 18

export type DueFacts = {
  state: GroupState
  /** Since when it stands where it stands: of a group never visited the time begins there. */
  sinceDay: string
  lastVisit: string | null
  /** The days of requests nobody has answered. */
  asked: readonly string[]
  /** The days promises of the plan were due by. */
  promised: readonly string[]
}
export type DueRules = { HG_VISIT_DAYS: number; HG_ANSWER_DAYS: number }
export type DueKind = 'VISIT' | 'ANSWER' | 'PLAN'
/** Something overdue: since which day it is, and by how many days. */
export type Due = { kind: DueKind; day: string; late: number }

/** Where a social worker is beside the group: she is until it stands on its own. */
const UNACCOMPANIED: readonly GroupState[] = ['SELF_SUFFICIENT', 'GRADUATED', 'DISSOLVED']

/** What is overdue of a group, the longest first: a visit, an answer, a promise of the plan. */
export function dueOf(facts: DueFacts, rules: DueRules, today: string): Due[] {
  const over = (kind: DueKind, day: string, allowed: number): Due[] => {
    const late = daysBetween(day, today) - allowed
    return late > 0 ? [{ kind, day, late }] : []
  }
  const visit = UNACCOMPANIED.includes(facts.state)
    ? []
    : over('VISIT', facts.lastVisit ?? facts.sinceDay, rules.HG_VISIT_DAYS)
  return [
    ...visit,
    ...facts.asked.flatMap((day) => over('ANSWER', day, rules.HG_ANSWER_DAYS)),
    ...facts.promised.flatMap((day) => over('PLAN', day, 0)),
  ].sort((a, b) => b.late - a.late || a.day.localeCompare(b.day))
}
