'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { localDigits } from '@/lib/shared/number'
import { marksByExceptions, typedRows } from '@/lib/workshops/paper-twin/exceptions'
import type { TwinLabels } from '@/lib/workshops/paper-twin/labels'
import type { Mark, RegisterView } from '@/lib/workshops/register-view'
import { useRegisterWords } from '../register-words'

type Props = {
  view: RegisterView
  marks: Record<string, Mark | null>
  words: TwinLabels
  onBack: () => void
  onPut: (marks: Record<string, Mark>) => void
}

/** The rows of the absent as the paper numbers them; whom they mean is shown before anything is put. */
export function TypedExceptions({ view, marks, words, onBack, onPut }: Props) {
  const { say, number, locale } = useRegisterWords()
  const [text, setText] = useState('')
  const id = useId()
  const { absent, unknown } = typedRows(text, view.people)
  const bad = unknown.length > 0
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!bad) onPut(marksByExceptions(view.people, absent, marks))
      }}
    >
      <Field
        id={id}
        label={words.rows}
        hint={words.rowsHint}
        error={bad ? say(words.unknown, { list: localDigits(unknown.join(' · '), locale) }) : undefined}
        size="field"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(localDigits(event.target.value, locale))}
      />
      <div role="status" className="grid gap-1">
        <p className="font-semibold">
          {absent.length === 0
            ? words.nobody
            : say(words.absent, { n: absent.length, rest: view.people.length - absent.length })}
        </p>
        <ul className="grid gap-0.5">
          {absent.map(({ personId, row, name }) => (
            <li key={personId} className="flex gap-2">
              <span className="w-6 text-center text-ink-3">{number(row)}</span>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="field" look="plain" onClick={onBack}>
          {words.back}
        </Button>
        <Button type="submit" size="field" className="grow" disabled={bad}>
          {words.put}
        </Button>
      </div>
    </form>
  )
}
