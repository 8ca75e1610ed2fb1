import type { Metadata } from 'next'
import { TaskList } from '@/components/tasks/task-list'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { type Inbox, inbox, TASKS_A_PAGE } from '@/db/queries/tasks/inbox'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { TASK_KINDS, TASK_STATES } from '@/lib/tasks/kinds'
import { taskRow } from '../../../_follow-up/task-rows'

export const dynamic = 'force-dynamic'
type Asked = { kind?: string; county?: string; state?: string; page?: string }
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('follow-up.tasks.title') }
}

export default async function TasksPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(asked.page)) || 1))
  const [t, found] = await Promise.all([
    wordsOf(locale),
    reading(scope, (db) =>
      inbox(db, scope, {
        kind: TASK_KINDS.find((kind) => kind === asked.kind),
        countyId: isUuid(asked.county) ? asked.county : undefined,
        state: TASK_STATES.find((state) => state === asked.state),
        page,
      }),
    ),
  ])
  const base = `/${locale}/office`
  const open = Object.values(found.open).reduce((all, n) => all + n, 0)
  const address = (to: number) =>
    `${base}/tasks?${new URLSearchParams(Object.entries({ ...asked, page: String(to) }).filter((pair): pair is [string, string] => Boolean(pair[1])))}`
  return (
    <div className="grid gap-4">
      <PageHead
        title={t('follow-up.tasks.title')}
        line={t('follow-up.tasks.line', { count: formatNumber(open, locale) })}
      />
      <Filter t={t} locale={locale} asked={asked} found={found} />
      {found.lines.length === 0 ? (
        <EmptyState title={t('follow-up.tasks.none')}>{t('follow-up.tasks.noneLine')}</EmptyState>
      ) : (
        <TaskList
          openLabel={t('follow-up.tasks.open')}
          tasks={found.lines.map((line) =>
            taskRow(line, { tasks: `${base}/tasks`, sheets: `${base}/sessions` }, t, locale),
          )}
        />
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={Math.ceil(found.total / TASKS_A_PAGE)}
        hrefOf={address}
      />
    </div>
  )
}

type FilterProps = { t: Words; locale: Locale; asked: Asked; found: Inbox }

/** A plain form: what is shown lives in the address. */
function Filter({ t, locale, asked, found }: FilterProps) {
  const all = { value: '', label: t('follow-up.tasks.all') }
  return (
    <search aria-label={t('follow-up.tasks.filters')}>
      <form className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[1fr_1fr_1fr_auto]">
        <Select
          id="kind"
          label={t('follow-up.tasks.kindLabel')}
          defaultValue={asked.kind ?? ''}
          options={[
            all,
            ...TASK_KINDS.map((kind) => ({
              value: kind,
              label: `${t(`follow-up.tasks.kind.${kind}`)} (${formatNumber(found.open[kind] ?? 0, locale)})`,
            })),
          ]}
        />
        <Select
          id="county"
          label={t('follow-up.tasks.county')}
          defaultValue={asked.county ?? ''}
          options={[
            all,
            ...found.counties.map((one) => ({
              value: one.countyId,
              label: locale === 'fa' ? one.fa : one.en,
            })),
          ]}
        />
        <Select
          id="state"
          label={t('follow-up.tasks.stateLabel')}
          defaultValue={asked.state ?? 'OPEN'}
          options={TASK_STATES.map((value) => ({ value, label: t(`follow-up.tasks.state.${value}`) }))}
        />
        <Button type="submit">{t('follow-up.tasks.show')}</Button>
      </form>
    </search>
  )
}
