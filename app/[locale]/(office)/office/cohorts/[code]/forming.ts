import { declareReady, leaveList, promote } from '@/app/_actions/cohorts'
import type { WaitingRow } from '@/components/programmes/cohort-waiting'
import type { FieldsFormProps } from '@/components/ui/fields-form'
import type { CohortForming, WaitingPerson } from '@/db/queries/programmes/cohort-forming'
import type { ReadyCondition } from '@/lib/programmes/cohort'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'

type May = { enrol: boolean; run: boolean }
type Page = { t: Words; locale: Locale; forming: CohortForming; cohortId: string; base: string; may: May }

const spoken = (t: Words, done: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  done,
})

/** The conditions as a list, and the act that declares the group ready. */
export function readyCard({ t, locale, forming, cohortId, may }: Page) {
  return {
    title: t('cohorts.ready.title'),
    line: t('cohorts.ready.line'),
    conditions: forming.conditions.map((condition) => ({
      code: condition.code,
      met: condition.met,
      says: sentence(condition, forming, t, locale),
      state: t(condition.met ? 'cohorts.ready.met' : 'cohorts.ready.unmet'),
    })),
    form: may.run
      ? ({
          action: declareReady,
          hidden: { cohortId, version: String(forming.version) },
          idPrefix: 'ready-',
          fields: [],
          submit: t('cohorts.ready.submit'),
          words: spoken(t, t('cohorts.ready.done')),
        } satisfies FieldsFormProps)
      : null,
  }
}

function sentence(condition: ReadyCondition, forming: CohortForming, t: Words, locale: Locale): string {
  const enrolled = forming.consents.all
  const values = Object.fromEntries(
    Object.entries({ n: enrolled, ...condition.values }).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value, locale) : value,
    ]),
  )
  const say = (met: string, unmet: string) => t(`cohorts.ready.${condition.met ? met : unmet}`, values)
  switch (condition.code) {
    case 'E-FAC-01':
      return say('lead', forming.lead === null ? 'noLead' : 'leadUncertified')
    case 'E-COH-03':
      return say('enough', 'few')
    case 'E-COH-02':
      return say('notMany', 'many')
    case 'E-COH-04':
      return say('hours', 'otherHours')
  }
}

/** The waiting list with what may be done: whose turn it is gets the free place. */
export function waitingCard(page: Page) {
  const { t, locale, forming } = page
  const number = (value: number) => formatNumber(value, locale)
  const past = forming.begun >= forming.refillBefore
  return {
    title: t('cohorts.waiting.title'),
    lines: [
      t('cohorts.waiting.line', { held: number(forming.held), max: number(forming.maxSize) }),
      t(past ? 'cohorts.waiting.byOfficer' : 'cohorts.waiting.byItself', { n: number(forming.refillBefore) }),
    ],
    rows: forming.waiting.map((one, at) => waitingRow(one, at, past, page)),
  }
}

function waitingRow(
  one: WaitingPerson,
  at: number,
  past: boolean,
  { t, locale, forming, base, may }: Page,
): WaitingRow {
  const act = (action: FieldsFormProps['action'], name: 'promote' | 'leave'): FieldsFormProps => ({
    action,
    hidden: { enrolmentId: one.enrolmentId, version: String(one.version) },
    idPrefix: `${one.enrolmentId}-`,
    look: name === 'promote' ? 'primary' : 'quiet',
    fields: [],
    submit: t(`cohorts.waiting.${name}`),
    words: spoken(t, t(name === 'promote' ? 'cohorts.waiting.promoted' : 'cohorts.waiting.left')),
  })
  const mayPromote = at === 0 && forming.held < forming.maxSize && (past ? may.run : may.enrol)
  const day = formatDay(tehranDay(new Date(one.sinceMs)), locale, 'long')
  return {
    enrolmentId: one.enrolmentId,
    place: formatNumber(at + 1, locale),
    name: one.name ?? t('runs.cohorts.hidden'),
    href: one.name ? `${base}/people/${one.personId}` : null,
    since: t('cohorts.waiting.since', { day }),
    promote: mayPromote ? act(promote, 'promote') : null,
    leave: may.enrol ? act(leaveList, 'leave') : null,
  }
}
