import type { Metadata } from 'next'
import { register } from '@/app/_actions/people'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { type EnrolDoor, enrolDoors } from '@/db/queries/people/enrol-doors'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { EDUCATION_CODES } from '@/lib/people/education'
import { COLOURS, SYMBOLS } from '@/lib/people/symbol'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Words } from '@/lib/shared/locale'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string; place?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('people.form.title') }
}

export default async function NewPersonPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { run: code, place } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'enrol')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const doors = await reading(scope, async (db) => {
    const run = await runNamed(db, scope, code)
    return run ? (await enrolDoors(db, scope, { runId: run.runId })).filter((door) => door.mayEnrol) : []
  })
  if (doors.length === 0)
    return <EmptyState title={t('people.form.noCohorts')}>{t('people.form.noCohortsLine')}</EmptyState>
  return (
    <div className="grid max-w-3xl gap-5">
      <PageHead title={t('people.form.title')} line={t('people.form.line')} />
      <Card id="person">
        <FieldsForm
          action={register}
          fields={fieldsOf(doors, place, t)}
          submit={t('people.form.submit')}
          words={{
            error: t('words.kind.error'),
            success: t('words.kind.success'),
            done: t('people.form.done'),
          }}
          columns={2}
        />
      </Card>
    </div>
  )
}

function fieldsOf(doors: EnrolDoor[], place: string | undefined, t: Words): FormField[] {
  const optional = t('words.optional')
  const text = (name: string, label: string, more: object = {}): FormField => ({
    kind: 'text',
    name,
    label,
    ...more,
  })
  return [
    {
      kind: 'select',
      name: 'cohort',
      label: t('people.form.cohort'),
      start: doors.flatMap((door) => (door.placeId === place ? [`${door.runId}:${door.cohortId}`] : []))[0],
      options: doors.map((door) => ({
        value: `${door.runId}:${door.cohortId}`,
        label: `${door.countyFa}، ${door.placeFa}`,
      })),
    },
    {
      kind: 'select',
      name: 'sex',
      label: t('people.person.sex'),
      options: (['F', 'M'] as const).map((sex) => ({ value: sex, label: t(`people.sexes.${sex}`) })),
    },
    text('first', t('people.form.first'), { required: true }),
    text('last', t('people.form.last'), { required: true }),
    text('father', t('people.father'), { mark: optional }),
    text('birth', t('people.person.birth'), {
      hint: t('people.form.birthHint'),
      ltr: true,
      inputMode: 'numeric',
      required: true,
    }),
    text('nationalId', t('people.nationalId'), { ltr: true, inputMode: 'numeric' }),
    text('noNationalIdReason', t('people.form.noIdReason'), { mark: optional }),
    text('mobile', t('people.person.mobile'), { ltr: true, inputMode: 'tel', mark: optional }),
    {
      kind: 'select',
      name: 'education',
      label: t('people.person.education'),
      mark: optional,
      options: [
        { value: '', label: t('people.person.unknown') },
        ...EDUCATION_CODES.map((value) => ({ value, label: t(`people.education.${value}`) })),
      ],
    },
    text('guardianName', t('cohorts.guardian.name'), { hint: t('cohorts.guardian.hint'), mark: optional }),
    text('guardianRelation', t('cohorts.guardian.relation'), { mark: optional }),
    {
      kind: 'select',
      name: 'symbol',
      label: t('signs.symbolLabel'),
      hint: t('signs.symbolHint'),
      mark: optional,
      options: [
        { value: '', label: t('signs.anySymbol') },
        ...SYMBOLS.map((value) => ({ value, label: t(`signs.symbol.${value}`) })),
        { value: 'NONE', label: t('signs.noneNow') },
      ],
    },
    {
      kind: 'select',
      name: 'colour',
      label: t('signs.colourLabel'),
      mark: optional,
      options: [
        { value: '', label: t('signs.anyColour') },
        ...COLOURS.map((value) => ({ value, label: t(`signs.colour.${value}`) })),
      ],
    },
    { kind: 'check', name: 'isHead', label: t('people.person.head') },
    { kind: 'check', name: 'orWait', label: t('cohorts.waiting.orWait') },
    {
      kind: 'check',
      name: 'consent',
      label: `${t('people.form.consentText')} ${t('people.form.consent')}`,
      required: true,
    },
  ]
}
