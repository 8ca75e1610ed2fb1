'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { boxLook, describedBy, FieldFrame } from '@/components/ui/field'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import type { ActionResult } from '@/lib/access/answer'

type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  hidden: Record<string, string>
  words: Record<'file' | 'fileHint' | 'submit' | 'sure' | 'error' | 'success', string>
}

/** Sends a sheet of the catalogue; what is wrong with it is told above, and nothing of it was taken. */
export function SheetForm({ action, hidden, words }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<unknown> | null, FormData>(action, null)
  return (
    <form action={post} className="grid gap-4">
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      <FieldFrame id="catalogue-file" label={words.file} hint={words.fileHint}>
        <input
          id="catalogue-file"
          name="file"
          type="file"
          required
          accept=".xlsx,.xlsm,.csv,.tsv,.txt"
          aria-describedby={describedBy('catalogue-file', words.fileHint, null)}
          className={`${boxLook('office', false)} py-1.5 file:me-3 file:min-h-8 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink`}
        />
      </FieldFrame>
      <label className="flex min-h-10 items-center gap-3">
        <input type="checkbox" name="W-CD-04" className="size-5 shrink-0 accent-turquoise" />
        {words.sure}
      </label>
      <div>
        <Button type="submit" look="plain" aria-disabled={busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
