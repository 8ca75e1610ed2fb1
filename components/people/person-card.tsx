import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { textNumber } from '@/lib/people/consent-text'
import type { HiddenField } from '@/lib/people/reveal'
import { formatDay, jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { HoursBar } from './hours-bar'
import { MaskedId, STATE_TONES } from './people-table'

/** What a person's page shows of her. */
export type PersonView = {
  name: string
  father: string | null
  sex: 'F' | 'M'
  birthDate: string | null
  birthYear: number
  education: string | null
  isHead: boolean | null
  idEnd: string | null
  noIdReason: string | null
  /** Erased: of who she was there is nothing to show. */
  erasedOn?: string | null
  mobileEnd: string | null
  enrolments: {
    enrolmentId: string
    cohortCode: string
    placeFa: string
    placeEn: string
    runCode: string
    runFa: string
    runEn: string
    status: string
    registeredOn: string
    closedOn: string | null
    minutes: number
    neededMinutes: number
    plannedMinutes: number
  }[]
  memberships: {
    memberId: string
    groupId: string
    groupFa: string
    countyFa: string
    countyEn: string
    joinedOn: string
    leftOn: string | null
  }[]
  consents: { purpose: string; state: string; textVersion: string; takenAt: Date; withdrawnAt: Date | null }[]
  cases: { otherId: string; name: string | null }[]
}
type Props = {
  t: Words
  locale: Locale
  base: string
  person: PersonView & { personId: string }
  /** Shows a hidden number, to who may: stands beside its end. */
  reveal?: Partial<Record<HiddenField, ReactNode>>
  /** Who has seen her page, for who may ask. */
  children?: ReactNode
  /** Whether the reader works for the plan: to others nothing is said of it, not even that there is nothing. */
  plan: boolean
  /** What she may still miss, by enrolment, in words. */
  hoursLines?: Record<string, string>
}

/** One person: who she is (identifiers hidden), where she is enrolled and how far, what she agreed to. */
export function PersonCard({ t, locale, base, person, reveal, plan, hoursLines = {}, children }: Props) {
  return (
    <div className="grid gap-5">
      {plan ? (
        <p className="-mb-3 text-sm print:hidden">
          <a href={`${base}/people`} className="inline-flex min-h-11 items-center">
            {t('people.person.back')}
          </a>
        </p>
      ) : null}
      <PageHead title={<bdi>{person.name}</bdi>} line={t('people.person.seen')} />
      {person.cases.length > 0 ? <Cases t={t} base={base} person={person} /> : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {person.erasedOn ? null : <Identity t={t} locale={locale} person={person} reveal={reveal} />}
        <Card id="consents" title={t('people.person.consents')}>
          <ul className="grid gap-2">
            {person.consents.map((consent) => (
              <li key={consent.takenAt.toISOString()} className="flex flex-wrap items-center gap-2">
                <Badge tone={consent.withdrawnAt ? 'broken' : 'done'}>
                  {t(`people.person.consentState.${consent.withdrawnAt ? 'WITHDRAWN' : consent.state}`)}
                </Badge>
                <span className="text-sm text-ink-2">
                  {t(`people.person.purpose.${consent.purpose}`)} ·{' '}
                  {formatDay(tehranDay(consent.takenAt), locale, 'long')} ·{' '}
                  <span className="whitespace-nowrap">
                    {t('people.person.consentText', { version: textNumber(consent.textVersion, locale) })}
                  </span>
                </span>
              </li>
            ))}
            {person.consents.length === 0 ? (
              <li className="text-ink-2">{t('people.person.unknown')}</li>
            ) : null}
          </ul>
        </Card>
      </div>
      {plan ? <Enrolments t={t} locale={locale} base={base} person={person} hoursLines={hoursLines} /> : null}
      {person.memberships.length > 0 ? (
        <Card id="memberships" title={t('picture.person.memberships')}>
          <ul className="grid gap-2">
            {person.memberships.map((one) => (
              <li key={one.memberId}>
                <a href={`${base}/hamyar/${one.groupId}`} className="font-semibold">
                  <bdi>{one.groupFa}</bdi>
                </a>
                <span className="block text-sm text-ink-2">
                  <bdi>{locale === 'fa' ? one.countyFa : one.countyEn}</bdi> ·{' '}
                  {t('picture.person.joined', { day: formatDay(one.joinedOn, locale, 'long') })}
                  {one.leftOn
                    ? ` · ${t('picture.person.left', { day: formatDay(one.leftOn, locale, 'long') })}`
                    : null}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {children}
    </div>
  )
}

function Enrolments({
  t,
  locale,
  base,
  person,
  hoursLines,
}: Pick<Props, 't' | 'locale' | 'base' | 'person'> & { hoursLines: Record<string, string> }) {
  return (
    <Card id="enrolments" title={t('people.person.enrolments')}>
      {person.enrolments.length === 0 ? (
        <p className="text-ink-2">{t('people.person.noEnrolments')}</p>
      ) : (
        <ul className="grid gap-4">
          {person.enrolments.map((one) => (
            <li
              key={one.enrolmentId}
              className="grid gap-1 sm:grid-cols-[minmax(12rem,1fr)_minmax(16rem,2fr)] sm:gap-6"
            >
              <span>
                <a href={`${base}/cohorts/${one.cohortCode}?run=${one.runCode}`} className="font-semibold">
                  <bdi>{locale === 'fa' ? one.placeFa : one.placeEn}</bdi>
                </a>{' '}
                <Badge tone={STATE_TONES[one.status]}>{t(`people.state.${one.status}`)}</Badge>
                <span className="block text-sm text-ink-2">
                  <bdi>{locale === 'fa' ? one.runFa : one.runEn}</bdi> ·{' '}
                  {t('people.person.registeredOn', { day: formatDay(one.registeredOn, locale, 'long') })}
                  {one.closedOn
                    ? ` · ${t('people.person.closedOn', { day: formatDay(one.closedOn, locale, 'long') })}`
                    : null}
                </span>
              </span>
              <div>
                <HoursBar t={t} locale={locale} {...one} />
                {hoursLines[one.enrolmentId] ? (
                  <p className="text-sm text-ink-2">{hoursLines[one.enrolmentId]}</p>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Identity({
  t,
  locale,
  person,
  reveal = {},
}: Omit<Props, 'base' | 'children' | 'hoursLines' | 'plan'>) {
  const end = person.idEnd && localDigits(person.idEnd, locale)
  const mobileEnd = person.mobileEnd && localDigits(person.mobileEnd, locale)
  const facts: [string, ReactNode][] = [
    [t('people.father'), <bdi key="f">{person.father ?? t('people.person.unknown')}</bdi>],
    [t('people.person.birth'), born(person, t, locale)],
    [t('people.person.sex'), t(`people.sexes.${person.sex}`)],
    [
      t('people.nationalId'),
      end ? (
        <div key="n">
          <MaskedId shown={end} spoken={t('people.idMasked', { end })} />
          {reveal.NATIONAL_ID}
        </div>
      ) : (
        reasonOf(person.noIdReason, t)
      ),
    ],
    [
      t('people.person.mobile'),
      mobileEnd ? (
        <div key="m">
          <MaskedId shown={mobileEnd} spoken={t('seen.mobileMasked', { end: mobileEnd })} />
          {reveal.MOBILE}
        </div>
      ) : (
        t('people.noId')
      ),
    ],
    [
      t('people.person.education'),
      person.education ? t(`people.education.${person.education}`) : t('people.person.unknown'),
    ],
    [
      t('people.person.head'),
      person.isHead === null
        ? t('people.person.unknown')
        : t(person.isHead ? 'people.person.yes' : 'people.person.no'),
    ],
  ]
  return (
    <Card id="identity" title={t('people.person.identity')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

// An import says by a code that the file had none; a person who typed a reason is quoted.
function reasonOf(reason: string | null, t: Words): string {
  if (reason === null) return t('people.noId')
  return reason === 'NOT_IN_FILE' ? t('people.person.notInFile') : reason
}

function born({ birthDate, birthYear }: PersonView, t: Words, locale: Locale): string {
  if (!birthDate) return `${localDigits(String(birthYear), locale)} (${t('people.person.yearOnly')})`
  const { y, m, d } = jalaliOf(birthDate)
  return localDigits(jalaliText(y, m, d), locale)
}

function Cases({ t, base, person }: Pick<Props, 't' | 'base' | 'person'>) {
  return (
    <Notice kind="warn" kindLabel={t('words.kind.warn')} title={t('people.person.cases')}>
      <p>{t('people.person.casesLine')}</p>
      <ul className="mt-1 list-disc ps-5">
        {person.cases.map(({ otherId, name }) => (
          <li key={otherId}>
            {otherId === person.personId ? (
              t('people.person.caseSelf')
            ) : name ? (
              <a href={`${base}/people/${otherId}`}>
                <bdi>{name}</bdi>
              </a>
            ) : (
              t('people.person.caseHidden')
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
