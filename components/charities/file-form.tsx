'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { FileBox } from '@/components/ui/file-box'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  hidden: Record<string, string>
  id: string
  accept: string
  /** What kind of file it is. */
  choice?: { name: string; label: string; options: { value: string; label: string }[] }
  /** A warning that may be set aside: its code, and what she says by ticking it. */
  sure?: { name: string; label: string }
  words: Record<'file' | 'fileHint' | 'submit' | 'error' | 'success', string>
}

/** Sends one file; what is wrong with it is told above, and nothing of it was taken. */
export function FileForm({ action, hidden, id, accept, choice, sure, words }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<unknown> | null, FormData>(action, null)
  return (
    <form action={post} className="grid gap-4">
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      {choice ? (
        <Select
          id={`${id}-${choice.name}`}
          name={choice.name}
          label={choice.label}
          options={choice.options}
        />
      ) : null}
      <FileBox id={id} label={words.file} hint={words.fileHint} accept={accept} />
      {sure ? (
        <label className="flex min-h-10 items-center gap-3">
          <input type="checkbox" name={sure.name} className="size-5 shrink-0 accent-turquoise" />
          {sure.label}
        </label>
      ) : null}
      <div>
        <Button type="submit" look="plain" aria-disabled={busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
