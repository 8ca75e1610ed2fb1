'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

type Option = { value: string; label: string }
export type EndTask = (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
type Props = {
  action: EndTask
  hidden: Record<string, string>
  results: Option[]
  /** Reasons for withdrawing; empty where that is no result of the task. */
  reasons: Option[]
  withNote: boolean
  size: 'office' | 'field'
  words: Record<
    'result' | 'note' | 'noteHint' | 'reason' | 'reasonHint' | 'noReason' | 'finish' | 'error',
    string
  >
}

/** How a task ended. Works with scripts off: the reason is read only where she withdrew. */
export function TaskForm({ action, hidden, results, reasons, withNote, size, words }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<unknown> | null, FormData>(action, null)
  const [picked, setPicked] = useState('')
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const touch = size === 'field' ? 'min-h-touch' : 'min-h-10'
  return (
    <form action={post} className="grid gap-4">
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">{words.result}</legend>
        {results.map(({ value, label }) => (
          <label key={value} className={`flex items-center gap-2.5 ${touch}`}>
            <input
              type="radio"
              name="result"
              value={value}
              required
              checked={picked === value}
              onChange={() => setPicked(value)}
              className="size-5 accent-lapis"
            />
            {label}
          </label>
        ))}
      </fieldset>
      {reasons.length > 0 ? (
        <Select
          id="reason"
          label={words.reason}
          hint={words.reasonHint}
          size={size}
          options={[{ value: '', label: words.noReason }, ...reasons]}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      {withNote ? (
        <TextArea
          id="note"
          label={words.note}
          hint={words.noteHint}
          size={size}
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
      <div>
        <Button
          type="submit"
          look="primary"
          size={size}
          aria-disabled={busy}
          className={size === 'field' ? 'w-full' : ''}
        >
          {words.finish}
        </Button>
      </div>
    </form>
  )
}
