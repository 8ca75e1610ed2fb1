import type { Metadata } from 'next'
import { CohortTable } from '@/components/programmes/cohort-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { cohortsOf } from '@/db/queries/programmes/cohorts'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { cohortRow, cohortWords } from './present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.groups') }
}

export default async function CohortsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { run: code } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { run, cohorts } = await reading(scope, async (db) => {
    const named = await runNamed(db, scope, code)
    return { run: named, cohorts: named ? await cohortsOf(db, scope, named.runId) : [] }
  })
  if (!run || cohorts.length === 0)
    return <EmptyState title={t('runs.cohorts.empty')}>{t('runs.cohorts.emptyLine')}</EmptyState>
  const name = locale === 'fa' ? run.nameFa : run.nameEn
  return (
    <>
      <PageHead
        title={t('runs.cohorts.title')}
        line={t('runs.cohorts.line', { run: name, count: formatNumber(cohorts.length, locale) })}
      />
      <CohortTable
        rows={cohorts.map((line) => cohortRow(line, run.code, t, locale))}
        words={cohortWords(t)}
      />
    </>
  )
}
