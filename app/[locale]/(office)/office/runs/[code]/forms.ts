import { addNeighbourhood, inviteLeader, moveFacilitator, nominate, plan } from '@/app/_actions/programmes'
import type { FieldsFormProps, FormField } from '@/components/ui/fields-form'
import type { RunLine } from '@/db/queries/programmes/run-line'
import type { FacilitatorLine, RunSetup } from '@/db/queries/programmes/run-setup'
import { AUDIENCES } from '@/lib/programmes/set-up'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, localDigits } from '@/lib/shared/number'

export type Setup = { t: Words; locale: Locale; run: RunLine; setup: RunSetup }

const spoken = (t: Words, done?: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  done,
})
const text = (name: string, label: string, more: object = {}): FormField => ({
  kind: 'text',
  name,
  label,
  ...more,
})
const ZONES = ['MARGINAL', 'URBAN_VULNERABLE', 'RURAL_VULNERABLE'] as const

export function placeForm({ t, locale, run, setup }: Setup): FieldsFormProps {
  const counties = setup.counties.map((one) => ({ value: one.id, label: locale === 'fa' ? one.fa : one.en }))
  return {
    action: addNeighbourhood,
    hidden: { runId: run.runId },
    columns: 3,
    idPrefix: 'place-',
    look: 'plain',
    submit: t('runs.setup.add'),
    words: spoken(t, t('runs.setup.added')),
    fields: [
      { kind: 'select', name: 'countyId', label: t('runs.setup.county'), options: counties },
      text('nameFa', t('runs.setup.placeName'), { required: true }),
      text('nameEn', t('runs.setup.nameEn'), { mark: t('words.optional'), ltr: true }),
      {
        kind: 'select',
        name: 'zone',
        label: t('runs.setup.zone'),
        options: [
          { value: '', label: t('runs.setup.noZone') },
          ...ZONES.map((value) => ({ value, label: t(`people.preview.zone.${value}`) })),
        ],
      },
      {
        kind: 'select',
        name: 'audience',
        label: t('runs.setup.audience'),
        start: setup.audience,
        options: AUDIENCES.map((value) => ({ value, label: t(`runs.setup.audiences.${value}`) })),
      },
      text('targetSize', t('run-setup.size.people'), {
        mark: t('words.optional'),
        hint: t('run-setup.size.hint'),
        ltr: true,
        inputMode: 'numeric',
      }),
    ],
  }
}

/** Who is nominated: the person's own facts, as every form about a facilitator asks them. */
export function nomineeFields(t: Words): FormField[] {
  const optional = t('words.optional')
  return [
    text('first', t('people.form.first'), { required: true }),
    text('last', t('people.form.last'), { required: true }),
    text('father', t('people.father'), { mark: optional }),
    text('nationalId', t('people.nationalId'), { ltr: true, inputMode: 'numeric', mark: optional }),
    text('birth', t('people.person.birth'), {
      hint: t('people.form.birthHint'),
      ltr: true,
      inputMode: 'numeric',
      required: true,
    }),
    text('mobile', t('people.person.mobile'), { ltr: true, inputMode: 'tel', mark: optional }),
    {
      kind: 'select',
      name: 'sex',
      label: t('people.person.sex'),
      options: ['F', 'M'].map((value) => ({ value, label: t(`people.sexes.${value}`) })),
    },
  ]
}

export function nominationForm({ t, locale, run, setup }: Setup): FieldsFormProps {
  const optional = t('words.optional')
  const counties = setup.counties.map((one) => ({ value: one.id, label: locale === 'fa' ? one.fa : one.en }))
  return {
    action: nominate,
    hidden: { runId: run.runId },
    columns: 3,
    idPrefix: 'facilitator-',
    look: 'plain',
    submit: t('runs.setup.nominate'),
    words: spoken(t, t('runs.setup.nominated')),
    fields: [
      ...nomineeFields(t),
      text('organisation', t('runs.setup.organisation'), {
        required: true,
        suggestions: setup.organisations.map((one) => one.fa),
      }),
      {
        kind: 'select',
        name: 'countyId',
        label: t('runs.setup.county'),
        mark: optional,
        options: [{ value: '', label: t('words.none') }, ...counties],
      },
    ],
  }
}

/** What comes next for a facilitator; null where nothing does. */
export function facilitatorAct(one: FacilitatorLine, { t, locale, setup }: Setup): FieldsFormProps | null {
  const act = (name: string, submit: string, fields: FormField[] = []): FieldsFormProps => ({
    action: moveFacilitator,
    hidden: { facilitatorId: one.facilitatorId, version: String(one.version), act: name },
    idPrefix: `${one.facilitatorId}-`,
    look: 'plain',
    submit,
    words: spoken(t),
    fields,
  })
  if (one.status === 'NOMINATED') return act('accept', t('runs.setup.accept'))
  if (one.status === 'IN_TRAINING' || one.status === 'ACCEPTED')
    return act('certify', t('runs.setup.certify'))
  const free = setup.cohorts.filter((cohort) => cohort.lead === null)
  if (one.leads !== null || free.length === 0 || !['CERTIFIED', 'ASSIGNED', 'ACTIVE'].includes(one.status))
    return null
  const options = free.map((cohort) => ({
    value: cohort.cohortId,
    label: locale === 'fa' ? cohort.placeFa : cohort.placeEn,
  }))
  const name = one.name ?? one.organisationFa
  return act('assign', t('runs.setup.assign'), [
    { kind: 'select', name: 'cohortId', label: t('runs.setup.assignTo', { name }), options },
  ])
}

/** The form that makes the account of a facilitator who leads a group. */
export function inviteForm(one: FacilitatorLine, { t }: Setup) {
  return {
    action: inviteLeader,
    hidden: { facilitatorId: one.facilitatorId },
    submit: t('runs.setup.invite'),
    look: 'plain' as const,
    fields: [
      {
        name: 'handle',
        label: t('runs.setup.inviteHandle'),
        inputMode: 'email' as const,
        autoComplete: 'off',
        ltr: true,
      },
    ],
    words: {
      error: t('words.kind.error'),
      success: t('words.kind.success'),
      linkTitle: t('accounts.linkTitle'),
      linkLine: t('accounts.linkLine'),
      copy: t('accounts.copy'),
      copied: t('accounts.copied'),
      link: t('accounts.link'),
    },
  }
}

/** Weekly slots and the plan of a cohort, or of the class where `classId` is given. */
export function planForm({ t, locale, run, setup }: Setup, classId: string | null): FieldsFormProps {
  const start = jalaliOf(run.startDate)
  const total = classId ? setup.targets.facilitatorMinutes : setup.targets.cohortMinutes
  const days = [0, 1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: t(`runs.weekdays.${day}`) }))
  const cohorts = setup.cohorts.map((one) => ({
    value: one.cohortId,
    label: `${locale === 'fa' ? one.placeFa : one.placeEn}${one.hasPlan ? ` (${t('runs.setup.replan')})` : ''}`,
  }))
  const bare = setup.cohorts.filter(
    (one) => !one.hasPlan && !['CLOSED', 'CANCELLED'].includes(one.status),
  ).length
  const all = { value: run.runId, label: t('planning.all', { count: localDigits(String(bare), locale) }) }
  return {
    action: plan,
    hidden: classId ? { classId } : { runId: run.runId },
    columns: 3,
    idPrefix: classId ? 'class-' : 'plan-',
    look: 'plain',
    submit: t('runs.setup.planCohort', { hours: formatHours(total, locale) }),
    words: spoken(t, ' '),
    fields: [
      ...(classId
        ? []
        : [
            {
              kind: 'select',
              name: 'cohortId',
              label: t('runs.setup.planWhich'),
              options: bare > 1 ? [...cohorts, all] : cohorts,
            } as const,
          ]),
      text('startDay', t('runs.setup.startDay'), {
        start: localDigits(jalaliText(start.y, start.m, start.d), locale),
        ltr: true,
        inputMode: 'numeric',
        required: true,
      }),
      text('time', t('runs.setup.time'), {
        hint: t('runs.setup.timeHint'),
        ltr: true,
        required: true,
        start: localDigits('09:30', locale),
      }),
      text('minutes', t('runs.setup.minutes'), {
        hint: t('runs.setup.minutesHint'),
        ltr: true,
        inputMode: 'numeric',
        mark: t('words.optional'),
        start: classId ? localDigits('360', locale) : '',
      }),
      text('venue', t('runs.setup.venue'), { mark: t('words.optional') }),
      {
        kind: 'checks',
        name: 'days',
        label: t('runs.setup.days'),
        start: classId ? ['0', '1', '2', '3', '4'] : ['0', '2'],
        options: days,
      },
      { kind: 'check', name: 'thursday', label: t('runs.setup.thursday') },
    ],
  }
}
