import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Overview } from '@/components/indicators/overview'
import type { OfficeTask } from '@/components/indicators/tasks-card'
import { EmptyState } from '@/components/ui/empty-state'
import type { OfficeTasks } from '@/db/queries/indicators/office-tasks'
import { type OverviewData, overview } from '@/db/queries/indicators/overview'
import { moneyOf } from '@/db/queries/programmes/budget'
import { instantOf } from '@/db/queries/programmes/run-line'
import { type CohortProjection, projections } from '@/db/queries/projection/cohorts'
import { type FlagLine, openFlags, qualityFlags } from '@/db/queries/quality/flags'
import { openTasks } from '@/db/queries/tasks/inbox'
import { readingAnywhere } from '@/db/transaction'
import { type Actor, actorCan, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { associationsOnly, charityOnly, hamyarOnly, homePath, teachesOnly } from '@/lib/access/way-in'
import { weekOf } from '@/lib/indicators/as-of'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { TaskKind } from '@/lib/tasks/kinds'
import { AsOfForm } from './indicators/as-of-form'
import { type AskedParams, type AskedRun, addressOf, askedRun } from './indicators/asked'
import { monthRows, targetRow, weaveRows } from './indicators/present'
import { answersOf, countyRows, leadOf, moneyLine, weaveTabs } from './overview-view'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<AskedParams> }

/** What the first screen tells; the rest is a page further. */
const FIRST: readonly IndicatorCode[] = [
  'R-01',
  'R-02',
  'R-03',
  'R-04',
  'R-07',
  'R-08',
  'R-09',
  'R-10',
  'R-11',
  'R-12',
  'R-13',
]

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.overview') }
}

export default async function OfficePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see', 'ALL')
  const roles = actor.grants.map(({ role }) => role)
  if ([teachesOnly, hamyarOnly, associationsOnly, charityOnly].some((only) => only(roles)))
    redirect(homePath(roles, locale))
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    return (
      at && {
        at,
        data: await overview(db, scope, {
          runId: at.run.runId,
          asOf: at.asOf,
          counting: 'internal',
          countyId: asked.place,
        }),
        open: actorCanSomewhere(actor, 'people') ? await openTasks(db, scope) : {},
        short: actorCanSomewhere(actor, 'marks')
          ? (
              await projections(db, scope, { runId: at.run.runId, asOf: at.asOf, clock: instantOf(at.run) })
            ).filter((one) => one.short)
          : [],
        flags: actorCanSomewhere(actor, 'review')
          ? openFlags(
              await qualityFlags(db, scope, { runId: at.run.runId, asOf: at.asOf, clock: instantOf(at.run) }),
            )
          : [],
        money: actorCan(actor, 'run', at.run)
          ? await moneyOf(db, scope, at.run.runId, instantOf(at.run), at.asOf)
          : null,
      }
    )
  })
  if (!found)
    return (
      <EmptyState title={t('indicator-catalogue.noRun')}>{t('indicator-catalogue.noRunLine')}</EmptyState>
    )
  const { at, data, open, short, flags, money } = found
  const base = `/${locale}/office`
  const shown = data.figures.places.flatMap(({ figures }) =>
    figures.filter(({ code }) => FIRST.includes(code)),
  )
  const mine = [
    ...tasksOf(data.tasks, actor, t, locale),
    ...followUp(open, t, locale),
    ...shortOf(short, t, locale),
    ...flagged(flags, t, locale),
  ]
  return (
    <Overview
      t={t}
      locale={locale}
      run={{ name: runName(at, t, locale), ...weekOf(...spanOf(at, data), at.asOf) }}
      actions={<AsOfForm t={t} locale={locale} {...at} />}
      answers={answersOf(
        {
          whole: data.figures.places[0],
          counties: data.counties.places,
          tasks: data.tasks,
          mine,
          base,
          at,
        },
        t,
        locale,
      )}
      lead={[...leadOf(data.figures.places[0], t, locale), ...moneyLine(money, t, locale)]}
      indicators={shown.map((figure) =>
        targetRow(
          figure,
          data.figures.completion,
          t,
          locale,
          addressOf(`${base}/indicators/${figure.code}`, at),
        ),
      )}
      indicatorsHref={addressOf(`${base}/indicators`, at)}
      tasks={mine}
      counties={countyRows(data.counties.places, base, at, locale)}
      months={monthRows(data.months)}
      weave={weaveRows(data.weave, t, locale, (id) => `${base}/sessions/${id}`)}
      weaveTabs={weaveTabs(data, base, at, locale)}
    />
  )
}

/** Run and day in one line: print keeps it, though the form is not printed. */
function runName({ run, asOf }: AskedRun, t: Words, locale: Locale): string {
  const name = locale === 'fa' ? run.nameFa : run.nameEn
  return t('indicator-catalogue.line', { run: name, day: formatDay(asOf, locale, 'long') })
}

/** From the first session of the groups to the last; the run's own days while nothing is planned. */
const spanOf = ({ run }: AskedRun, { span }: OverviewData): [string, string] =>
  span ?? [run.startDate, run.endDate]

/** Kinds of tasks that no card above counts already. */
const FOLLOWED = ['SAFEGUARD', 'NO_SHOW', 'MAKE_UP', 'GUEST', 'FREE_PLACE'] as const

function followUp(open: Partial<Record<TaskKind, number>>, t: Words, locale: Locale): OfficeTask[] {
  return FOLLOWED.flatMap((kind) =>
    open[kind]
      ? [
          {
            key: kind,
            count: open[kind],
            title: t(`office-first.follow.${kind}`),
            tone: kind === 'SAFEGUARD' ? ('broken' as const) : ('hint' as const),
            act: t('indicator-catalogue.task.see'),
            href: `/${locale}/office/tasks?kind=${kind}`,
          },
        ]
      : [],
  )
}

/** Neighbourhoods whose projection stays below the target even at its upper end. */
function shortOf(short: CohortProjection[], t: Words, locale: Locale): OfficeTask[] {
  if (short.length === 0) return []
  const names = short.slice(0, 3).map((one) => (locale === 'fa' ? one.placeFa : one.placeEn))
  return [
    {
      key: 'short',
      count: short.length,
      title: t('projection.task'),
      line: names.join(t('indicator-catalogue.comma')),
      tone: 'late',
      act: t('indicator-catalogue.task.see'),
      href: `/${locale}/office/quality#projection`,
    },
  ]
}

/** Questions about the data that nobody has looked into yet, with the first places they are about. */
function flagged(flags: readonly FlagLine[], t: Words, locale: Locale): OfficeTask[] {
  if (flags.length === 0) return []
  const names = [...new Set(flags.flatMap((one) => (locale === 'fa' ? one.placeFa : one.placeEn) ?? []))]
  return [
    {
      key: 'flags',
      count: flags.length,
      title: t('office-first.flags'),
      line: names.slice(0, 3).join(t('indicator-catalogue.comma')) || undefined,
      tone: 'late',
      act: t('indicator-catalogue.task.see'),
      href: `/${locale}/office/quality#flags`,
    },
  ]
}

function tasksOf(tasks: OfficeTasks, actor: Actor, t: Words, locale: Locale): OfficeTask[] {
  const base = `/${locale}/office`
  const number = (value: number) => formatNumber(value, locale)
  const places = (names: { fa: string; en: string }[]) =>
    names.map((name) => name[locale]).join(t('indicator-catalogue.comma')) || undefined
  const all: (OfficeTask & { power: 'review' | 'people' | 'enrol' | 'see' })[] = [
    {
      key: 'absences',
      power: 'people',
      count: tasks.absences.count,
      title: t('indicator-catalogue.task.absences', { count: number(tasks.absences.inARow) }),
      line: places(tasks.absences.places),
      tone: 'broken',
      act: t('indicator-catalogue.task.see'),
      href: `${base}/tasks?kind=ABSENCES`,
    },
    {
      key: 'submitted',
      power: 'review',
      count: tasks.submitted.count,
      title: t('indicator-catalogue.task.submitted'),
      line:
        tasks.submitted.clean > 0
          ? t('indicator-catalogue.task.clean', { count: number(tasks.submitted.clean) })
          : undefined,
      tone: 'hint',
      act: t('indicator-catalogue.task.approve'),
      href: `${base}/sessions`,
    },
    {
      key: 'missing',
      power: 'review',
      count: tasks.missing.count,
      title: t('indicator-catalogue.task.missing', { hours: number(tasks.missing.hours) }),
      line: places(tasks.missing.places),
      tone: 'late',
      act: t('indicator-catalogue.task.see'),
      href: `${base}/tasks?kind=MISSING_SHEET`,
    },
    {
      key: 'duplicates',
      power: 'enrol',
      count: tasks.duplicates,
      title: t('indicator-catalogue.task.duplicates'),
      line: t('indicator-catalogue.task.duplicatesLine'),
      tone: 'late',
      act: t('indicator-catalogue.task.compare'),
      href: `${base}/people`,
    },
  ]
  return all
    .filter(({ count, power }) => count > 0 && actorCanSomewhere(actor, power))
    .map(({ power: _, ...task }) => task)
}
