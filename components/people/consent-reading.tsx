'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { FormNotice } from '@/components/ui/form-answer'
import type { ActionResult } from '@/lib/access/answer'

type Answer = ActionResult<{ says: string }> | null
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<{ says: string }>>
  sessionId: string
  textVersion: string
  people: { enrolmentId: string; row: string; name: string }[]
  words: Record<
    'people' | 'agreed' | 'refused' | 'away' | 'refusedHint' | 'submit' | 'error' | 'success',
    string
  >
}

const ANSWERS = ['agreed', 'refused', 'away'] as const

/** Each person's answer after the text has been read; whoever is not there is asked another time. */
export function ConsentReading({ action, sessionId, textVersion, people, words }: Props) {
  const [answer, post, busy] = useActionState<Answer, FormData>(
    async (before, form) => action(before, form),
    null,
  )
  return (
    <form action={post} className="grid gap-4">
      <FormNotice answer={answer} words={words} />
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="textVersion" value={textVersion} />
      {people.length > 0 ? (
        <>
          <p className="text-sm text-ink-2">{words.refusedHint}</p>
          {people.map((one) => (
            <fieldset key={one.enrolmentId} className="border-t border-line pt-2">
              <legend className="float-start w-full pt-2 font-semibold">
                <span className="me-2 font-normal text-ink-2">{one.row}</span>
                <bdi>{one.name}</bdi>
              </legend>
              <div className="clear-both grid grid-cols-3 sm:max-w-md">
                {ANSWERS.map((value) => (
                  <label key={value} className="flex min-h-touch items-center gap-2">
                    <input
                      type="radio"
                      name={`answer-${one.enrolmentId}`}
                      value={value}
                      defaultChecked={value === 'away'}
                      className="size-5 shrink-0 accent-turquoise"
                    />
                    {words[value]}
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
          <div>
            <Button type="submit" size="field" aria-disabled={busy}>
              {words.submit}
            </Button>
          </div>
        </>
      ) : null}
    </form>
  )
}
