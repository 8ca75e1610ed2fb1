'use client'

import { useActionState } from 'react'
import { type VerdictLine, VerdictTable, type VerdictWords } from '@/components/people/verdict-table'
import { Button } from '@/components/ui/button'
import { FileBox } from '@/components/ui/file-box'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'

/** A sheet as it was read: each line with its verdict, and what is sent on when she confirms; null where nothing may be. */
export type SheetPreview = {
  lines: VerdictLine[]
  summary: string
  wrong: string | null
  asks: boolean
  rows: string | null
}
type Action<T> = (before: unknown, form: FormData) => Promise<ActionResult<T>>
type Props = {
  look: Action<SheetPreview>
  record: Action<unknown>
  hidden: Record<string, string>
  words: Record<
    'file' | 'fileHint' | 'look' | 'confirm' | 'sure' | 'preview' | 'error' | 'success',
    string
  > & {
    table: VerdictWords
  }
}

/** A sheet of deliveries: read and shown first, line by line; recorded as a whole once she says so. */
export function DeliverySheet({ look, record, hidden, words }: Props) {
  const [seen, read, reading] = useActionState<ActionResult<SheetPreview> | null, FormData>(look, null)
  const [answer, post, busy] = useActionState<ActionResult<unknown> | null, FormData>(record, null)
  const preview = seen?.ok ? seen.data : null
  return (
    <div className="grid gap-5">
      <form action={read} className="grid gap-4">
        <FormNotice answer={preview ? null : seen} words={words} />
        <HiddenInputs values={hidden} />
        <FileBox
          id="deliveries-file"
          label={words.file}
          hint={words.fileHint}
          accept=".xlsx,.xlsm,.csv,.tsv,.txt"
        />
        <div>
          <Button type="submit" look={preview ? 'plain' : 'primary'} aria-disabled={reading}>
            {words.look}
          </Button>
        </div>
      </form>
      {preview ? (
        <section aria-label={words.preview} className="grid gap-4">
          <h3 className="text-base">{words.preview}</h3>
          <Notice
            kind={preview.wrong ? 'error' : 'success'}
            kindLabel={preview.wrong ? words.error : words.success}
            live
          >
            {preview.wrong ?? preview.summary}
          </Notice>
          <VerdictTable lines={preview.lines} words={words.table} />
          {preview.rows ? (
            <form action={post} className="grid gap-4">
              <FormNotice answer={answer} words={words} />
              <HiddenInputs values={{ ...hidden, rows: preview.rows }} />
              {preview.asks ? (
                <label className="flex min-h-10 items-center gap-3">
                  <input type="checkbox" name="W-CD-08" className="size-5 shrink-0 accent-turquoise" />
                  {words.sure}
                </label>
              ) : null}
              <div>
                <Button type="submit" aria-disabled={busy}>
                  {words.confirm}
                </Button>
              </div>
            </form>
          ) : null}
        </section>
      ) : null}
    </div>
  )
}
