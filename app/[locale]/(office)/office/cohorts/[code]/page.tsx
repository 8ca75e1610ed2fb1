import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CohortPeople, type MemberRow } from '@/components/programmes/cohort-people'
import { CohortPlan, type PlanRow } from '@/components/programmes/cohort-plan'
import { CohortReady } from '@/components/programmes/cohort-ready'
import { COHORT_TONES } from '@/components/programmes/cohort-table'
import { CohortWaiting } from '@/components/programmes/cohort-waiting'
import { HoursMeter } from '@/components/programmes/hours-meter'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { type CohortForming, cohortForming } from '@/db/queries/programmes/cohort-forming'
import {
  type CohortMember,
  type CohortPage,
  type CohortSession,
  cohortPage,
} from '@/db/queries/programmes/cohorts'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { projections } from '@/db/queries/projection/cohorts'
import { cohortLedger } from '@/db/queries/workshops/ledger'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { mayReturn } from '@/lib/programmes/cohort'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import type { Ledger } from '@/lib/workshops/ledger'
import { CohortForecast } from '../../../../_projection/forecast'
import { cohortRow } from '../present'
import { ClosingCard } from './closing-card'
import { readyCard, waitingCard } from './forming'

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
      if (cohort) {
        const look = { cohortId: cohort.cohortId, runId: run.runId, clock: run.clock, today: run.today }
        return {
          run,
          cohort,
          forming: await cohortForming(db, scope, look),
          ledger: await cohortLedger(db, scope, { cohortId: cohort.cohortId }),
          expected: await projections(db, scope, {
            runId: run.runId,
            cohortId: cohort.cohortId,
            asOf: run.today,
            clock: new Date(run.clock),
          }),
        }
      }
    }
    return null
  })
  if (!found) notFound()
  const { run, cohort, forming, ledger, expected } = found
  requirePower(actor, 'see', cohort)
  const ledgerOf = new Map(ledger.map((line) => [line.enrolmentId, line.ledger]))
  const base = `/${locale}/office`
  const row = cohortRow(cohort, run.code, t, locale)
  const may = {
    enrol: actorCan(actor, 'enrol', cohort),
    run: actorCan(actor, 'run', cohort),
    people: actorCan(actor, 'people', cohort),
  }
  const open = run.status !== 'CLOSED' && !['CLOSED', 'CANCELLED'].includes(cohort.status)
  const page = forming && { t, locale, forming, cohortId: cohort.cohortId, base, may }
  const done = cohort.status === 'FINISHED'
  const acts: Acts = { t, locale, base, may, open, done, here: `${base}/cohorts/${cohort.code}` }
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
            {may.run && open ? (
              <LinkButton href={`${acts.here}/changes?run=${run.code}`}>
                {t('cohorts.changes.link')}
              </LinkButton>
            ) : null}
            {actorCan(actor, 'marks', cohort) && cohort.people.length > 0 ? (
              <LinkButton
                href={`${base}/cohorts/${row.code}/attendance.xlsx?run=${run.code}`}
                look="quiet"
                download
              >
                {t('exports.takeAttendance')}
              </LinkButton>
            ) : null}
            {actorCan(actor, 'marks', cohort) ? (
              <LinkButton href={`${base}/community?run=${run.code}&place=${cohort.placeId}`}>
                {t('nav.community')}
              </LinkButton>
            ) : null}
            {may.enrol ? (
              <LinkButton href={`${base}/people/new?run=${run.code}`}>
                {t('runs.cohorts.register')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Badge tone={COHORT_TONES[row.status]}>{row.statusLabel}</Badge>
        {cohort.status === 'READY' && forming?.readyOn ? (
          <span>{t('cohorts.ready.since', { day: formatDay(forming.readyOn, locale, 'long') })}</span>
        ) : null}
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
      <CohortForecast t={t} locale={locale} one={expected[0]} />
      {forming && open ? <Consents acts={acts} forming={forming} /> : null}
      {page && open && ['PLANNED', 'FORMING'].includes(cohort.status) ? (
        <CohortReady {...readyCard(page)} />
      ) : null}
      {page && forming.waiting.length > 0 ? <CohortWaiting {...waitingCard(page)} /> : null}
      <div className="grid items-start gap-5 xl:grid-cols-[5fr_4fr] print:block print:*:mb-5">
        <CohortPeople
          t={t}
          locale={locale}
          base={base}
          people={cohort.people.map((one) => memberRow(one, ledgerOf.get(one.enrolmentId) ?? null, acts))}
          neededMinutes={cohort.neededMinutes}
          plannedMinutes={cohort.plannedMinutes}
        />
        <CohortPlan t={t} plan={cohort.plan.map((session) => planRow(session, acts))} />
      </div>
      <ClosingCard t={t} locale={locale} actor={actor} run={run} cohort={cohort} />
    </div>
  )
}

function lineOf({ slots }: CohortPage, county: string, t: Words, locale: Locale): string {
  if (!slots) return county
  const days = slots.days.map((day) => t(`runs.weekdays.${day}`)).join(t('people.comma'))
  return `${county} · ${t('runs.cohorts.slots', { days, time: localDigits(slots.time, locale) })}`
}

type Acts = {
  t: Words
  locale: Locale
  base: string
  may: { enrol: boolean; run: boolean; people: boolean }
  /** Neither the run nor the group is closed. */
  open: boolean
  /** Its plan has been held. */
  done: boolean
  here: string
}

/** To how many the consent text has been read, and the way to reading it to the others; who sees no people sees no consents. */
function Consents({ acts: { t, locale, may }, forming }: { acts: Acts; forming: CohortForming }) {
  const { read, all } = forming.consents
  if (all === 0 || !may.people) return null
  const counts = { read: formatNumber(read, locale), n: formatNumber(all, locale) }
  return (
    <p>
      {t('cohorts.consent.state', counts)}{' '}
      {read < all && forming.lastBegun && may.enrol ? (
        <a href={`/${locale}/today/${forming.lastBegun}/consent`}>{t('cohorts.consent.open')}</a>
      ) : null}
    </p>
  )
}

function memberRow(one: CohortMember, ledger: Ledger | null, { t, may, open, done, here }: Acts): MemberRow {
  const back = mayReturn(one.status) && !done
  const stays = ['REGISTERED', 'ACTIVE'].includes(one.status)
  const changes = open && may.enrol && (stays || back) && one.name !== null
  return {
    ...one,
    // Whoever has completed or left is told by her enrolment; the others by what they may still miss.
    ledger: one.status === 'ACTIVE' ? ledger : null,
    act: changes
      ? {
          href: `${here}/members/${one.enrolmentId}`,
          label: t(stays ? 'cohorts.member.actOf' : 'readmission.actOf', { name: one.name ?? '' }),
        }
      : null,
  }
}

function planRow(session: CohortSession, { t, locale, base, may, open, here }: Acts): PlanRow {
  const number = (value: number) => formatNumber(value, locale)
  const seq = number(session.seq)
  const href = `${here}/sessions/${session.sessionId}`
  const act = (name: 'move' | 'replace') => ({
    href,
    label: t(`cohorts.plan.${name}Of`, { seq }),
    text: t(`cohorts.plan.${name}`),
  })
  const moves = session.status === 'SCHEDULED' && session.rows === 0
  const replaces = session.status === 'CANCELLED' && !session.replaced
  return {
    sessionId: session.sessionId,
    seq: [`${t('runs.cohorts.seq')} ${seq}`, session.makesUp ? t('follow-up.makeUp.badge') : null]
      .filter(Boolean)
      .join(' · '),
    day: formatDay(session.day, locale, 'long'),
    time:
      session.status === 'SCHEDULED'
        ? t('cohorts.plan.time', { time: localDigits(session.time, locale) })
        : null,
    statusLabel: t(`runs.cohorts.session.${session.status}`),
    attended:
      session.rows > 0
        ? t('runs.cohorts.of', { attended: number(session.attended), rows: number(session.rows) })
        : t('words.none'),
    href: session.status === 'SCHEDULED' ? null : `${base}/sessions/${session.sessionId}`,
    print:
      may.people && session.status !== 'CANCELLED' && session.status !== 'RESCHEDULED'
        ? {
            href: `${base}/sessions/${session.sessionId}/register.pdf`,
            label: t('paper.print.of', { seq: seq }),
          }
        : null,
    moved:
      session.day !== session.firstDay
        ? t('cohorts.plan.movedFrom', { day: formatDay(session.firstDay, locale, 'long') })
        : null,
    act: may.run && open ? (moves ? act('move') : replaces ? act('replace') : null) : null,
  }
}
