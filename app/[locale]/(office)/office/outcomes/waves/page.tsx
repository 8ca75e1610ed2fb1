import type { Metadata } from 'next'
import { closeSurvey, openSurvey } from '@/app/_actions/outcomes'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { type RunLine, runNamed } from '@/db/queries/programmes/run-line'
import {
  linksPartedOn,
  loadedWordings,
  type Progress,
  surveyProgress,
  type Wave,
  wavesOf,
} from '@/db/queries/surveys/waves'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { addDays, formatDay, jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { INSTRUMENT_CODES, INSTRUMENTS, type InstrumentCode } from '@/lib/surveys/instruments'
import { WAVE_KINDS, type WaveState, waveState } from '@/lib/surveys/wave'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string }> }
const TONES: Record<WaveState, Tone> = { OPEN: 'done', OVER: 'late', CLOSED: 'neutral' }
/** How long a new wave is proposed to last. */
const PROPOSED_DAYS = 14

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('outcomes.waves.title') }
}

/** The waves of a run: opened, followed as numbers, and closed by the office. */
export default async function WavesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { run: code } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await reading(scope, async (db) => {
    const run = await runNamed(db, scope, code)
    if (!run) return null
    const wordings = await loadedWordings(db, scope)
    return {
      run,
      waves: await wavesOf(db, scope, run.runId),
      parted: await linksPartedOn(db, scope, run.runId),
      progress: await surveyProgress(db, scope, run.runId),
      loaded: INSTRUMENT_CODES.filter(
        (one) =>
          INSTRUMENTS[one].itemSource === 'BUILT_IN' ||
          wordings.some(({ instrument, provinceId }) => instrument === one && provinceId === run.provinceId),
      ),
    }
  })
  if (!found) return <EmptyState title={t('outcomes.none')}>{t('outcomes.noneLine')}</EmptyState>
  const { run, waves, parted, loaded } = found
  // Who has answered is known by the links; without them nobody would seem to have.
  const progress = parted ? [] : found.progress
  const may = actorCan(actor, 'run', run) && run.status !== 'CLOSED'
  const page = { t, locale, run, loaded, may }
  const base = `/${locale}/office/outcomes`
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`${base}?run=${run.code}`} className="inline-flex min-h-11 items-center">
          {t('outcomes.waves.back')}
        </a>
      </p>
      <PageHead
        title={t('outcomes.waves.title')}
        line={t('outcomes.waves.line')}
        actions={<LinkButton href={`${base}/cards?run=${run.code}`}>{t('outcomes.cards.link')}</LinkButton>}
      />
      {parted ? (
        <Notice kind="info" kindLabel={t('words.kind.info')}>
          {t('outcomes-office.parted', { day: formatDay(parted, locale, 'long') })}
        </Notice>
      ) : null}
      {waves.length === 0 ? <p>{t('outcomes.waves.empty')}</p> : null}
      {waves.map((wave) => (
        <WaveCard
          key={wave.waveId}
          {...page}
          wave={wave}
          progress={progress.filter(({ waveId }) => waveId === wave.waveId)}
        />
      ))}
      {may ? <OpenCard {...page} waves={waves} /> : null}
    </div>
  )
}

type Page = { t: Words; locale: Locale; run: RunLine; loaded: InstrumentCode[]; may: boolean }

function WaveCard({
  t,
  locale,
  run,
  loaded,
  may,
  wave,
  progress,
}: Page & { wave: Wave; progress: Progress[] }) {
  const state = waveState(wave, run.today)
  const list = (codes: readonly InstrumentCode[]) => codes.join(t('words.listComma'))
  const asked = wave.instruments.filter((code) => state === 'CLOSED' || loaded.includes(code))
  const hidden = wave.instruments.filter((code) => !loaded.includes(code))
  return (
    <Card
      id={wave.kind}
      title={t(`survey.kind.${wave.kind}`)}
      aside={<Badge tone={TONES[state]}>{t(`outcomes.waves.state.${state}`)}</Badge>}
    >
      <div className="grid gap-2">
        <p>
          {t('outcomes.waves.span', {
            from: formatDay(wave.opensOn, locale, 'long'),
            to: formatDay(wave.closesOn, locale, 'long'),
          })}
        </p>
        <p className="text-sm text-ink-2">{t('outcomes.waves.asks', { list: list(asked) })}</p>
        {hidden.length > 0 && state !== 'CLOSED' ? (
          <p className="text-sm">{t('outcomes.waves.hidden', { list: list(hidden) })}</p>
        ) : null}
        {progress.length > 0 ? <Answered t={t} locale={locale} progress={progress} /> : null}
        {may && state !== 'CLOSED' ? (
          <FieldsForm
            action={closeSurvey}
            hidden={{ waveId: wave.waveId, version: String(wave.version) }}
            idPrefix={`${wave.kind}-`}
            look="plain"
            fields={[]}
            submit={t('outcomes.waves.close')}
            words={{
              error: t('words.kind.error'),
              success: t('words.kind.success'),
              done: t('outcomes.waves.closed'),
            }}
          />
        ) : null}
      </div>
    </Card>
  )
}

type AnsweredProps = { t: Words; locale: Locale; progress: Progress[] }

/** How many have answered, in all and group by group. */
function Answered({ t, locale, progress }: AnsweredProps) {
  const sum = (pick: (one: Progress) => number) => progress.reduce((all, one) => all + pick(one), 0)
  const count = (n: number) => formatNumber(n, locale)
  return (
    <>
      <p className="font-semibold">
        {t('outcomes.waves.answered', {
          n: count(sum(({ answered }) => answered)),
          all: count(sum(({ people }) => people)),
        })}
      </p>
      <details>
        <summary className="min-h-10 py-2 text-sm text-lapis">{t('outcomes.waves.groups')}</summary>
        <Table caption={t('outcomes.waves.groups')} captionHidden label={t('outcomes.waves.groups')} dense>
          <thead>
            <tr>
              <HeadCell>{t('outcomes.waves.group')}</HeadCell>
              <HeadCell numeric>{t('outcomes.waves.people')}</HeadCell>
              <HeadCell numeric>{t('outcomes.waves.answeredHead')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {progress.map((one) => (
              <tr key={one.cohortId}>
                <RowHead>
                  <bdi>{locale === 'fa' ? one.placeFa : one.placeEn}</bdi>
                </RowHead>
                <Cell numeric>{count(one.people)}</Cell>
                <Cell numeric>{count(one.answered)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </>
  )
}

function OpenCard({ t, locale, run, loaded, waves }: Page & { waves: Wave[] }) {
  const left = WAVE_KINDS.filter((kind) => !waves.some((wave) => wave.kind === kind))
  if (left.length === 0) return <p className="text-sm text-ink-2">{t('outcomes.waves.all')}</p>
  const { y, m, d } = jalaliOf(addDays(run.today, PROPOSED_DAYS))
  const proposed = localDigits(jalaliText(y, m, d), locale)
  return (
    <Card id="open" title={t('outcomes.waves.open')}>
      <FieldsForm
        action={openSurvey}
        hidden={{ runId: run.runId }}
        columns={2}
        fields={[
          {
            kind: 'select',
            name: 'kind',
            label: t('outcomes.waves.kind'),
            options: left.map((value) => ({ value, label: t(`survey.kind.${value}`) })),
          },
          {
            kind: 'text',
            name: 'closesOn',
            label: t('outcomes.waves.closesOn'),
            hint: t('outcomes.waves.dayHint', { example: proposed }),
            start: proposed,
            ltr: true,
            inputMode: 'numeric',
          },
          {
            kind: 'checks',
            name: 'instruments',
            label: t('outcomes.waves.instruments'),
            start: loaded,
            options: loaded.map((value) => ({ value, label: t(`outcomes.instrument.${value}`) })),
          },
        ]}
        submit={t('outcomes.waves.submit')}
        words={{
          error: t('words.kind.error'),
          success: t('words.kind.success'),
          done: t('outcomes.waves.opened'),
        }}
      />
    </Card>
  )
}
