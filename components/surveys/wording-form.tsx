'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { FormNotice } from '@/components/ui/form-answer'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  provinces: { value: string; label: string }[]
  words: Record<'province' | 'file' | 'hint' | 'submit' | 'done' | 'error' | 'success', string>
}

/** Sends the office's file with the words of an instrument. */
export function WordingForm({ action, provinces, words }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<unknown> | null, FormData>(action, null)
  return (
    <form action={post} className="grid gap-4" noValidate>
      <FormNotice answer={answer} words={words} />
      {provinces.length === 1 ? (
        <input type="hidden" name="provinceId" value={provinces[0]!.value} />
      ) : (
        <Select id="provinceId" label={words.province} options={provinces} />
      )}
      <div>
        <label htmlFor="file" className="block text-sm font-semibold">
          {words.file}
        </label>
        <p id="file-hint" className="max-w-measure text-sm text-ink-2">
          {words.hint}
        </p>
        <input
          id="file"
          name="file"
          type="file"
          accept=".json,.csv,.txt"
          aria-describedby="file-hint"
          className="min-h-11 w-full py-2"
        />
      </div>
      <div>
        <Button type="submit" aria-disabled={busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
