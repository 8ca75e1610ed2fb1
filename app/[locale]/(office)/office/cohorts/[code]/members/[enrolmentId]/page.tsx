import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { takeBack, takeConsentBack, transfer } from '@/app/_actions/cohorts'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { memberSign } from '@/db/queries/people/signs'
import { type MemberChanges, memberChanges } from '@/db/queries/programmes/member-changes'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { RETURN_REASONS, TRANSFER_REASONS } from '@/lib/programmes/cohort-schema'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { SignCard } from '../../../../../../_signs/sign-card'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; enrolmentId: string }>
  searchParams: Promise<{ done?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('cohorts.member.title') }
}

export default async function MemberPage({ params, searchParams }: Props) {
  const { locale: asked, enrolmentId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'enrol')
  if (!isUuid(enrolmentId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const [member, sign] = await reading(
    scope,
    async (db) =>
      [await memberChanges(db, scope, enrolmentId), await memberSign(db, scope, enrolmentId)] as const,
  )
  if (!member) notFound()
  requirePower(actor, 'enrol', member)
  const done = doneText((await searchParams).done, t)
  return (
    <div className="grid max-w-3xl gap-5">
      <p className="-mb-3 text-sm">
        <a
          href={`/${locale}/office/cohorts/${member.cohortCode}?run=${member.runCode}`}
          className="inline-flex min-h-11 items-center"
        >
          {t('readmission.group')}
        </a>
      </p>
      <PageHead title={<bdi>{member.name}</bdi>} line={lineOf(member, t, locale)} />
      {done ? (
        <Notice kind="success" kindLabel={t('words.kind.success')} live>
          {done}
        </Notice>
      ) : null}
      {sign && member.open ? <SignCard t={t} member={sign} /> : null}
      {member.open ? (
        <>
          <Card id="transfer" title={t('cohorts.member.transfer')}>
            <p className="mb-4 text-sm text-ink-2">{t('cohorts.member.transferLine')}</p>
            {member.others.length > 0 ? (
              <FieldsForm {...transferForm(member, t, locale)} />
            ) : (
              <p>{t('cohorts.member.noOther')}</p>
            )}
          </Card>
          <Card id="withdraw" title={t('cohorts.member.withdraw')}>
            <p className="mb-4 text-sm text-ink-2">{t('cohorts.member.withdrawLine')}</p>
            <FieldsForm {...withdrawForm(member, t)} />
          </Card>
        </>
      ) : member.mayReturn ? (
        <Card id="readmit" title={t('readmission.title')}>
          <p className="mb-4 text-sm text-ink-2">{t('readmission.line')}</p>
          {member.agrees ? null : <p className="mb-4">{t('readmission.consentGone')}</p>}
          <FieldsForm {...returnForm(member, t)} />
        </Card>
      ) : (
        <p>{t('cohorts.member.closed')}</p>
      )}
    </div>
  )
}

function doneText(done: unknown, t: Words): string | null {
  if (done === 'returned') return t('readmission.done')
  return done === 'transferred' || done === 'withdrawn' ? t(`cohorts.member.${done}`) : null
}

function lineOf(member: MemberChanges, t: Words, locale: Locale): string {
  const place = locale === 'fa' ? member.placeFa : member.placeEn
  const hours = t('rules.unit.hours', { value: formatHours(member.minutes, locale) })
  return [place, t(`people.state.${member.status}`), hours].join(' · ')
}

const actOf = (member: MemberChanges, t: Words, done: string) => ({
  hidden: {
    enrolmentId: member.enrolmentId,
    cohortCode: member.cohortCode,
    version: String(member.version),
  },
  look: 'plain' as const,
  words: { error: t('words.kind.error'), success: t('words.kind.success'), done },
})

function transferForm(member: MemberChanges, t: Words, locale: Locale): FieldsFormProps {
  const label = (one: MemberChanges['others'][number]) => {
    const audience = one.audience === 'MIXED' ? [] : [t(`runs.setup.audiences.${one.audience}`)]
    const place = [one.countyFa, one.placeFa, ...audience].join(t('people.comma'))
    return t('cohorts.member.free', { place, n: formatNumber(one.free, locale) })
  }
  return {
    ...actOf(member, t, t('cohorts.member.transferred')),
    action: transfer,
    idPrefix: 'transfer-',
    columns: 2,
    submit: t('cohorts.member.transferSubmit'),
    fields: [
      {
        kind: 'select',
        name: 'cohortId',
        label: t('cohorts.member.to'),
        options: member.others.map((one) => ({ value: one.cohortId, label: label(one) })),
      },
      {
        kind: 'select',
        name: 'reason',
        label: t('cohorts.member.reason'),
        options: TRANSFER_REASONS.map((value) => ({ value, label: t(`cohorts.member.reasons.${value}`) })),
      },
      ...(member.others.some(({ audience }) => audience !== 'MIXED')
        ? [{ kind: 'check', name: 'audience', label: t('cohorts.member.audience') } as const]
        : []),
    ],
  }
}

function returnForm(member: MemberChanges, t: Words): FieldsFormProps {
  return {
    ...actOf(member, t, t('readmission.done')),
    action: takeBack,
    idPrefix: 'readmit-',
    submit: t('readmission.submit'),
    fields: [
      {
        kind: 'select',
        name: 'reason',
        label: t('readmission.reason'),
        options: RETURN_REASONS.map((value) => ({ value, label: t(`readmission.reasons.${value}`) })),
      },
      ...(member.agrees
        ? []
        : [
            {
              kind: 'check',
              name: 'consent',
              label: `${t('people.form.consentText')} ${t('people.form.consent')}`,
              required: true,
            } as const,
          ]),
    ],
  }
}

function withdrawForm(member: MemberChanges, t: Words): FieldsFormProps {
  return {
    ...actOf(member, t, t('cohorts.member.withdrawn')),
    action: takeConsentBack,
    look: 'danger',
    idPrefix: 'withdraw-',
    submit: t('cohorts.member.withdrawSubmit'),
    fields: [{ kind: 'check', name: 'sure', label: t('cohorts.member.sure'), required: true }],
  }
}
