import { AnswerForm } from '@/components/access/answer-form'
import { Badge } from '@/components/ui/badge'

type Act = React.ComponentProps<typeof AnswerForm>['action']
type Props = {
  devices: {
    deviceId: string
    name: string
    line: string
    notes: string[]
    /** Null where it is withdrawn already: then when. */
    withdrawn: string | null
  }[]
  action: Act
  words: Record<'withdraw' | 'withdrawLine' | 'error' | 'success', string>
}

/** Phones of those who record, what should be looked at, and taking one out of use. */
export function DeviceList({ devices, action, words }: Props) {
  return (
    <ul className="divide-y divide-line">
      {devices.map(({ deviceId, name, line, notes, withdrawn }) => (
        <li key={deviceId} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <span className="min-w-0">
            <bdi className="font-medium">{name}</bdi>
            <span className="block text-sm text-ink-2">{line}</span>
            {notes.length > 0 ? (
              <span className="mt-1 flex flex-wrap gap-2">
                {notes.map((note) => (
                  <Badge key={note} tone="late">
                    {note}
                  </Badge>
                ))}
              </span>
            ) : null}
          </span>
          {withdrawn ? (
            <span className="text-sm text-ink-2">{withdrawn}</span>
          ) : (
            <details className="text-sm">
              <summary className="flex min-h-10 items-center text-lapis">{words.withdraw}</summary>
              <p className="mb-2 max-w-[40ch] text-ink-2">{words.withdrawLine}</p>
              <AnswerForm
                action={action}
                hidden={{ device: deviceId }}
                submit={words.withdraw}
                words={{ error: words.error, success: words.success }}
                look="danger"
                inline
              />
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
