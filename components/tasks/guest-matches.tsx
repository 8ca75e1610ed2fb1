import { AnswerForm } from '@/components/access/answer-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { EndTask } from './task-form'

export type GuestMatch = {
  enrolmentId: string
  name: string
  line: string
  result: 'MADE_UP' | 'ENROLLED' | null
}
type Props = {
  action: EndTask
  hidden: Record<string, string>
  search: string
  matches: GuestMatch[]
  words: Record<'search' | 'find' | 'nobody' | 'thisOne' | 'visitor' | 'error' | 'success', string>
}

/** Who a guest was: a search over the run's people, each with the act that names her; or a visitor. */
export function GuestMatches({ action, hidden, search, matches, words }: Props) {
  const say = { error: words.error, success: words.success }
  return (
    <div className="grid gap-4">
      <form className="flex flex-wrap items-end gap-3">
        <Field
          id="q"
          type="search"
          label={words.search}
          defaultValue={search}
          maxLength={60}
          autoComplete="off"
        />
        <Button type="submit">{words.find}</Button>
      </form>
      {search && matches.length === 0 ? <p className="text-ink-2">{words.nobody}</p> : null}
      <ul className="divide-y divide-line">
        {matches.map((match) => (
          <li key={match.enrolmentId} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span>
              <bdi className="font-medium">{match.name}</bdi>
              <span className="block text-sm text-ink-2">{match.line}</span>
            </span>
            {match.result ? (
              <AnswerForm
                action={action}
                hidden={{ ...hidden, enrolmentId: match.enrolmentId, result: match.result }}
                submit={words.thisOne}
                words={say}
                look="plain"
                inline
              />
            ) : null}
          </li>
        ))}
      </ul>
      <AnswerForm
        action={action}
        hidden={{ ...hidden, result: 'VISITOR' }}
        submit={words.visitor}
        words={say}
        look="quiet"
        inline
      />
    </div>
  )
}
