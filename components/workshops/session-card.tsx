import { Badge, type Tone } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/link-button'
import type { Locale } from '@/lib/shared/locale'
import type { SessionState } from '@/lib/workshops/codes'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { sentence } from '@/lib/workshops/register-sentence'

/** One session as its card needs it; day and time are words already. */
export type SessionCardView = {
  sessionId: string
  href: string
  seq: number
  placeName: string
  moduleTitle: string | null
  dayLabel: string
  status: SessionState
  people: number
  /** Why the province sent it back, where it did. */
  returnReason: string | null
  /** Its register for printing: where, and what the link says. */
  print?: { href: string; label: string } | undefined
  /** The plan of its module: where, and what the link says. */
  plan?: { href: string; label: string } | undefined
  /** What she should know before it: a module she has not passed. */
  caution?: { kind: string; text: string } | undefined
  /** Asking the group how it was, once it has begun. */
  faces?: { href: string; label: string } | undefined
}

export const STATUS_TONES: Record<SessionState, Tone> = {
  SCHEDULED: 'neutral',
  HELD: 'late',
  SUBMITTED: 'hint',
  RETURNED: 'late',
  APPROVED: 'done',
  REOPENED: 'late',
  CANCELLED: 'neutral',
  RESCHEDULED: 'neutral',
}

type Words = { labels: RegisterLabels; locale: Locale }

type CardProps = Words & { session: SessionCardView; heading?: 'h2' | 'h3' }

/** Today's session, or one that came back: what it is and the one thing to do with it. */
export function SessionCard({ session, labels, locale, heading: Heading = 'h2' }: CardProps) {
  const { status } = session
  const titleId = `session-${session.sessionId}`
  const verb = {
    SCHEDULED: labels.card.start,
    HELD: labels.card.continue,
    REOPENED: labels.card.fix,
    RETURNED: labels.card.fix,
    SUBMITTED: labels.card.see,
    APPROVED: labels.card.see,
    CANCELLED: labels.card.see,
    RESCHEDULED: labels.card.see,
  }[status]
  const open =
    status !== 'APPROVED' && status !== 'CANCELLED' && status !== 'RESCHEDULED' && status !== 'SUBMITTED'
  return (
    <article
      aria-labelledby={titleId}
      className="grid gap-3 rounded-lg border border-line bg-surface p-4 shadow-card"
    >
      <div className="flex flex-wrap items-start justify-between gap-2">
        <Heading id={titleId} className="text-lg leading-snug">
          {sentence(labels.title, { seq: session.seq, place: session.placeName }, locale)}
        </Heading>
        <Badge tone={STATUS_TONES[status]}>{labels.status[status]}</Badge>
      </div>
      <p className="text-sm text-ink-2">
        {[session.dayLabel, session.moduleTitle, sentence(labels.card.people, { n: session.people }, locale)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {(status === 'RETURNED' || status === 'REOPENED') && session.returnReason ? (
        <p className="rounded-lg border-s-4 border-saffron bg-saffron-wash px-3 py-2 text-sm">
          <b>{status === 'RETURNED' ? labels.returned : labels.status.REOPENED}: </b>
          <bdi>{session.returnReason}</bdi>
        </p>
      ) : null}
      {session.caution ? (
        <p className="rounded-lg border-s-4 border-saffron bg-saffron-wash px-3 py-2 text-sm">
          <b>{session.caution.kind}: </b>
          {session.caution.text}
        </p>
      ) : null}
      <LinkButton
        href={session.href}
        size="field"
        look={open ? 'primary' : 'plain'}
        aria-describedby={titleId}
        className="w-full"
      >
        {verb}
      </LinkButton>
    </article>
  )
}

/** The way to a session's register on paper. */
export function PrintLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} target="_blank" rel="noopener" className="inline-flex min-h-touch items-center text-sm">
      {label}
    </a>
  )
}

/** The way to the plan of a session's module, or to asking how it was. */
export function PlanLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} className="inline-flex min-h-touch items-center text-sm">
      {label}
    </a>
  )
}

/** The sessions after today's, nearest first. */
export function NextSessions({ sessions, labels, locale }: Words & { sessions: SessionCardView[] }) {
  if (sessions.length === 0) return <p className="text-ink-2">{labels.card.none}</p>
  return (
    <ol className="grid rounded-lg border border-line bg-surface">
      {sessions.map((session) => (
        <li key={session.sessionId} className="border-b border-line last:border-b-0">
          <a
            href={session.href}
            className="grid min-h-touch gap-x-4 px-4 py-2 text-ink no-underline hover:bg-sunk sm:grid-cols-[1fr_auto] sm:items-center"
          >
            <span className="font-medium">
              {sentence(labels.title, { seq: session.seq, place: session.placeName }, locale)}
            </span>
            <span className="text-sm text-ink-2">
              {session.dayLabel}
              {session.status === 'SCHEDULED' ? null : ` · ${labels.status[session.status]}`}
            </span>
          </a>
          {session.print || session.plan ? (
            <div className="flex flex-wrap gap-x-5 px-4">
              {session.plan ? <PlanLink {...session.plan} /> : null}
              {session.print ? <PrintLink {...session.print} /> : null}
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
