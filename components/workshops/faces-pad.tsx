'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FormNotice } from '@/components/ui/form-answer'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { FACES, type Face as FaceCode } from '@/lib/workshops/mood'
import { Face } from './face'

type Answer = ActionResult<{ says: string }> | null
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<{ says: string }>>
  sessionId: string
  locale: Locale
  words: Record<'ask' | 'thanks' | 'next' | 'answers' | 'finish' | 'again' | 'error' | 'success', string> & {
    face: Record<FaceCode, string>
  }
}

const NONE = { HAPPY: 0, NEUTRAL: 0, SAD: 0 }

/**
 * The phone goes round: one face each, then the next. Taps are counted in this page and nowhere else, in no order, and
 * what others tapped is never shown.
 */
export function FacesPad({ action, sessionId, locale, words }: Props) {
  const [counts, setCounts] = useState(NONE)
  const [thanked, setThanked] = useState(false)
  const [answer, post, busy] = useActionState<Answer, FormData>(async (before, form) => {
    const result = await action(before, form)
    if (result.ok) setCounts(NONE)
    return result
  }, null)
  const answers = counts.HAPPY + counts.NEUTRAL + counts.SAD
  if (answer?.ok && answers === 0)
    return (
      <Notice kind="success" kindLabel={words.success} live>
        {answer.data.says}
      </Notice>
    )
  return (
    <div className="grid gap-4">
      <FormNotice answer={answer?.ok ? null : answer} words={words} />
      <div aria-live="polite">
        {thanked ? (
          <button
            type="button"
            onClick={() => setThanked(false)}
            className="grid min-h-44 w-full place-items-center rounded-lg border-2 border-turquoise bg-turquoise-wash p-4 text-ink"
          >
            <svg viewBox="0 0 64 64" aria-hidden="true" className="size-20 fill-none stroke-turquoise">
              <path d="M12 34l14 14 26-30" strokeWidth="7" strokeLinecap="round" strokeLinejoin="round" />
            </svg>
            <b>{words.thanks}</b>
            <span>{words.next}</span>
          </button>
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: buttons that answer at once, not fields of a form
          <div role="group" aria-label={words.ask} className="grid min-h-44 grid-cols-3 gap-2">
            {FACES.map((face) => (
              <button
                key={face}
                type="button"
                onClick={() => {
                  setCounts({ ...counts, [face]: counts[face] + 1 })
                  setThanked(true)
                }}
                className="grid place-items-center gap-1 rounded-lg border border-line bg-surface p-2 text-sm text-ink hover:bg-sunk"
              >
                <Face face={face} className="size-20" />
                {words.face[face]}
              </button>
            ))}
          </div>
        )}
      </div>
      <form action={post} className="flex flex-wrap items-center gap-3">
        <input type="hidden" name="sessionId" value={sessionId} />
        {FACES.map((face) => (
          <input key={face} type="hidden" name={face} value={counts[face]} />
        ))}
        <p>{words.answers.replace('{n}', formatNumber(answers, locale))}</p>
        <Button type="submit" size="field" aria-disabled={busy}>
          {words.finish}
        </Button>
        <Button
          type="button"
          size="field"
          look="plain"
          onClick={() => {
            setCounts(NONE)
            setThanked(false)
          }}
        >
          {words.again}
        </Button>
      </form>
    </div>
  )
}
