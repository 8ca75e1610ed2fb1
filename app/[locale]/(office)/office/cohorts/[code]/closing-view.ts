import type { ClosingCondition } from '@/components/programmes/closing-checklist'
import type { ClosingFigure } from '@/components/programmes/closing-figures'
import type { ClosingMemberRow, ClosingMemberWords } from '@/components/programmes/closing-members'
import type { CohortEndView } from '@/db/queries/programmes/cohort-closing'
import { type CohortClosing, hoursAreFull } from '@/lib/programmes/closing'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'

/** What a group needs before it is closed, each with its number. */
export function conditionsOf(view: CohortEndView, t: Words, locale: Locale): ClosingCondition[] {
  const { end } = view
  const number = (value: number) => formatNumber(value, locale)
  const condition = (key: string, met: boolean, value: string): ClosingCondition => ({
    key,
    label: t(`closing.condition.${key}`),
    value,
    met,
    state: t(met ? 'closing.met' : 'closing.unmet'),
  })
  const hours = t('words.of', {
    value: formatHours(end.heldMinutes, locale),
    target: formatHours(end.plannedMinutes, locale),
  })
  return [
    condition('hours', hoursAreFull(end) || end.waived, hours),
    condition('sheets', end.openSheets === 0, number(end.openSheets)),
    condition('ahead', end.waived || end.ahead === 0, number(end.ahead)),
    ...(end.asking ? [condition('asking', false, t('outcomes.waves.state.OPEN'))] : []),
    ...(view.waiting > 0 ? [condition('waiting', true, number(view.waiting))] : []),
  ]
}

/** A group's figures: who completes by the rule, and beside it who has every hour. */
export function figuresOf(figures: CohortClosing, t: Words, locale: Locale): ClosingFigure[] {
  const number = (value: number) => formatNumber(value, locale)
  const people = (key: 'enrolled' | 'notCompleted' | 'transferred') => ({
    key,
    label: t(`closing.figure.${key}`),
    value: number(figures[key]),
  })
  return [
    {
      key: 'completed',
      label: t('closing.figure.completed'),
      value: t('words.of', { value: number(figures.completed), target: number(figures.enrolled) }),
      strong: true,
    },
    {
      key: 'strict',
      label: t('closing.figure.strict', { hours: formatHours(figures.plannedMinutes, locale) }),
      value: number(figures.strict),
      strong: true,
    },
    people('notCompleted'),
    {
      key: 'left',
      label: t('closing.figure.left'),
      value: number(figures.withdrawn + figures.noShow),
    },
    ...(figures.transferred > 0 ? [people('transferred')] : []),
    {
      key: 'hours',
      label: t('closing.figure.hours'),
      value: formatHours(figures.creditedMinutes, locale),
    },
  ]
}

export function memberRows(view: CohortEndView, t: Words, locale: Locale): ClosingMemberRow[] {
  return view.members.map((one) => ({
    key: one.enrolmentId,
    rowNo: formatNumber(one.rowNo, locale),
    name: one.name ?? t('runs.cohorts.hidden'),
    hours: formatHours(one.creditedMinutes, locale),
    completes: one.completes,
    byRule:
      one.completes === null
        ? t(`people.state.${one.status}`)
        : t(one.completes ? 'closing.completes' : 'closing.completesNot'),
    strict: one.strict,
    byAll: one.strict ? t('closing.hasAll') : t('words.none'),
  }))
}

export const memberWords = (t: Words): ClosingMemberWords => ({
  caption: t('closing.who'),
  row: t('runs.cohorts.row'),
  name: t('runs.cohorts.member'),
  hours: t('people.hours'),
  byRule: t('closing.byRule'),
  byAll: t('closing.byAll'),
})
