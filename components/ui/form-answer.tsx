import type { ActionResult } from '@/lib/access/answer'
import { Notice } from './notice'

export type FormAnswer = ActionResult<unknown> | null
type Props = { answer: FormAnswer; words: { error: string; success?: string; done?: string } }

/** What became of a form, announced: why it was refused; or, where a form has words for it, what it did. */
export function FormNotice({ answer, words }: Props) {
  if (!answer) return null
  if (!answer.ok)
    return (
      <Notice kind="error" kindLabel={words.error} live>
        {answer.says ?? answer.code}
      </Notice>
    )
  const said = saidWith(answer.data) ?? words.done
  return said && words.success ? (
    <Notice kind="success" kindLabel={words.success} live>
      {said}
    </Notice>
  ) : null
}

/** A sentence that came with an answer, such as a warning. */
function saidWith(data: unknown): string | null {
  const says = typeof data === 'object' && data !== null && 'says' in data ? data.says : null
  return typeof says === 'string' ? says : null
}

/** What a form sends beside what is typed in it. */
export function HiddenInputs({ values }: { values: Record<string, string> }) {
  return Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}
