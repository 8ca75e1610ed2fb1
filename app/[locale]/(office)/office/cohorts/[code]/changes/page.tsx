import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { replaceLead, toCounty } from '@/app/_actions/cohorts'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { type CohortChanges, cohortChanges } from '@/db/queries/programmes/cohort-changes'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('cohorts.changes.title') }
}

export default async function CohortChangesPage({ params, searchParams }: Props) {
  const { locale: asked, code } = await params
  const locale = localeOf(asked)
  const { run: runCode } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await reading(scope, async (db) => {
    const run = (await runsInReach(db, scope)).find((one) => one.code === runCode)
    return run ? cohortChanges(db, scope, { runId: run.runId, code: decodeURIComponent(code) }) : null
  })
  if (!found) notFound()
  requirePower(actor, 'run', found)
  return (
    <div className="grid max-w-3xl gap-5">
      <p className="-mb-3 text-sm">
        <a
          href={`/${locale}/office/cohorts/${code}?run=${runCode}`}
          className="inline-flex min-h-11 items-center"
        >
          {t('cohorts.move.back')}
        </a>
      </p>
      <PageHead
        title={t('cohorts.changes.title')}
        line={<bdi>{locale === 'fa' ? found.placeFa : found.placeEn}</bdi>}
      />
      <Card id="replace" title={t('cohorts.changes.replace')}>
        <p className="mb-4 text-sm text-ink-2">{t('cohorts.changes.replaceLine')}</p>
        {!found.hasLead ? (
          <p>{t('cohorts.changes.noLead')}</p>
        ) : found.successors.length === 0 ? (
          <p>{t('cohorts.changes.nobody')}</p>
        ) : (
          <FieldsForm {...replaceForm(found, t)} />
        )}
      </Card>
      <Card id="county" title={t('cohorts.changes.county')}>
        <p className="mb-4 text-sm text-ink-2">{t('cohorts.changes.countyLine')}</p>
        <FieldsForm {...countyForm(found, t, locale)} />
      </Card>
    </div>
  )
}

const reasonField = (t: Words) =>
  ({
    kind: 'text',
    name: 'reason',
    label: t('cohorts.changes.reason'),
    hint: t('cohorts.changes.reasonHint'),
    required: true,
  }) as const
const spoken = (t: Words, done: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  done,
})

function replaceForm(found: CohortChanges, t: Words): FieldsFormProps {
  return {
    action: replaceLead,
    hidden: { cohortId: found.cohortId, version: String(found.version) },
    idPrefix: 'replace-',
    columns: 2,
    look: 'plain',
    submit: t('cohorts.changes.submit'),
    words: spoken(t, t('cohorts.changes.replaced')),
    fields: [
      {
        kind: 'select',
        name: 'facilitatorId',
        label: t('cohorts.changes.successor'),
        options: found.successors.map((one) => ({
          value: one.facilitatorId,
          label: one.name ?? t('runs.cohorts.hidden'),
        })),
      },
      reasonField(t),
    ],
  }
}

function countyForm(found: CohortChanges, t: Words, locale: Locale): FieldsFormProps {
  return {
    action: toCounty,
    hidden: { placeId: found.placeId },
    idPrefix: 'county-',
    columns: 2,
    look: 'plain',
    submit: t('cohorts.changes.countySubmit'),
    words: spoken(t, t('cohorts.changes.moved')),
    fields: [
      {
        kind: 'select',
        name: 'countyId',
        label: t('cohorts.changes.to'),
        options: found.counties.map((one) => ({ value: one.id, label: locale === 'fa' ? one.fa : one.en })),
      },
      reasonField(t),
    ],
  }
}
