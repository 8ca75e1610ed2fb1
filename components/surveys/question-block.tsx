'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import type { ActionResult } from '@/lib/access/answer'
import type { Scale } from '@/lib/surveys/instruments'
import { ScalePicture } from './scale-picture'

type Answer = (ActionResult<never> & { chosen?: Record<string, string> }) | null
export type Question = {
  /** From 1. */
  number: number
  words: string
  place: string
  scale: Scale
  options: { value: number; words: string }[]
}
type Props = {
  action: (
    before: unknown,
    form: FormData,
  ) => Promise<ActionResult<never> & { chosen?: Record<string, string> }>
  hidden: Record<string, string>
  questions: Question[]
  /** Large pictures in rows, for whoever is read to. */
  large: boolean
  words: { submit: string; error: string }
}

/** A few questions with a picture beside each answer. It posts without scripts too, and what was chosen stays chosen. */
export function QuestionBlock({ action, hidden, questions, large, words }: Props) {
  // The action itself, not a function around it: only so does the form work where no script runs.
  const [answer, post, busy] = useActionState<Answer, FormData>(action, null)
  const chosen = (answer && !answer.ok && answer.chosen) || {}
  return (
    <form action={post} className="grid gap-6">
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      {/* Emptied by the browser after an answer, so the boxes are made anew with what was chosen. */}
      <div key={JSON.stringify(chosen)} className="grid gap-6">
        {questions.map((question) => (
          <fieldset
            key={question.number}
            className="min-w-0 rounded-lg border border-line bg-surface px-3 pb-3"
          >
            <legend className="float-start w-full pt-3 pb-2 font-semibold">
              <span className="block text-sm font-normal text-ink-2">{question.place}</span>
              {question.words}
            </legend>
            <div className={`clear-both grid gap-2 ${large ? 'grid-cols-2 sm:grid-cols-3' : ''}`}>
              {question.options.map(({ value, words: told }) => (
                <label
                  key={value}
                  className={`flex min-h-touch items-center gap-3 rounded-lg border border-edge px-3 py-1 has-checked:border-turquoise has-checked:bg-turquoise-wash has-checked:ring-2 has-checked:ring-turquoise ${
                    large ? 'flex-col justify-center py-3 text-center' : ''
                  }`}
                >
                  <input
                    type="radio"
                    name={`item-${question.number}`}
                    value={value}
                    defaultChecked={chosen[`item-${question.number}`] === String(value)}
                    className="size-5 shrink-0 accent-turquoise"
                  />
                  <ScalePicture
                    scale={question.scale}
                    value={value - question.options[0]!.value}
                    most={question.options.length - 1}
                    className={large ? 'size-20' : 'size-9'}
                  />
                  <span>{told}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <div>
        <Button type="submit" look="done" size="field" aria-disabled={busy} className="w-full sm:w-auto">
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
