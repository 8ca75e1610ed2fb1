import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { putRecord } from '@/app/_actions/community'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { writableCohorts } from '@/db/queries/community/records'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { isRecordKind, RECORD_KINDS } from '@/lib/community/kinds'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { recordFields } from '../../../../_community/record-fields'
import { placeText } from '../../../../_community/record-rows'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ kind?: string; run?: string; cohort?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.new') }
}

/** A new record, entered by the office as it heard it. */
export default async function NewRecordPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const kind = isRecordKind(asked.kind) ? asked.kind : 'PROPOSAL'
  const actor = await requireActor()
  requirePower(actor, 'record')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { run, cohorts } = await reading(scope, async (db) => {
    const run = await runNamed(db, scope, asked.run)
    return { run, cohorts: run ? await writableCohorts(db, scope, { runId: run.runId }) : [] }
  })
  const [first] = cohorts
  if (!run || !first) notFound()
  const base = `/${locale}/office/community`
  const to = (one: string) => `${base}/new?${new URLSearchParams({ run: run.code, kind: one })}`
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead title={t('community.new')} line={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>} />
      <TabsAsLinks
        label={t('community.kindTabs')}
        current={to(kind)}
        tabs={RECORD_KINDS.map((one) => ({ href: to(one), label: t(`community.kind.${one}`) }))}
      />
      <FieldsForm
        key={kind}
        action={putRecord}
        hidden={{ kind, back: `${base}?run=${run.code}` }}
        submit={t('community.submit')}
        words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
        fields={[
          {
            kind: 'select',
            name: 'cohortId',
            label: t('community.field.cohort'),
            start: cohorts.find(({ code }) => code === asked.cohort)?.cohortId ?? '',
            options: [
              { value: '', label: t('community.choose') },
              ...cohorts.map((one) => ({ value: one.cohortId, label: placeText(one, t, locale) })),
            ],
          },
          ...recordFields(kind, { t, locale, today: first.today }),
        ]}
      />
    </div>
  )
}
