import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkForm } from '@/components/access/link-form'
import { FieldsForm } from '@/components/people/fields-form'
import { UploadForm } from '@/components/people/upload-form'
import { CohortTable } from '@/components/programmes/cohort-table'
import { FacilitatorTable } from '@/components/programmes/facilitator-table'
import { RUN_TONES } from '@/components/programmes/run-table'
import { TargetsList } from '@/components/programmes/targets-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { type FacilitatorLine, runSetup } from '@/db/queries/programmes/run-setup'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { isCertified } from '@/lib/programmes/facilitator'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { cohortRow, cohortWords } from '../../cohorts/present'
import { codeSentence } from '../../people/import/sentence'
import { RunClosingCard } from './closing-card'
import {
  approvalForm,
  facilitatorAct,
  inviteForm,
  nominationForm,
  placeForm,
  planForm,
  type Setup,
} from './forms'

export const dynamic = 'force-dynamic'
type Asked = { refused?: string; made?: string; left?: string }
type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<Asked> }

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
    return run && setup ? { run, setup } : null
  })
  if (!found) notFound()
  const { run, setup } = found
  requirePower(actor, 'run', run)
  const all: Setup = { t, locale, run, setup }
  const now = {
    counties: new Set(setup.cohorts.map((one) => one.countyFa)).size,
    neighbourhoods: setup.cohorts.length,
    facilitators: setup.facilitators.filter((one) => isCertified(one.status)).length,
    participants: setup.cohorts.reduce((sum, one) => sum + one.members, 0),
  }
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
      <Card
        id="targets"
        title={t('runs.targets.title')}
        aside={<a href={`/${locale}/office/rules?run=${run.code}`}>{t('runs.targets.rules')}</a>}
      >
        <TargetsList t={t} locale={locale} targets={setup.targets} now={now} />
      </Card>
      <Places all={all} asked={await searchParams} />
      <Facilitators all={all} />
      {setup.cohorts.length > 0 ? (
        <Card
          id="plan"
          title={t('runs.setup.planTitle', { hours: formatHours(setup.targets.cohortMinutes, locale) })}
        >
          <FieldsForm {...planForm(all, null)} />
        </Card>
      ) : null}
      <Approval all={all} />
      <RunClosingCard t={t} locale={locale} actor={actor} run={{ ...run, version: setup.version }} />
    </div>
  )
}

function Places({ all, asked }: { all: Setup; asked: Asked }) {
  const { t, locale, run, setup } = all
  const made = /^\d+$/.test(asked.made ?? '') ? Number(asked.made) : null
  const count = (value: number) => formatNumber(value, locale)
  const refused = asked.refused && /^[\w-]{1,40}$/.test(asked.refused) ? asked.refused : null
  return (
    <Card id="places" title={t('runs.setup.places')}>
      <div className="grid gap-5">
        {made === null ? null : (
          <Notice kind="success" kindLabel={t('words.kind.success')}>
            {t('runs.setup.made', { taken: count(made), left: count(Number(asked.left) || 0) })}
          </Notice>
        )}
        {setup.cohorts.length === 0 ? (
          <p className="text-ink-2">{t('runs.setup.noPlaces')}</p>
        ) : (
          <CohortTable
            rows={setup.cohorts.map((line) => cohortRow(line, run.code, t, locale))}
            words={cohortWords(t)}
          />
        )}
        <details open={refused !== null || setup.cohorts.length === 0}>
          <summary className="min-h-11 py-2 font-semibold text-lapis">{t('runs.setup.byFile')}</summary>
          <UploadForm
            action={`/${locale}/office/people/import/upload`}
            kind="PLACES"
            runId={run.runId}
            runCode={run.code}
            refused={refused ? codeSentence(t, locale, refused) : null}
            words={{
              file: t('runs.setup.placesFile'),
              fileHint: t('runs.setup.placesHint'),
              submit: t('runs.setup.readFile'),
              refused: t('people.import.refused'),
              error: t('words.kind.error'),
            }}
          />
        </details>
        <details>
          <summary className="min-h-11 py-2 font-semibold text-lapis">{t('runs.setup.byHand')}</summary>
          <FieldsForm {...placeForm(all)} />
        </details>
      </div>
    </Card>
  )
}

function Facilitators({ all }: { all: Setup }) {
  const { t, locale, setup } = all
  const row = (one: FacilitatorLine) => ({
    facilitatorId: one.facilitatorId,
    name: one.name ?? t('runs.cohorts.hidden'),
    organisation: one.organisationFa,
    hours: formatHours(one.trainingMinutes, locale),
    status: t(`runs.setup.facStates.${one.status}`),
    trained: isCertified(one.status),
    leads: one.leads ?? t('words.none'),
    act: facilitatorAct(one, all),
    invite: one.leads !== null && !one.hasAccount ? <LinkForm {...inviteForm(one, all)} /> : null,
  })
  return (
    <Card id="facilitators" title={t('runs.setup.facilitators')}>
      <div className="grid gap-5">
        {setup.facilitators.length === 0 ? (
          <p className="text-ink-2">{t('runs.setup.facEmpty')}</p>
        ) : (
          <FacilitatorTable
            rows={setup.facilitators.map(row)}
            words={{
              caption: t('runs.setup.facCaption'),
              name: t('people.name'),
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
        <details>
          <summary className="min-h-11 py-2 font-semibold text-lapis">{t('runs.setup.nominate')}</summary>
          <p className="mb-3 text-sm text-ink-2">{t('runs.setup.nominateLine')}</p>
          <FieldsForm {...nominationForm(all)} />
        </details>
        {setup.classId ? (
          <details>
            <summary className="min-h-11 py-2 font-semibold text-lapis">
              {t('runs.setup.classPlan')}:{' '}
              {setup.classSessions > 0
                ? t('runs.setup.classPlanned', { count: formatNumber(setup.classSessions, locale) })
                : t('runs.setup.classNone')}
            </summary>
            <FieldsForm {...planForm(all, setup.classId)} />
          </details>
        ) : null}
      </div>
    </Card>
  )
}

function Approval({ all }: { all: Setup }) {
  const { t, locale, run, setup } = all
  const warnings = setup.warnings.map(({ code, values }) => codeSentence(t, locale, code, values))
  return (
    <Card id="approve" title={t('runs.setup.approve')}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">
          {setup.legalBases.length === 0
            ? t('runs.setup.noBasis')
            : `${t('runs.setup.basis')}: ${setup.legalBases.map((one) => (locale === 'fa' ? one.fa : one.en)).join(t('people.comma'))}`}
        </p>
        {warnings.length > 0 ? (
          <Notice kind="warn" kindLabel={t('words.kind.warn')} title={t('runs.setup.warnings')}>
            <ul className="list-disc ps-5">
              {warnings.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <p>{t('runs.setup.noWarnings')}</p>
        )}
        {run.status === 'DRAFT' ? (
          <FieldsForm {...approvalForm(all)} />
        ) : (
          <p>{t('runs.setup.approvedAlready', { status: t(`runs.status.${run.status}`) })}</p>
        )}
      </div>
    </Card>
  )
}
