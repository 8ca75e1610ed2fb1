import type { Metadata } from 'next'
import { CohortTable } from '@/components/programmes/cohort-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { ListFilter } from '@/components/ui/list-filter'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { COHORT_STATES, COHORTS_A_PAGE, cohortList, countyChoices } from '@/db/queries/programmes/cohorts'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatNumber } from '@/lib/shared/number'
import { filtersOf, listAddress, pageOf, pagesOf, type Query } from '@/lib/shared/pagination'
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
  const all = { value: '', label: t('people.all') }
  return (
    <>
      <PageHead
        title={t('runs.cohorts.title')}
        line={t('runs.cohorts.line', {
          run: fa ? run.nameFa : run.nameEn,
          count: formatNumber(list.total, locale),
        })}
      />
      <ListFilter
        action={base}
        label={t('people.filters')}
        kept={{ run: run.code }}
        words={{ find: t('people.find'), clear: t('people.clear') }}
        clearHref={Object.keys(asked).length > 0 ? listAddress(base, { run: run.code }) : null}
      >
        <Field
          id="q"
          type="search"
          label={t('runs.cohorts.search')}
          defaultValue={asked.q ?? ''}
          autoComplete="off"
          maxLength={60}
        />
        <Select
          id="county"
          label={t('people.county')}
          defaultValue={asked.county ?? ''}
          options={[
            all,
            ...counties.map((one) => ({ value: one.countyId, label: fa ? one.nameFa : one.nameEn })),
          ]}
        />
        <Select
          id="status"
          label={t('runs.cohorts.state')}
          defaultValue={asked.status ?? ''}
          options={[
            all,
            ...COHORT_STATES.map((value) => ({ value, label: t(`runs.cohorts.status.${value}`) })),
          ]}
        />
      </ListFilter>
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
