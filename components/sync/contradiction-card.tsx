import { AnswerForm } from '@/components/access/answer-form'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'

type Act = React.ComponentProps<typeof AnswerForm>['action']
type Props = {
  id: string
  title: string
  about: string
  options: { opId: string; text: string; by: string; stands: boolean }[]
  hidden: Record<string, string>
  action: Act
  words: Record<'stands' | 'choose' | 'error' | 'success', string>
}

/** What two people said of one thing, each with who said it; one of them is chosen. */
export function ContradictionCard({ id, title, about, options, hidden, action, words }: Props) {
  return (
    <Card id={id} title={title} aside={about}>
      <ul className="divide-y divide-line">
        {options.map(({ opId, text, by, stands }) => (
          <li key={opId} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span className="min-w-0">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                <bdi>{text}</bdi>
                {stands ? <Badge tone="hint">{words.stands}</Badge> : null}
              </span>
              <span className="block text-sm text-ink-2">{by}</span>
            </span>
            <AnswerForm
              action={action}
              hidden={{ ...hidden, opId }}
              submit={words.choose}
              words={{ error: words.error, success: words.success }}
              look="plain"
              inline
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
