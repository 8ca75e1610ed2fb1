import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { COHORT_TONES } from '@/components/programmes/cohort-table'
import { CohortPeople, CohortPlan, type PlanRow } from '@/components/programmes/cohort-view'
import { HoursMeter } from '@/components/programmes/hours-meter'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { type CohortPage, type CohortSession, cohortPage } from '@/db/queries/programmes/cohorts'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { cohortRow } from '../present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.groups') }
}

export default async function CohortPageRoute({ params, searchParams }: Props) {
  const { locale: asked, code: rawCode } = await params
  const locale = localeOf(asked)
  const { run: runCode } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const code = decodeURIComponent(rawCode)
  const found = await reading(scope, async (db) => {
    const runs = await runsInReach(db, scope)
    // Without a run in the address: the latest one that has a group of this code.
    for (const run of runCode ? runs.filter((one) => one.code === runCode) : runs) {
      const cohort = await cohortPage(db, scope, { runId: run.runId, code, clock: run.clock })
      if (cohort) return { run, cohort }
    }
    return null
  })
  if (!found) notFound()
  const { run, cohort } = found
  requirePower(actor, 'see', cohort)
  const base = `/${locale}/office`
  const row = cohortRow(cohort, run.code, t, locale)
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`${base}/cohorts?run=${run.code}`} className="inline-flex min-h-11 items-center">
          {t('runs.cohorts.back')}
        </a>
      </p>
      <PageHead
        title={<bdi>{row.place}</bdi>}
        line={
          <>
            {lineOf(cohort, row.county, t, locale)}
            <span className="hidden print:inline"> · {locale === 'fa' ? run.nameFa : run.nameEn}</span>
          </>
        }
        actions={
          <>
            {actorCan(actor, 'marks', cohort) && cohort.people.length > 0 ? (
              <LinkButton
                href={`${base}/cohorts/${row.code}/attendance.xlsx?run=${run.code}`}
                look="quiet"
                download
              >
                {t('exports.takeAttendance')}
              </LinkButton>
            ) : null}
            {actorCan(actor, 'enrol', cohort) ? (
              <LinkButton href={`${base}/people/new?run=${run.code}`}>
                {t('runs.cohorts.register')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Badge tone={COHORT_TONES[row.status]}>{row.statusLabel}</Badge>
        <span>
          {t('runs.cohorts.members')}: {row.members}
        </span>
        <span>
          {t('runs.cohorts.lead')}: <bdi>{row.lead}</bdi>
        </span>
        <span className="min-w-60 grow sm:max-w-md">
          <HoursMeter {...row.hours} />
        </span>
      </div>
      <div className="grid items-start gap-5 xl:grid-cols-[3fr_2fr] print:block print:*:mb-5">
        <CohortPeople
          t={t}
          locale={locale}
          base={base}
          people={cohort.people}
          neededMinutes={cohort.neededMinutes}
          plannedMinutes={cohort.plannedMinutes}
        />
        <CohortPlan t={t} plan={cohort.plan.map((session) => planRow(session, base, t, locale))} />
      </div>
    </div>
  )
}

function lineOf({ slots }: CohortPage, county: string, t: Words, locale: Locale): string {
  if (!slots) return county
  const days = slots.days.map((day) => t(`runs.weekdays.${day}`)).join(t('people.comma'))
  return `${county} · ${t('runs.cohorts.slots', { days, time: localDigits(slots.time, locale) })}`
}

function planRow(session: CohortSession, base: string, t: Words, locale: Locale): PlanRow {
  const number = (value: number) => formatNumber(value, locale)
  return {
    sessionId: session.sessionId,
    seq: `${t('runs.cohorts.seq')} ${number(session.seq)}`,
    day: formatDay(session.day, locale, 'long'),
    statusLabel: t(`runs.cohorts.session.${session.status}`),
    attended:
      session.rows > 0
        ? t('runs.cohorts.of', { attended: number(session.attended), rows: number(session.rows) })
        : t('words.none'),
    href: session.status === 'SCHEDULED' ? null : `${base}/sessions/${session.sessionId}`,
  }
}
