import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkForm } from '@/components/access/link-form'
import { FacilitatorTable } from '@/components/programmes/facilitator-table'
import { RunPath } from '@/components/programmes/run-path'
import { RUN_TONES } from '@/components/programmes/run-table'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { moneyOf } from '@/db/queries/programmes/budget'
import { instantOf, runsInReach } from '@/db/queries/programmes/run-line'
import { type FacilitatorLine, runSetup } from '@/db/queries/programmes/run-setup'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { isCertified } from '@/lib/programmes/facilitator'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatHours } from '@/lib/shared/number'
import { Approval, Begin } from './approval'
import { Bases } from './bases'
import { RunClosingCard } from './closing-card'
import { facilitatorAct, inviteForm, planForm, type Setup } from './forms'
import { Money } from './money'
import { pathOf } from './path'
import { Places, type PlacesAsked } from './places'
import { Targets } from './targets'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<PlacesAsked> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('runs.setup.steps') }
}

export default async function RunPage({ params, searchParams }: Props) {
  const { locale: asked, code } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await reading(scope, async (db) => {
    const run = (await runsInReach(db, scope)).find((one) => one.code === code)
    const setup = run && (await runSetup(db, scope, run))
    return run && setup ? { run, setup, money: await moneyOf(db, scope, run.runId, instantOf(run)) } : null
  })
  if (!found) notFound()
  const { run, setup, money } = found
  requirePower(actor, 'run', run)
  const all: Setup = { t, locale, run, setup }
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`/${locale}/office/runs`} className="inline-flex min-h-11 items-center">
          {t('runs.setup.back')}
        </a>
      </p>
      <PageHead
        title={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>}
        line={t('runs.span', {
          from: formatDay(run.startDate, locale, 'long'),
          to: formatDay(run.endDate, locale, 'long'),
        })}
        actions={<Badge tone={RUN_TONES[run.status]}>{t(`runs.status.${run.status}`)}</Badge>}
      />
      <RunPath label={t('runs.setup.steps')} steps={pathOf(all)} />
      <Targets all={all} mayChange={actorCan(actor, 'rules', run)} />
      <Bases all={all} />
      <Places all={all} asked={await searchParams} />
      <Approval all={all} />
      <Facilitators all={all} />
      {setup.cohorts.length > 0 ? (
        <Card
          id="plan"
          title={t('runs.setup.planTitle', { hours: formatHours(setup.targets.cohortMinutes, locale) })}
        >
          <FieldsForm {...planForm(all, null)} />
        </Card>
      ) : null}
      <Begin all={all} />
      <Money all={all} money={money} />
      <RunClosingCard t={t} locale={locale} actor={actor} run={{ ...run, version: setup.version }} />
    </div>
  )
}

function Facilitators({ all }: { all: Setup }) {
  const { t, locale, run, setup } = all
  const row = (one: FacilitatorLine) => ({
    facilitatorId: one.facilitatorId,
    name: one.name ?? t('runs.cohorts.hidden'),
    hoursHref: `/${locale}/office/facilitators/${one.facilitatorId}/hours`,
    organisation: one.organisationFa,
    hours: formatHours(one.trainingMinutes, locale),
    status: t(`runs.setup.facStates.${one.status}`),
    trained: isCertified(one.status),
    leads: one.leads ?? t('words.none'),
    act: facilitatorAct(one, all),
    invite: one.leads !== null && !one.hasAccount ? <LinkForm {...inviteForm(one, all)} /> : null,
  })
  return (
    <Card
      id="facilitators"
      title={t('runs.setup.facilitators')}
      aside={<a href={`/${locale}/office/runs/${run.code}/training`}>{t('training.link')}</a>}
    >
      <div className="grid gap-5">
        {setup.facilitators.length === 0 ? (
          <p className="text-ink-2">{t('runs.setup.facEmpty')}</p>
        ) : (
          <FacilitatorTable
            rows={setup.facilitators.map(row)}
            words={{
              caption: t('runs.setup.facCaption'),
              name: t('people.name'),
              statement: t('paper.hours.link'),
              organisation: t('runs.setup.organisation'),
              training: t('runs.setup.training'),
              state: t('runs.setup.facState'),
              leads: t('runs.setup.leads'),
              act: t('runs.setup.act'),
            }}
          />
        )}
        <p className="text-sm text-ink-2">
          <a href={`/${locale}/office/accounts/new`}>{t('runs.setup.account')}</a>
        </p>
      </div>
    </Card>
  )
}
