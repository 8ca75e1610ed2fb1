import { AnswerForm } from '@/components/access/answer-form'
import { Badge } from '@/components/ui/badge'
import type { ActionResult } from '@/lib/access/answer'
import type { Outcome } from '@/lib/quality/draw'

export type CallView = {
  lineId: string
  version: string
  position: string
  who: string
  href: string | null
  line: string
  flagged: string | null
  outcome: Outcome | null
  outcomeText: string
  mayRecord: boolean
}
type Props = {
  label: string
  calls: CallView[]
  outcomes: { value: Outcome; label: string }[]
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  words: { error: string; success: string; open: string }
}

const TONES = { CONFIRMED: 'done', NOT_CONFIRMED: 'broken', NOT_REACHED: 'late' } as const

/** Whom to call, one after the other, with a button for each answer. */
export function CallList({ label, calls, outcomes, action, words }: Props) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {calls.map((call) => (
        <li key={call.lineId} className="grid gap-1 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="tabular-nums text-ink-3">{call.position}</span>
            <b>
              <bdi>{call.who}</bdi>
            </b>
            <Badge tone={call.outcome ? TONES[call.outcome] : 'neutral'}>{call.outcomeText}</Badge>
            {call.flagged ? <Badge tone="late">{call.flagged}</Badge> : null}
          </div>
          <p className="text-sm text-ink-2">
            <bdi>{call.line}</bdi>
          </p>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 print:hidden">
            {call.href ? (
              <a href={call.href} className="inline-flex min-h-11 items-center text-sm">
                {words.open}
                <span className="sr-only"> – {call.who}</span>
              </a>
            ) : null}
            {call.mayRecord
              ? outcomes
                  .filter(({ value }) => value !== call.outcome)
                  .map(({ value, label: text }) => (
                    <AnswerForm
                      key={`${value} ${call.version}`}
                      action={action}
                      hidden={{ lineId: call.lineId, version: call.version, outcome: value }}
                      submit={text}
                      words={{ error: words.error, success: words.success }}
                      look="plain"
                      inline
                    />
                  ))
              : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
