import { AnswerForm } from '@/components/access/answer-form'
import { Card } from '@/components/ui/card'
import type { ActionResult } from '@/lib/access/answer'

type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  sessionId: string
  minutes: string
  venue: string
  words: Record<
    | 'title'
    | 'line'
    | 'day'
    | 'dayHint'
    | 'time'
    | 'timeHint'
    | 'minutes'
    | 'minutesHint'
    | 'venue'
    | 'reason'
    | 'thursday'
    | 'submit'
    | 'planned'
    | 'error'
    | 'success',
    string
  >
}

/** When those who missed a session may make it up. */
export function MakeUpForm({ action, sessionId, minutes, venue, words }: Props) {
  return (
    <Card id="make-up" title={words.title} className="print:hidden">
      <p className="mb-3 text-sm text-ink-2">{words.line}</p>
      <AnswerForm
        action={action}
        idPrefix="make-up-"
        hidden={{ sessionId }}
        fields={[
          { name: 'day', label: words.day, hint: words.dayHint, ltr: true },
          { name: 'time', label: words.time, hint: words.timeHint, ltr: true },
          { name: 'minutes', label: words.minutes, hint: words.minutesHint, ltr: true, start: minutes },
          { name: 'venue', label: words.venue, start: venue },
          { name: 'reason', label: words.reason },
        ]}
        submit={words.submit}
        look="plain"
        words={{ error: words.error, success: words.success, done: words.planned }}
      >
        <label className="flex min-h-10 items-center gap-2.5 text-sm">
          <input type="checkbox" name="thursday" className="size-5 accent-lapis" />
          {words.thursday}
        </label>
      </AnswerForm>
    </Card>
  )
}
