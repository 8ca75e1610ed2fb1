import { CardStep, type Post } from '@/components/surveys/card-step'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { TextArea } from '@/components/ui/field'

/** What the card of somebody served shows, in words: months she is asked about and what became of her complaints. */
export type ServedShown = {
  kind: 'served'
  code: string
  told: string | null
  demo: string | null
  /** `said`: what she has said of it, in words. */
  months: { month: string; question: string; said: string | null }[]
  complaints: { key: string; about: string; state: string; done: boolean; answer: string | null }[]
}
export type ServedWords = Record<
  | 'title'
  | 'line'
  | 'none'
  | 'saidIs'
  | 'sayAnew'
  | 'complaint'
  | 'complaintLine'
  | 'said'
  | 'saidHint'
  | 'optional'
  | 'send'
  | 'mine'
  | 'answer'
  | 'help'
  | 'helpHref',
  string
> & { answers: { value: string; label: string }[]; abouts: { value: string; label: string }[] }
type Props = { post: Post; busy: boolean; shown: ServedShown; words: ServedWords }

/** Did the month's service come? One touch says it; and the way to the office, past the charity. */
export function ServedCard({ post, busy, shown, words }: Props) {
  return (
    <>
      <div>
        <h1 className="text-xl">{words.title}</h1>
        <p className="mt-1">{words.line}</p>
      </div>
      {shown.demo ? <p className="text-sm text-ink-2">{shown.demo}</p> : null}
      {shown.months.length === 0 ? <p>{words.none}</p> : null}
      {shown.months.map((one) => (
        <Card key={one.month} id={`month-${one.month}`} title={one.question}>
          {one.said ? (
            <p className="mb-3">
              {words.saidIs} <strong>{one.said}</strong>
            </p>
          ) : null}
          {one.said ? (
            <details>
              <summary className="min-h-touch py-2 font-semibold text-lapis">{words.sayAnew}</summary>
              <Answers post={post} busy={busy} code={shown.code} month={one.month} words={words} />
            </details>
          ) : (
            <Answers post={post} busy={busy} code={shown.code} month={one.month} words={words} />
          )}
        </Card>
      ))}
      {shown.complaints.length > 0 ? (
        <Card id="mine" title={words.mine}>
          <ul className="grid gap-3">
            {shown.complaints.map((one) => (
              <li key={one.key}>
                <span className="inline-flex flex-wrap items-center gap-2">
                  {one.about} <Badge tone={one.done ? 'done' : 'hint'}>{one.state}</Badge>
                </span>
                {one.answer ? (
                  <p className="mt-1">
                    {words.answer} <bdi>{one.answer}</bdi>
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card id="complaint" title={words.complaint}>
        <CardStep post={post} busy={busy} code={shown.code} intent="complain" look="plain" label={words.send}>
          <fieldset>
            <legend className="mb-1">{words.complaintLine}</legend>
            {words.abouts.map(({ value, label }, n) => (
              <label key={value} className="flex min-h-touch items-center gap-3">
                <input
                  type="radio"
                  name="what"
                  value={value}
                  defaultChecked={n === 0}
                  className="size-5 shrink-0 accent-turquoise"
                />
                {label}
              </label>
            ))}
          </fieldset>
          <TextArea
            id="said"
            label={words.said}
            hint={words.saidHint}
            mark={words.optional}
            size="field"
            rows={3}
            maxLength={500}
            autoComplete="off"
          />
        </CardStep>
        <p className="mt-3">
          <a href={words.helpHref} className="inline-flex min-h-touch items-center font-semibold">
            {words.help}
          </a>
        </p>
      </Card>
    </>
  )
}

/** One button for each answer, as large as a finger. */
function Answers({ post, busy, code, month, words }: Omit<Props, 'shown'> & { code: string; month: string }) {
  return (
    <form action={post} className="grid gap-3 sm:flex" autoComplete="off">
      <input type="hidden" name="intent" value="confirm" />
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="month" value={month} />
      {words.answers.map(({ value, label }, n) => (
        <Button
          key={value}
          type="submit"
          name="answer"
          value={value}
          look={n === 0 ? 'done' : 'plain'}
          size="field"
          aria-disabled={busy}
          className="w-full sm:w-auto"
        >
          {label}
        </Button>
      ))}
    </form>
  )
}
