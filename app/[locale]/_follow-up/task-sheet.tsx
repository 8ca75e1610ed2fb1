import { endTask } from '@/app/_actions/tasks'
import { GuestMatches } from '@/components/tasks/guest-matches'
import { TaskForm } from '@/components/tasks/task-form'
import { TaskView } from '@/components/tasks/task-view'
import { Card } from '@/components/ui/card'
import { HoursLedger } from '@/components/workshops/hours-ledger'
import type { TaskPage } from '@/db/queries/tasks/task-page'
import type { GuestCandidate } from '@/db/queries/workshops/guests'
import type { LedgerLine, MissedSession } from '@/db/queries/workshops/ledger'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { TASK_RESULTS, type TaskResult } from '@/lib/tasks/kinds'
import { ledgerRows } from './ledger-rows'

type Props = {
  t: Words
  locale: Locale
  task: TaskPage
  ledger: LedgerLine | null
  missed: MissedSession[]
  guest: { search: string; found: GuestCandidate[] }
  /** Where the reader works: her phone, or the office with what it may do besides. */
  at: 'office' | 'field'
  mayEnd: boolean
  mayPlan: boolean
}

const REASONS = ['RELOCATION', 'WORK', 'CARE_DUTY', 'HEALTH', 'NO_INTEREST', 'OTHER'] as const

/** A task as office and facilitator read it, with the forms that end it. */
export function TaskSheet({ t, locale, task, ledger, missed, guest, at, mayEnd, mayPlan }: Props) {
  const fa = locale === 'fa'
  const office = `/${locale}/office`
  const back = at === 'office' ? `${office}/tasks` : `/${locale}/today`
  const number = (value: number) => formatNumber(value, locale)
  const session = (seq: number, day: string) =>
    t('follow-up.tasks.session', { seq: number(seq), day: formatDay(day, locale, 'long') })
  const who =
    task.name ?? (task.rowNo === null ? null : t('follow-up.tasks.row', { row: number(task.rowNo) }))
  const place = [fa ? task.placeFa : task.placeEn, fa ? task.countyFa : task.countyEn]
  return (
    <TaskView
      kind={task.kind}
      kindLabel={t(`follow-up.tasks.kind.${task.kind}`)}
      title={who ?? place[0] ?? t(`follow-up.tasks.kind.${task.kind}`)}
      line={[
        ...(who ? [place.filter(Boolean).join(t('people.comma'))] : [place[1]]),
        task.seq !== null && task.day !== null ? session(task.seq, task.day) : null,
      ]
        .filter(Boolean)
        .join(' · ')}
      about={t(`follow-up.tasks.about.${task.kind}`)}
      ended={endedWords(task, t, locale)}
      note={noteOf(task, t)}
      marks={
        task.personId === null
          ? null
          : task.marks.map((mark) => ({
              key: `${mark.seq}-${mark.day}-${mark.makeUp}`,
              label: `${session(mark.seq, mark.day)}${mark.makeUp ? ` · ${t('follow-up.makeUp.badge')}` : ''}`,
              mark: t(`follow-up.tasks.mark.${mark.code}`),
            }))
      }
      words={{
        marks: t('follow-up.tasks.marks'),
        noMarks: t('follow-up.tasks.noMarks'),
        missed: t('follow-up.tasks.missed'),
      }}
      hours={
        ledger?.ledger ? (
          <Card id="hours" title={t('follow-up.ledger.title')}>
            <HoursLedger t={t} locale={locale} people={ledgerRows([ledger], () => null)} />
          </Card>
        ) : null
      }
      missed={
        mayPlan
          ? missed.map((one) => ({
              href: `${office}/sessions/${one.sessionId}#make-up`,
              label: session(one.seq, one.day),
            }))
          : []
      }
      links={at === 'office' ? linksOf(task, office, t) : []}
      back={{ href: back, label: at === 'office' ? t('follow-up.tasks.back') : t('today.title') }}
    >
      {task.state === 'OPEN' && mayEnd ? (
        <Ending t={t} locale={locale} task={task} guest={guest} at={at} back={back} />
      ) : null}
    </TaskView>
  )
}

function linksOf(task: TaskPage, office: string, t: Words) {
  return [
    ...(task.personId && task.name
      ? [{ href: `${office}/people/${task.personId}`, label: t('follow-up.tasks.person') }]
      : []),
    ...(task.cohortCode
      ? [
          {
            href: `${office}/cohorts/${task.cohortCode}?run=${task.runCode}`,
            label: t('follow-up.tasks.cohort'),
          },
        ]
      : []),
    ...(task.sessionId
      ? [{ href: `${office}/sessions/${task.sessionId}`, label: t('follow-up.tasks.sheet') }]
      : []),
  ]
}

function endedWords(task: TaskPage, t: Words, locale: Locale): string | null {
  if (task.state === 'DROPPED') return t('follow-up.tasks.dropped')
  if (!task.result) return null
  return t('follow-up.tasks.done', {
    result: t(`follow-up.tasks.result.${task.result}`),
    who: task.doneBy ?? '',
    when: task.doneAt ? formatDay(tehranDay(task.doneAt), locale, 'long') : '',
  })
}

function noteOf(task: TaskPage, t: Words) {
  if (task.guestName)
    return {
      label: t('follow-up.tasks.kind.GUEST'),
      text: t('follow-up.tasks.guestName', { name: task.guestName }),
    }
  if (task.query) return { label: t('follow-up.tasks.cardSays'), text: t(`card.query.${task.query}`) }
  if (!task.note) return null
  return {
    label: t(task.kind === 'SAFEGUARD' ? 'follow-up.tasks.told' : 'follow-up.tasks.note'),
    text: task.note,
  }
}

type EndingProps = Pick<Props, 't' | 'locale' | 'task' | 'guest' | 'at'> & { back: string }

function Ending({ t, locale, task, guest, at, back }: EndingProps) {
  const hidden = { taskId: task.taskId, version: String(task.version), back }
  if (task.kind === 'GUEST')
    return (
      <GuestMatches
        action={endTask}
        hidden={hidden}
        search={guest.search}
        matches={guest.found.map((one) => ({
          enrolmentId: one.enrolmentId,
          name: one.name,
          line: [
            locale === 'fa' ? one.placeFa : one.placeEn,
            one.here
              ? t('follow-up.tasks.guestHere')
              : one.missedSeq === null
                ? t('follow-up.tasks.guestNoMissed')
                : t('follow-up.tasks.guestMissed', { seq: formatNumber(one.missedSeq, locale) }),
          ].join(' · '),
          result: one.here ? 'ENROLLED' : one.missedSeq === null ? null : 'MADE_UP',
        }))}
        words={{
          search: t('follow-up.tasks.guestSearch'),
          find: t('follow-up.tasks.guestFind'),
          nobody: t('follow-up.tasks.guestNobody'),
          thisOne: t('follow-up.tasks.thisOne'),
          visitor: t('follow-up.tasks.result.VISITOR'),
          error: t('words.kind.error'),
          success: t('words.kind.success'),
        }}
      />
    )
  const results: readonly TaskResult[] = TASK_RESULTS[task.kind]
  return (
    <TaskForm
      action={endTask}
      hidden={hidden}
      results={results.map((value) => ({ value, label: t(`follow-up.tasks.result.${value}`) }))}
      reasons={
        results.includes('WITHDRAWN')
          ? REASONS.map((value) => ({
              value,
              // An illness is nobody's to name but the office's.
              label:
                value === 'HEALTH' && at === 'field'
                  ? t('follow-up.tasks.personal')
                  : t(`follow-up.tasks.reasonOf.${value}`),
            }))
          : []
      }
      withNote={task.kind !== 'SAFEGUARD'}
      size={at}
      words={{
        result: t('follow-up.tasks.resultLabel'),
        note: t('follow-up.tasks.note'),
        noteHint: t('follow-up.tasks.noteHint'),
        reason: t('follow-up.tasks.reason'),
        reasonHint: t('follow-up.tasks.reasonHint'),
        noReason: t('follow-up.tasks.noReason'),
        finish: t('follow-up.tasks.finish'),
        error: t('words.kind.error'),
      }}
    />
  )
}
