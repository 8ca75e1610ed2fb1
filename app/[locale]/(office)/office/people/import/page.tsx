import type { Metadata } from 'next'
import { UploadForm } from '@/components/people/upload-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { ownDrafts } from '@/db/queries/people/import-drafts'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { importUnderWay } from '@/lib/server/running-imports'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'
import { localDigits } from '@/lib/shared/number'
import { codeSentence } from './sentence'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ refused?: string; run?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('people.import.title') }
}

export default async function ImportPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { refused, run: code } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'enrol')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { all, drafts } = await reading(scope, async (db) => ({
    all: await runsInReach(db, scope),
    drafts: await ownDrafts(db, scope),
  }))
  const runs = all.filter((run) => run.status !== 'CLOSED')
  const run = runs.find((one) => one.code === code) ?? runs[0]
  if (!run) return <EmptyState title={t('people.noRun')}>{t('people.noRunLine')}</EmptyState>
  // Somebody who is on a list was on it when the sessions began, unless the office says otherwise.
  const day = jalaliOf(run.startDate < run.today ? run.startDate : run.today)
  return (
    <div className="grid gap-5">
      <PageHead title={t('people.import.title')} line={t('people.import.line')} />
      <Card id="upload">
        <UploadForm
          action={`/${locale}/office/people/import/upload`}
          kind="ROSTER"
          refused={refused && /^[\w-]{1,40}$/.test(refused) ? codeSentence(t, locale, refused) : null}
          words={{
            file: t('people.import.file'),
            fileHint: t('people.import.fileHint'),
            submit: t('people.import.submit'),
            refused: t('people.import.refused'),
            error: t('words.kind.error'),
          }}
        >
          <Select
            id="runId"
            label={t('people.import.run')}
            defaultValue={run.runId}
            options={runs.map((one) => ({
              value: one.runId,
              label: locale === 'fa' ? one.nameFa : one.nameEn,
            }))}
          />
          <Field
            id="registeredOn"
            label={t('people.import.registeredOn')}
            hint={t('people.import.registeredOnHint')}
            defaultValue={localDigits(jalaliText(day.y, day.m, day.d), locale)}
            inputMode="numeric"
            autoComplete="off"
            dir="ltr"
            className="rtl:text-end"
            required
          />
          <Select
            id="defaultSex"
            label={t('people.import.sex')}
            options={(['F', 'M'] as const).map((sex) => ({ value: sex, label: t(`people.sexes.${sex}`) }))}
          />
          <label className="flex min-h-10 items-center gap-3">
            <input type="checkbox" name="declared" className="size-5 shrink-0 accent-turquoise" />
            {t('people.import.declared')}
          </label>
          <label className="flex min-h-10 items-center gap-3">
            <input type="checkbox" name="mayWait" className="size-5 shrink-0 accent-turquoise" />
            {t('people.import.mayWait')}
          </label>
        </UploadForm>
      </Card>
      {drafts.length > 0 ? (
        <Card id="drafts" title={t('people.drafts.title')}>
          <ul className="grid gap-1">
            {drafts.map((draft) => (
              <li key={draft.draftId} className="flex flex-wrap items-center gap-x-3">
                <a
                  href={`/${locale}/office/people/import/${draft.draftId}`}
                  className="inline-flex min-h-10 items-center"
                >
                  <bdi>{draft.fileName}</bdi>
                </a>
                <span className="text-sm text-ink-2">
                  {t(
                    importUnderWay(draft.draftId, actor.userId)
                      ? 'people.drafts.running'
                      : `people.drafts.${draft.kind}`,
                  )}{' '}
                  · {momentText(draft.createdMs, locale)}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card id="columns" title={t('people.import.columns')}>
        <p className="text-ink-2">{t('people.import.columnsLine')}</p>
      </Card>
    </div>
  )
}
