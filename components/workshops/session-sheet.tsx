import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Locale } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { openRegister } from '@/lib/workshops/register'
import { balance, counts, uniformStatus } from '@/lib/workshops/register-balance'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { markWords, refusalWords, sentence } from '@/lib/workshops/register-sentence'
import type { RegisterView } from '@/lib/workshops/register-view'
import { MARK_LOOKS, MarkSign } from './mark-sign'
import { STATUS_TONES } from './session-card'

/** One act on the sheet, ready to print: when and who and what, in words. */
export type SheetEvent = { id: string; when: string; who: string; what: string; reason: string | null }

type Props = {
  view: RegisterView
  labels: RegisterLabels
  locale: Locale
  dayLabel: string
  history: SheetEvent[]
  /** Values of the sentence of `view.lockedCode`. */
  lockedValues: Record<string, number>
  /** The h1 is the page's own unless asked for here. */
  heading?: 'h1' | 'h2'
  /** Approve, return, reopen: the page's forms. */
  children?: ReactNode
  /** What stands below the sheet's own history: pictures, a make-up. */
  below?: ReactNode
}

/** A sheet as the office reads it: every mark, what deserves a look, what has happened to it. Nothing can be changed here. */
export function SessionSheet({
  view,
  labels,
  locale,
  dayLabel,
  history,
  lockedValues,
  heading = 'h1',
  children,
  below,
}: Props) {
  const Heading = heading
  const say = (label: string, values: Record<string, string | number>) => sentence(label, values, locale)
  return (
    <div className="grid gap-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <Heading className="text-xl">{say(labels.title, { seq: view.seq, place: view.placeName })}</Heading>
          <p className="text-ink-2">
            {[dayLabel, view.moduleTitle, view.countyName].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Badge tone={STATUS_TONES[view.status]}>{labels.status[view.status]}</Badge>
      </header>
      {view.returnReason && (view.status === 'RETURNED' || view.status === 'REOPENED') ? (
        <Notice kind="warn" kindLabel={labels.kind.warn} title={labels.status[view.status]}>
          <bdi>{view.returnReason}</bdi>
        </Notice>
      ) : null}
      {view.bySms && (view.status === 'HELD' || view.status === 'SUBMITTED') ? (
        <Notice kind="info" kindLabel={labels.kind.info}>
          {labels.bySms}
        </Notice>
      ) : null}
      {view.cancelReason ? (
        <Notice kind="info" kindLabel={labels.kind.info} title={labels.cancelled}>
          {say(labels.cancelledWhy, { reason: view.cancelReason })}
        </Notice>
      ) : null}
      <Flags view={view} labels={labels} locale={locale} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <Card>
          <Marks view={view} labels={labels} locale={locale} />
        </Card>
        <div className="grid gap-4">
          {children ? <div className="grid gap-3 print:hidden">{children}</div> : null}
          <Card title={labels.sheet.summary} id="sheet-summary">
            <Summary view={view} labels={labels} locale={locale} lockedValues={lockedValues} />
          </Card>
          <Card title={labels.sheet.history} id="sheet-history">
            <History history={history} labels={labels} />
          </Card>
          {below}
        </div>
      </div>
    </div>
  )
}

type Part = Pick<Props, 'view' | 'labels' | 'locale'>

/** What an approving eye should rest on. */
function Flags({ view, labels, locale }: Part) {
  const sheet = openRegister(view)
  const weighed = balance(sheet)
  const sum = counts(sheet)
  const same = uniformStatus(sheet)
  const recorded = sum.unmarked < sum.total
  const flags = [
    recorded && sum.unmarked > 0 && sentence(labels.sheet.flagUnmarked, { n: sum.unmarked }, locale),
    weighed.kind === 'differs' &&
      sentence(labels.sheet.flagMismatch, { head: weighed.head, here: weighed.here }, locale),
    recorded && weighed.kind === 'unknown' && labels.sheet.flagLater,
    same && sentence(labels.sheet.flagUniform, { status: labels.mark[same] }, locale),
    view.guests.length > 0 && sentence(labels.sheet.flagGuests, { n: view.guests.length }, locale),
  ].filter((flag) => typeof flag === 'string')
  if (flags.length === 0) return null
  return (
    <Notice kind="warn" kindLabel={labels.kind.warn} title={labels.sheet.flags}>
      <ul>
        {flags.map((flag) => (
          <li key={flag}>{flag}</li>
        ))}
      </ul>
    </Notice>
  )
}

function Marks({ view, labels, locale }: Part) {
  const caption = sentence(labels.sheet.table, { seq: view.seq }, locale)
  // A phone has no room for an empty column.
  const reasons = view.people.some(({ mark }) => mark?.reason)
  return (
    <Table caption={caption} captionHidden label={caption} dense>
      <thead>
        <tr>
          <HeadCell numeric className="hidden sm:table-cell">
            {labels.sheet.row}
          </HeadCell>
          <HeadCell>{labels.sheet.name}</HeadCell>
          <HeadCell>{labels.sheet.mark}</HeadCell>
          {reasons ? <HeadCell className="max-sm:hidden">{labels.sheet.reason}</HeadCell> : null}
          <HeadCell numeric>{labels.sheet.hours}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {view.people.map(({ personId, row, name, mark, earnedMinutes, possibleMinutes }) => (
          <tr key={personId}>
            <Cell numeric className="hidden text-ink-2 sm:table-cell">
              {formatNumber(row, locale)}
            </Cell>
            <RowHead>
              <bdi>{name}</bdi>
            </RowHead>
            <Cell>
              <span
                className={`inline-flex items-center gap-1.5 rounded-full border px-2.5 whitespace-nowrap inked ${MARK_LOOKS[mark?.code ?? 'none']}`}
              >
                <MarkSign mark={mark} />
                {markWords(mark, labels, locale)}
              </span>
              {mark?.reason ? (
                <span className="block text-xs text-ink-2 sm:hidden">{labels.reason[mark.reason]}</span>
              ) : null}
            </Cell>
            {reasons ? (
              <Cell className="max-sm:hidden">{mark?.reason ? labels.reason[mark.reason] : ''}</Cell>
            ) : null}
            <Cell numeric>
              {sentence(
                labels.hours,
                {
                  earned: formatHours(earnedMinutes, locale),
                  possible: formatHours(possibleMinutes, locale),
                },
                locale,
              )}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Summary({ view, labels, locale, lockedValues }: Part & Pick<Props, 'lockedValues'>) {
  const sum = counts(openRegister(view))
  const head =
    view.headCount === null ? labels.sheet.notCounted : sentence('{n}', { n: view.headCount }, locale)
  const lines: [string, ReactNode][] = [
    [labels.sheet.mark, sentence(labels.counts.spoken, sum, locale)],
    [labels.sheet.head, head],
    [labels.sheet.mismatch, view.mismatch],
    [labels.sheet.topic, view.topic],
    [labels.sheet.note, view.note],
    [labels.sheet.guests, view.guests.map((guest) => guest.name).join(locale === 'fa' ? '، ' : ', ')],
  ]
  return (
    <dl className="grid gap-2 text-sm">
      {lines
        .filter(([, value]) => value)
        .map(([term, value]) => (
          <div key={term}>
            <dt className="text-ink-2">{term}</dt>
            <dd className="whitespace-pre-line">{value}</dd>
          </div>
        ))}
      {view.lockedCode && view.status !== 'APPROVED' ? (
        <p className="text-ink-2">{refusalWords(view.lockedCode, lockedValues, labels, locale)}</p>
      ) : null}
    </dl>
  )
}

function History({ history, labels }: { history: SheetEvent[]; labels: RegisterLabels }) {
  if (history.length === 0) return <p className="text-sm text-ink-2">{labels.sheet.noHistory}</p>
  return (
    <ol className="grid gap-2 text-sm">
      {history.map((event) => (
        <li key={event.id} className="border-s-2 border-line-2 ps-3">
          <p className="font-medium">{event.what}</p>
          <p className="text-ink-2">
            <bdi>{event.who}</bdi> · {event.when}
          </p>
          {event.reason ? <p className="whitespace-pre-line">{event.reason}</p> : null}
        </li>
      ))}
    </ol>
  )
}
