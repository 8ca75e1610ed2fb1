import type { Metadata } from 'next'
import { CohortTable } from '@/components/programmes/cohort-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ListFilter } from '@/components/ui/list-filter'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { COHORT_STATES, COHORTS_A_PAGE, cohortList, countyChoices } from '@/db/queries/programmes/cohorts'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatNumber } from '@/lib/shared/number'
import { filtersOf, listAddress, pageOf, pagesOf, type Query } from '@/lib/shared/pagination'
import { SaveView } from '../../../_picture/save-view'
import { listWords } from '../list-words'
import { cohortRow, cohortWords } from './present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }
const FILTERS = ['q', 'county', 'status'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.groups') }
}

export default async function CohortsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const query = await searchParams
  const asked = filtersOf(query, FILTERS)
  const page = pageOf(query)
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await reading(scope, async (db) => {
    const run = await runNamed(db, scope, filtersOf(query, ['run']).run)
    if (!run) return null
    const list = await cohortList(db, scope, {
      runId: run.runId,
      search: asked.q,
      countyId: isUuid(asked.county) ? asked.county : undefined,
      status: asked.status,
      page,
    })
    return { run, list, counties: await countyChoices(db, scope, run.runId) }
  })
  if (!found || found.counties.length === 0)
    return <EmptyState title={t('runs.cohorts.empty')}>{t('runs.cohorts.emptyLine')}</EmptyState>
  const { run, list, counties } = found
  const fa = locale === 'fa'
  const base = `/${locale}/office/cohorts`
  const kept = { run: run.code, ...asked }
  return (
    <>
      <PageHead
        title={t('runs.cohorts.title')}
        line={t('runs.cohorts.line', {
          run: fa ? run.nameFa : run.nameEn,
          count: formatNumber(list.total, locale),
        })}
      />
      <div className="mb-4">
        <ListFilter
          action={base}
          kept={{ run: run.code }}
          search={{ label: t('runs.cohorts.search'), value: asked.q }}
          choices={[
            {
              id: 'county',
              label: t('people.county'),
              value: asked.county,
              options: counties.map((one) => ({ value: one.countyId, label: fa ? one.nameFa : one.nameEn })),
            },
            {
              id: 'status',
              label: t('runs.cohorts.state'),
              value: asked.status,
              options: COHORT_STATES.map((value) => ({ value, label: t(`runs.cohorts.status.${value}`) })),
            },
          ]}
          words={listWords(t)}
          clearHref={Object.keys(asked).length > 0 ? listAddress(base, { run: run.code }) : null}
        />
        <SaveView told={{ t, locale }} list="cohorts" asked={Object.keys(asked).length > 0 ? kept : {}} />
      </div>
      {list.rows.length === 0 ? (
        <EmptyState title={t('runs.cohorts.noneFound')}>{t('runs.cohorts.noneFoundLine')}</EmptyState>
      ) : (
        <CohortTable
          rows={list.rows.map((line) => cohortRow(line, run.code, t, locale))}
          words={cohortWords(t)}
        />
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={pagesOf(list.total, COHORTS_A_PAGE)}
        hrefOf={(to) => listAddress(base, kept, to)}
      />
    </>
  )
}
