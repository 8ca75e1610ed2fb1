import type { Metadata } from 'next'
import { certifyEverybody, saveKnowledge } from '@/app/_actions/training'
import { KnowledgeForm } from '@/components/programmes/knowledge-form'
import { TraineeTable } from '@/components/programmes/trainee-table'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { runSetup } from '@/db/queries/programmes/run-setup'
import { type ClassMeeting, type TrainingDesk, trainingDesk } from '@/db/queries/programmes/training'
import { actorCan } from '@/lib/access/actor'
import { isCertified } from '@/lib/programmes/facilitator'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent, localDigits } from '@/lib/shared/number'
import { nominationForm, planForm } from '../forms'
import { runAsked } from '../found'
import { type Desk, inClass, traineeRow } from './trainee-view'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('training.title') }
}

/** Step 1: nominees, the class and its registers, the knowledge test, certificates. */
export default async function TrainingPage({ params }: Props) {
  const { locale: asked, code } = await params
  const locale = localeOf(asked)
  const { actor, run, data } = await runAsked(code, async (db, found, scope) => ({
    desk: await trainingDesk(db, scope, found),
    setup: await runSetup(db, scope, found),
  }))
  const t = await wordsOf(locale)
  const { desk, setup } = data
  const page: Desk = { t, locale, run, desk, signs: actorCan(actor, 'sign', run) }
  const all = setup && { t, locale, run, setup }
  const open = run.status !== 'CLOSED'
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`/${locale}/office/runs/${run.code}`} className="inline-flex min-h-11 items-center">
          {t('run-setup.back')}
        </a>
      </p>
      <PageHead title={t('training.title')} line={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>} />
      <p className="max-w-measure text-lg text-pretty">{leadOf(desk, t, locale)}</p>
      <Card id="people" title={t('training.people')}>
        {desk.people.length === 0 ? (
          <p className="text-ink-2">{t('training.empty')}</p>
        ) : (
          <TraineeTable
            rows={desk.people.map((one) => traineeRow(one, page))}
            words={{
              caption: t('training.caption'),
              name: t('people.name'),
              organisation: t('runs.setup.organisation'),
              state: t('runs.setup.facState'),
              hours: t('training.hours'),
              test: t('training.test'),
              leads: t('runs.setup.leads'),
              act: t('runs.setup.act'),
              more: t('training.more'),
            }}
          />
        )}
        {open && desk.people.some(inClass) ? (
          <div className="mt-4">
            <FieldsForm
              action={certifyEverybody}
              hidden={{ runId: run.runId }}
              idPrefix="all-"
              look="plain"
              fields={[]}
              submit={t('training.certifyAll', { hours: formatHours(desk.neededMinutes, locale) })}
              words={{ error: t('words.kind.error'), success: t('words.kind.success'), done: ' ' }}
            />
          </div>
        ) : null}
        {open && all ? (
          <details className="mt-2" open={desk.people.length === 0}>
            <summary className="min-h-11 py-2 font-semibold text-lapis">{t('runs.setup.nominate')}</summary>
            <p className="mb-3 text-sm text-ink-2">{t('runs.setup.nominateLine')}</p>
            <FieldsForm {...nominationForm(all)} />
          </details>
        ) : null}
      </Card>
      <Meetings page={page}>
        {open && all && desk.classId && desk.meetings.every(({ status }) => status === 'SCHEDULED') ? (
          <details className="mt-2" open={desk.meetings.length === 0}>
            <summary className="min-h-11 py-2 font-semibold text-lapis">{t('training.plan')}</summary>
            <FieldsForm {...planForm(all, desk.classId)} />
          </details>
        ) : null}
      </Meetings>
      {open ? (
        <p>
          <a href={`/${locale}/today/modules`} className="inline-flex min-h-11 items-center">
            {t('gaps.link')}
          </a>
        </p>
      ) : null}
      <Knowledge page={page} open={open} />
    </div>
  )
}

function leadOf(desk: TrainingDesk, t: Words, locale: Locale): string {
  const certified = desk.people.filter(({ status }) => isCertified(status)).length
  return t('training.lead', {
    certified: formatNumber(certified, locale),
    target: formatNumber(desk.target, locale),
    needed: formatHours(desk.neededMinutes, locale),
    planned: formatHours(desk.plannedMinutes, locale),
    share: formatPercent(desk.share, locale, { maxDecimals: 2 }),
  })
}

function Meetings({ page, children }: { page: Desk; children: React.ReactNode }) {
  const { t, locale, desk } = page
  return (
    <Card
      id="class"
      title={t('training.class')}
      aside={desk.trainer ? t('training.trainer', { name: desk.trainer }) : undefined}
    >
      {desk.meetings.length === 0 ? (
        <p className="text-ink-2">{t('runs.setup.classNone')}</p>
      ) : (
        <Table caption={t('training.meetings')} captionHidden label={t('training.meetings')} dense>
          <thead>
            <tr>
              <HeadCell>{t('training.meeting')}</HeadCell>
              <HeadCell>{t('runs.cohorts.day')}</HeadCell>
              <HeadCell>{t('runs.cohorts.state')}</HeadCell>
              <HeadCell numeric>{t('runs.cohorts.attended')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {desk.meetings.map((one) => (
              <tr key={one.sessionId}>
                <RowHead>
                  <MeetingName one={one} page={page} />
                </RowHead>
                <Cell className="whitespace-nowrap">{formatDay(one.day, locale, 'long')}</Cell>
                <Cell>
                  <Badge tone={one.status === 'APPROVED' ? 'done' : 'neutral'}>
                    {t(`runs.cohorts.session.${one.status}`)}
                  </Badge>
                </Cell>
                <Cell numeric>
                  {one.rows > 0
                    ? t('runs.cohorts.of', {
                        attended: formatNumber(one.attended, locale),
                        rows: formatNumber(one.rows, locale),
                      })
                    : t('words.none')}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {children}
    </Card>
  )
}

/** A meeting by its number and module, and the way to its register: nobody leads the class on a phone. */
function MeetingName({ one, page: { t, locale } }: { one: ClassMeeting; page: Desk }) {
  const module = (locale === 'fa' ? one.moduleFa : one.moduleEn) ?? ''
  const name = module ? `${formatNumber(one.seq, locale)}. ${module}` : formatNumber(one.seq, locale)
  return (
    <a href={`/${locale}/office/sessions/${one.sessionId}`} aria-label={t('training.register', { name })}>
      <bdi>{name}</bdi>
    </a>
  )
}

function Knowledge({ page, open }: { page: Desk; open: boolean }) {
  const { t, locale, run, desk } = page
  const people = desk.people.filter(
    ({ status }) => !['NOMINATED', 'REJECTED', 'REPLACED', 'WITHDRAWN'].includes(status),
  )
  const shown = (score: number | null) => (score === null ? '' : localDigits(String(score), locale))
  return (
    <Card id="knowledge" title={t('training.knowledge.title')}>
      <p className="mb-3 max-w-measure text-sm text-ink-2">{t('training.knowledge.line')}</p>
      {people.length === 0 ? (
        <p className="text-ink-2">{t('training.knowledge.empty')}</p>
      ) : (
        <KnowledgeForm
          action={saveKnowledge}
          runId={run.runId}
          locked={!open}
          rows={people.map((one) => ({
            facilitatorId: one.facilitatorId,
            name: one.name ?? t('runs.cohorts.hidden'),
            pre: shown(one.knowledgePre),
            post: shown(one.knowledgePost),
            change:
              one.knowledgePre === null || one.knowledgePost === null
                ? t('words.none')
                : formatNumber(one.knowledgePost - one.knowledgePre, locale, { sign: 'always' }),
          }))}
          words={{
            caption: t('training.knowledge.caption'),
            name: t('people.name'),
            pre: t('training.knowledge.pre'),
            post: t('training.knowledge.post'),
            change: t('training.knowledge.change'),
            submit: t('training.knowledge.submit'),
            error: t('words.kind.error'),
            success: t('words.kind.success'),
          }}
        />
      )}
    </Card>
  )
}
