import type { Metadata } from 'next'
import { UploadForm } from '@/components/people/upload-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { paperSentence } from './sentence'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ refused?: string; run?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('paper.import.title') }
}

export default async function RegistersImportPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { refused, run: code } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'record')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const runs = (await reading(scope, (db) => runsInReach(db, scope))).filter((run) => run.status !== 'CLOSED')
  const run = runs.find((one) => one.code === code) ?? runs[0]
  if (!run) return <EmptyState title={t('paper.import.noRun')}>{t('paper.import.noRunLine')}</EmptyState>
  return (
    <div className="grid gap-5">
      <PageHead title={t('paper.import.title')} line={t('paper.import.line')} />
      <Card id="upload">
        <UploadForm
          action={`/${locale}/office/registers/import/upload`}
          kind="PAPER"
          refused={refused && /^[\w-]{1,40}$/.test(refused) ? paperSentence(t, locale, refused) : null}
          words={{
            file: t('paper.import.file'),
            fileHint: t('paper.import.fileHint'),
            submit: t('paper.import.submit'),
            refused: t('paper.import.refused'),
            error: t('words.kind.error'),
          }}
        >
          <Select
            id="runId"
            label={t('paper.import.run')}
            defaultValue={run.runId}
            options={runs.map((one) => ({
              value: one.runId,
              label: locale === 'fa' ? one.nameFa : one.nameEn,
            }))}
          />
        </UploadForm>
      </Card>
      <Card id="how" title={t('paper.import.how')}>
        <ul className="grid max-w-3xl list-disc gap-1 ps-5 text-ink-2">
          {(['sheets', 'columns', 'marks', 'empty'] as const).map((line) => (
            <li key={line}>{t(`paper.import.${line}`)}</li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
