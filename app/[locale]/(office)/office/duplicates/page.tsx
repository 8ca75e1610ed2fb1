import type { Metadata } from 'next'
import { decide } from '@/app/_actions/cohorts'
import { DuplicateCase } from '@/components/people/duplicate-case'
import { EmptyState } from '@/components/ui/empty-state'
import type { FieldsFormProps } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import {
  type DuplicatePerson,
  duplicateCases,
  type DuplicateCase as Found,
} from '@/db/queries/people/duplicates'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('duplicates.title') }
}

export default async function DuplicatesPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'review', 'ALL')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const cases = await reading(scope, (db) => duplicateCases(db, scope))
  if (cases.length === 0)
    return (
      <div className="grid gap-5">
        <PageHead title={t('duplicates.title')} />
        <EmptyState title={t('duplicates.empty')}>{t('duplicates.emptyLine')}</EmptyState>
      </div>
    )
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('duplicates.title')}
        line={t('duplicates.line', { count: formatNumber(cases.length, locale) })}
      />
      {cases.map((one, at) => (
        <DuplicateCase key={one.caseId} {...caseOf(one, at, t, locale)} />
      ))}
    </div>
  )
}

function caseOf(found: Found, at: number, t: Words, locale: Locale) {
  const number = (value: number) => formatNumber(value, locale)
  const two = found.people.length > 1
  const ids = found.people.map(({ idEnd }) => idEnd)
  return {
    id: `case-${found.caseId}`,
    title: t('duplicates.case', { n: number(at + 1) }),
    opened: t('duplicates.opened', { moment: momentText(found.openedAtMs, locale) }),
    question: t(two ? 'duplicates.question' : 'duplicates.again'),
    caption: t('duplicates.title'),
    records: found.people.map((_, n) => t('duplicates.record', { n: number(n + 1) })),
    facts: factsOf(found.people, t, locale),
    notes: two ? [t('duplicates.mergeLine'), ...(ids.every(Boolean) ? [t('duplicates.twoIds')] : [])] : [],
    form: formOf(found, t, locale),
  }
}

function factsOf(people: DuplicatePerson[], t: Words, locale: Locale) {
  const fa = locale === 'fa'
  const fact = (label: string, of: (person: DuplicatePerson) => string) => {
    const values = people.map((person) => ({ text: of(person) }))
    return { label, values, differs: new Set(values.map(({ text }) => text)).size > 1 }
  }
  const birth = ({ birthDate, birthYear }: DuplicatePerson) =>
    birthDate
      ? formatDay(birthDate, locale, 'long')
      : t('duplicates.yearOnly', { year: localDigits(String(birthYear), locale) })
  const groups = ({ enrolments, hamyar }: DuplicatePerson) =>
    [
      ...enrolments.map((one) =>
        t('duplicates.inGroup', {
          place: fa ? one.placeFa : one.placeEn,
          run: fa ? one.runFa : one.runEn,
          state: t(`people.state.${one.status}`),
        }),
      ),
      ...hamyar.map((group) => t('duplicates.inHamyar', { group })),
    ].join(t('people.comma')) || t('duplicates.noGroups')
  const named = people.map((person) => ({
    text: person.name,
    href: `/${locale}/office/people/${person.personId}`,
  }))
  return [
    { label: t('duplicates.name'), values: named, differs: false },
    fact(t('duplicates.father'), ({ father }) => father ?? t('words.none')),
    fact(t('duplicates.birth'), birth),
    fact(t('duplicates.sex'), ({ sex }) => t(`people.sexes.${sex}`)),
    fact(t('duplicates.education'), ({ education }) =>
      education ? t(`people.education.${education}`) : t('words.none'),
    ),
    fact(t('duplicates.nationalId'), ({ idEnd }) =>
      idEnd ? t('duplicates.idEnd', { end: localDigits(idEnd, locale) }) : t('duplicates.noId'),
    ),
    fact(t('duplicates.mobile'), ({ hasMobile }) =>
      t(hasMobile ? 'duplicates.mobileKept' : 'duplicates.noId'),
    ),
    fact(t('duplicates.groups'), groups),
  ]
}

function formOf(found: Found, t: Words, locale: Locale): FieldsFormProps {
  const keep = found.people.map((person, n) => ({
    value: person.personId,
    label: t('duplicates.keep', { n: formatNumber(n + 1, locale) }),
  }))
  const options =
    found.people.length > 1
      ? [{ value: 'different', label: t('duplicates.different') }, ...keep]
      : [{ value: 'handled', label: t('duplicates.handled') }]
  return {
    action: decide,
    hidden: { caseId: found.caseId },
    idPrefix: `${found.caseId}-`,
    columns: 2,
    look: 'plain',
    submit: t('duplicates.submit'),
    words: { error: t('words.kind.error'), success: t('words.kind.success'), done: t('duplicates.done') },
    fields: [
      { kind: 'select', name: 'decision', label: t('duplicates.decision'), options },
      {
        kind: 'text',
        name: 'reason',
        label: t('duplicates.reason'),
        hint: t('duplicates.reasonHint'),
        required: true,
      },
    ],
  }
}
