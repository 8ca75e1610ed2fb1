import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { putAnswer, putDecisions, putQuestion } from '@/app/_actions/associations'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { type MeetingRow, meetingOf, type QuestionRow, questionsOf } from '@/db/queries/associations/meetings'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { LEVELS } from '@/lib/associations/kinds'
import { attended, seated } from '@/lib/associations/meeting'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatNumber, readerDigits } from '@/lib/shared/number'
import { requireAssociations } from '../../allowed'
import { noticeWords, on, type Told } from '../../present'
import { associationsBase } from '../../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; meetingId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.meeting') }
}

/** One meeting: who came from where, what was decided, and the log of questions with their answers. */
export default async function MeetingPage({ params }: Props) {
  const { locale: asked, meetingId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireAssociations(actor)
  if (!isUuid(meetingId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const { meeting, questions } = await reading(scope, async (db) => ({
    meeting: await meetingOf(db, scope, meetingId),
    questions: await questionsOf(db, scope, meetingId),
  }))
  if (!meeting) notFound()
  const back = `${associationsBase(locale)}/meetings/${meetingId}`
  return (
    <div className="grid max-w-4xl gap-5">
      <PageHead
        title={<bdi>{meeting.subject}</bdi>}
        line={
          <bdi>
            {[
              t(`associations.meetingKind.${meeting.kind}`),
              locale === 'fa' ? meeting.placeFa : meeting.placeEn,
              on(meeting.day, told),
              t(`associations.mode.${meeting.mode}`),
              ...(meeting.venue ? [meeting.venue] : []),
              ...(meeting.letterNo
                ? [t('associations.letter', { number: readerDigits(meeting.letterNo, locale) })]
                : []),
            ].join(' · ')}
          </bdi>
        }
        actions={
          meeting.mayWrite ? (
            <LinkButton href={`${back}/minutes.docx`}>{t('associations.takeMinutes')}</LinkButton>
          ) : null
        }
      />
      <Card id="present" title={t('associations.minutes.present')}>
        <Seated told={told} meeting={meeting} />
      </Card>
      <Card id="decisions" title={t('associations.field.decisions')}>
        <p className="max-w-measure">
          <bdi>{meeting.decisions ?? t('associations.minutes.noDecisions')}</bdi>
        </p>
        {meeting.mayWrite ? (
          <details className="mt-2">
            <summary className="inline-flex min-h-11 items-center text-sm text-lapis">
              {t('associations.editDecisions')}
            </summary>
            <FieldsForm
              action={putDecisions}
              hidden={{ meetingId, version: String(meeting.version), back }}
              look="plain"
              submit={t('associations.save')}
              words={noticeWords(told)}
              fields={[
                {
                  kind: 'area',
                  name: 'decisions',
                  label: t('associations.field.decisions'),
                  hint: t('associations.hint.nobody'),
                  start: meeting.decisions ?? '',
                  rows: 4,
                  maxLength: 3000,
                },
              ]}
            />
          </details>
        ) : null}
      </Card>
      <Card id="questions" title={t('associations.questions')}>
        {questions.length === 0 ? (
          <p className="text-sm text-ink-2">{t('associations.noQuestions')}</p>
        ) : null}
        <ol className="grid">
          {questions.map((one) => (
            <li key={one.questionId} className="grid gap-1 border-b border-line py-3 last:border-0">
              <Question told={told} one={one} back={back} may={meeting.mayWrite} />
            </li>
          ))}
        </ol>
        {meeting.mayWrite ? <Ask told={told} meetingId={meetingId} back={back} /> : null}
      </Card>
    </div>
  )
}

function Seated({ told: { t, locale }, meeting }: { told: Told; meeting: MeetingRow }) {
  const number = (n: number) => formatNumber(n, locale)
  const all = attended(meeting.seats)
  const caption = t('associations.minutes.seats')
  return (
    <Table caption={caption} captionHidden label={caption} dense>
      <thead>
        <tr>
          <HeadCell>{t('associations.column.level')}</HeadCell>
          <HeadCell numeric>{t('associations.mode.IN_PERSON')}</HeadCell>
          <HeadCell numeric>{t('associations.mode.ONLINE')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {seated(meeting.seats).map((one) => (
          <tr key={one.level}>
            <RowHead>{t(`associations.level.${one.level}`)}</RowHead>
            <Cell numeric>{number(one.inPerson)}</Cell>
            <Cell numeric>{number(one.online)}</Cell>
          </tr>
        ))}
        <tr className="font-semibold">
          <RowHead className="font-semibold">{t('associations.column.sum')}</RowHead>
          <Cell numeric>{number(all.inPerson)}</Cell>
          <Cell numeric>{number(all.online)}</Cell>
        </tr>
      </tbody>
    </Table>
  )
}

const levelOptions = ({ t }: Told) =>
  LEVELS.map((value) => ({ value, label: t(`associations.level.${value}`) }))

function Question({ told, one, back, may }: { told: Told; one: QuestionRow; back: string; may: boolean }) {
  const { t } = told
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
        {t('associations.askedBy', { level: t(`associations.level.${one.askedBy}`) })}
        {one.answer === null ? <Badge tone="late">{t('associations.unanswered')}</Badge> : null}
      </p>
      <p className="max-w-measure font-medium">
        <bdi>{one.question}</bdi>
      </p>
      {one.answer === null || one.answeredBy === null || one.answeredOn === null ? null : (
        <div className="border-s-2 border-turquoise ps-3">
          <p className="max-w-measure">
            <bdi>{one.answer}</bdi>
          </p>
          <p className="text-sm text-ink-2">
            {t('associations.answeredBy', {
              level: t(`associations.level.${one.answeredBy}`),
              day: on(one.answeredOn, told),
            })}
          </p>
        </div>
      )}
      {one.answer === null && may ? (
        <details>
          <summary className="inline-flex min-h-11 items-center text-sm text-lapis">
            {t('associations.answer')}
          </summary>
          <FieldsForm
            action={putAnswer}
            hidden={{ questionId: one.questionId, back }}
            idPrefix={`${one.questionId}-`}
            submit={t('associations.answerSubmit')}
            words={noticeWords(told)}
            fields={[
              {
                kind: 'area',
                name: 'answer',
                label: t('associations.field.answer'),
                hint: t('associations.hint.nobody'),
                rows: 2,
                maxLength: 1500,
              },
              {
                kind: 'select',
                name: 'answeredBy',
                label: t('associations.field.answeredBy'),
                options: levelOptions(told),
              },
            ]}
          />
        </details>
      ) : null}
    </>
  )
}

function Ask({ told, meetingId, back }: { told: Told; meetingId: string; back: string }) {
  const { t } = told
  return (
    <details className="mt-3">
      <summary className="inline-flex min-h-11 items-center font-semibold text-lapis">
        {t('associations.addQuestion')}
      </summary>
      <div className="py-2">
        <FieldsForm
          action={putQuestion}
          hidden={{ meetingId, back }}
          idPrefix="question-"
          submit={t('associations.addQuestionSubmit')}
          words={noticeWords(told)}
          columns={2}
          fields={[
            {
              kind: 'area',
              name: 'question',
              label: t('associations.field.question'),
              hint: t('associations.hint.nobody'),
              rows: 2,
              maxLength: 600,
            },
            {
              kind: 'select',
              name: 'askedBy',
              label: t('associations.field.askedBy'),
              start: 'COUNTY',
              options: levelOptions(told),
            },
            {
              kind: 'area',
              name: 'answer',
              label: t('associations.field.answer'),
              mark: t('words.optional'),
              rows: 2,
              maxLength: 1500,
            },
            {
              kind: 'select',
              name: 'answeredBy',
              label: t('associations.field.answeredBy'),
              options: [{ value: '', label: t('associations.nobodyYet') }, ...levelOptions(told)],
            },
          ]}
        />
      </div>
    </details>
  )
}
