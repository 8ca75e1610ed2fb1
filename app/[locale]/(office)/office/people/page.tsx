import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { IdSearch } from '@/components/people/id-search'
import { PeopleTable, type PersonRow } from '@/components/people/people-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { ListFilter } from '@/components/ui/list-filter'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { notePeopleList } from '@/db/commands/people/note-people-list'
import {
  cohortChoices,
  ENROLMENT_STATES,
  PEOPLE_A_PAGE,
  type PersonLine,
  peopleList,
} from '@/db/queries/people/people-list'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { holdsIdentifier } from '@/lib/people/name-search'
import { requestIdOf } from '@/lib/server/action'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, localDigits } from '@/lib/shared/number'
import { filtersOf, listAddress, pageOf, pagesOf, type Query } from '@/lib/shared/pagination'
import { SaveView } from '../../../_picture/save-view'
import { listWords } from '../list-words'

export const dynamic = 'force-dynamic'
const FILTERS = ['q', 'county', 'place', 'status'] as const
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.people') }
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const query = await searchParams
  const asked = filtersOf(query, FILTERS)
  const { run: runCode, byId } = filtersOf(query, ['run', 'byId'])
  const actor = await requireActor()
  requirePower(actor, 'people')
  const base = `/${locale}/office/people`
  // An identifier somebody typed into the box of names must not stay in the address.
  if (asked.q && holdsIdentifier(asked.q)) redirect(listAddress(base, { run: runCode, byId: 'post' }))
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const page = pageOf(query)
  const found = await reading(scope, async (db) => {
    const run = await runNamed(db, scope, runCode)
    if (!run) return null
    const list = await peopleList(db, scope, {
      runId: run.runId,
      search: asked.q,
      countyId: isUuid(asked.county) ? asked.county : undefined,
      cohortCode: asked.place,
      status: ENROLMENT_STATES.find((state) => state === asked.status),
      page,
    })
    return { run, list, choices: await cohortChoices(db, scope, run.runId) }
  })
  if (!found) return <EmptyState title={t('people.noRun')}>{t('people.noRunLine')}</EmptyState>
  const { run, list, choices } = found
  await notePeopleList(
    { actor, now: new Date(), requestId: await requestIdOf() },
    {
      runId: run.runId,
      searched: Boolean(asked.q),
      countyId: isUuid(asked.county) ? asked.county : null,
      code: list.rows.length > 0 && asked.place ? asked.place : null,
      status: ENROLMENT_STATES.find((state) => state === asked.status) ?? null,
      page,
      shown: list.rows.length,
    },
  )
  const fa = locale === 'fa'
  const counties = new Map(choices.map((one) => [one.countyId, fa ? one.countyFa : one.countyEn]))
  const kept = { run: run.code, ...asked }
  return (
    <div className="grid gap-4">
      <PageHead
        title={t('people.title')}
        line={`${fa ? run.nameFa : run.nameEn} · ${t('people.count', { count: formatNumber(list.total, locale) })}`}
        actions={
          <>
            {list.total > 0 ? (
              <LinkButton href={listAddress(`${base}/list.xlsx`, kept)} look="quiet" download>
                {t('exports.take')}
              </LinkButton>
            ) : null}
            {actorCanSomewhere(actor, 'enrol') ? (
              <>
                <LinkButton href={`${base}/new?run=${run.code}`}>{t('people.register')}</LinkButton>
                <LinkButton href={`${base}/import?run=${run.code}`} look="primary">
                  {t('people.importLink')}
                </LinkButton>
              </>
            ) : null}
          </>
        }
      />
      {list.cases > 0 ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {t('people.cases', { count: formatNumber(list.cases, locale) })}{' '}
          {actorCanSomewhere(actor, 'review') ? (
            <a href={`/${locale}/office/duplicates`}>{t('duplicates.toDesk')}</a>
          ) : null}
        </Notice>
      ) : null}
      <ListFilter
        action={base}
        kept={{ run: run.code }}
        search={{ label: t('people.search'), value: asked.q }}
        choices={[
          {
            id: 'county',
            label: t('people.county'),
            value: asked.county,
            options: [...counties].map(([value, label]) => ({ value, label })),
          },
          {
            id: 'place',
            label: t('people.place'),
            value: asked.place,
            options: choices.map((one) => ({ value: one.code, label: fa ? one.placeFa : one.placeEn })),
          },
          {
            id: 'status',
            label: t('people.status'),
            value: asked.status,
            options: ENROLMENT_STATES.map((value) => ({ value, label: t(`people.state.${value}`) })),
          },
        ]}
        words={listWords(t)}
        clearHref={Object.keys(asked).length > 0 ? listAddress(base, { run: run.code }) : null}
      />
      <SaveView told={{ t, locale }} list="people" asked={Object.keys(asked).length > 0 ? kept : {}} />
      <IdSearch
        action={`${base}/find`}
        runId={run.runId}
        run={run.code}
        open={byId !== undefined}
        error={byId ? t(ID_ANSWERS[byId] ?? 'people.byId.none') : undefined}
        words={{
          title: t('people.byId.title'),
          label: t('people.byId.label'),
          hint: t('people.byId.hint'),
          find: t('people.byId.find'),
          warn: t('words.kind.warn'),
        }}
      />
      {list.rows.length === 0 ? (
        <EmptyState title={t('people.empty')}>{t('people.emptyLine')}</EmptyState>
      ) : (
        <PeopleTable
          rows={list.rows.map((row) => rowOf(row, run.code, t, locale))}
          words={{
            caption: t('people.caption'),
            name: t('people.name'),
            father: t('people.father'),
            birthYear: t('people.birthYear'),
            nationalId: t('people.nationalId'),
            noId: t('people.noId'),
            place: t('people.place'),
            status: t('people.status'),
            hours: t('people.hours'),
          }}
        />
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={pagesOf(list.total, PEOPLE_A_PAGE)}
        hrefOf={(to) => listAddress(base, kept, to)}
      />
    </div>
  )
}

/** What came of looking for a national id; anything else reads as: nobody. */
const ID_ANSWERS: Record<string, string> = {
  post: 'people.byId.post',
  'E-PER-01': 'errors.E-PER-01',
  'E-PER-02': 'errors.E-PER-02',
  'E-GEN-02': 'errors.E-GEN-02',
}

function rowOf(row: PersonLine, runCode: string, t: Words, locale: Locale): PersonRow {
  const place = locale === 'fa' ? row.placeFa : row.placeEn
  const county = locale === 'fa' ? row.countyFa : row.countyEn
  const end = row.idEnd && localDigits(row.idEnd, locale)
  return {
    personId: row.personId,
    href: `/${locale}/office/people/${row.personId}`,
    name: row.name,
    father: row.father ?? t('words.none'),
    birthYear: localDigits(String(row.birthYear), locale),
    idEnd: end ? { shown: end, spoken: t('people.idMasked', { end }) } : null,
    place: [county, place].filter(Boolean).join(t('people.comma')),
    placeHref: row.cohortCode ? `/${locale}/office/cohorts/${row.cohortCode}?run=${runCode}` : null,
    status: row.status ?? '',
    statusLabel: row.status ? t(`people.state.${row.status}`) : t('words.none'),
    hours: formatHours(row.minutes, locale),
  }
}
