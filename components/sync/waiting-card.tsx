import { AnswerForm } from '@/components/access/answer-form'
import { Card } from '@/components/ui/card'

type Act = React.ComponentProps<typeof AnswerForm>['action']
export type WaitingWords = Record<
  'show' | 'apply' | 'aside' | 'reason' | 'reasonHint' | 'cannotApply' | 'error' | 'success',
  string
>
type Props = {
  id: string
  title: string
  /** Who, from which phone, and both clocks. */
  line: string
  why: string
  count: string
  said: { key: string; text: string }[]
  ids: string
  mayApply: boolean
  action: Act
  words: WaitingWords
}

/** Operations of one sheet that wait for the same reason, and the two things that can be done about them. */
export function WaitingCard({ id, title, line, why, count, said, ids, mayApply, action, words }: Props) {
  const say = { error: words.error, success: words.success }
  return (
    <Card id={id} title={title} aside={count}>
      <div className="grid gap-3">
        <p className="text-sm text-ink-2">{line}</p>
        <p className="font-medium">{why}</p>
        <details className="text-sm">
          <summary className="min-h-11 py-2.5 text-lapis">{words.show}</summary>
          <ul className="mt-1 grid gap-1 border-s-2 border-line ps-3">
            {said.map(({ key, text }) => (
              <li key={key}>
                <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
        </details>
        <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
          {mayApply ? (
            <AnswerForm
              action={action}
              hidden={{ ids, decision: 'APPLY' }}
              submit={words.apply}
              words={say}
              inline
            />
          ) : (
            <p className="py-2.5 text-sm text-ink-2">{words.cannotApply}</p>
          )}
          <details className="text-sm">
            <summary className="min-h-11 py-2.5 text-lapis">{words.aside}</summary>
            <AnswerForm
              action={action}
              hidden={{ ids, decision: 'LAY_ASIDE' }}
              fields={[{ name: 'reason', label: words.reason, hint: words.reasonHint }]}
              idPrefix={`${id}-`}
              submit={words.aside}
              words={say}
              look="danger"
            />
          </details>
        </div>
      </div>
    </Card>
  )
}
