import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { boxLook, describedBy, FieldFrame } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'

type Props = {
  action: string
  kind: 'ROSTER' | 'PLACES' | 'PAPER'
  runId?: string
  runCode?: string
  refused: string | null
  words: Record<'file' | 'fileHint' | 'submit' | 'refused' | 'error', string>
  children?: ReactNode
}

/** A plain form that sends an office file; it needs no script. */
export function UploadForm({ action, kind, runId, runCode, refused, words, children }: Props) {
  const id = `file-${kind.toLowerCase()}`
  const address = runCode ? `${action}?kind=${kind}&run=${encodeURIComponent(runCode)}` : action
  return (
    <form method="post" action={address} encType="multipart/form-data" className="grid max-w-xl gap-4">
      {refused ? (
        <Notice kind="error" kindLabel={words.error} title={words.refused}>
          {refused}
        </Notice>
      ) : null}
      <input type="hidden" name="kind" value={kind} />
      {runId ? <input type="hidden" name="runId" value={runId} /> : null}
      {runCode ? <input type="hidden" name="run" value={runCode} /> : null}
      <FieldFrame id={id} label={words.file} hint={words.fileHint}>
        <input
          id={id}
          name="file"
          type="file"
          required
          accept=".xlsx,.xlsm,.csv,.tsv,.txt"
          aria-describedby={describedBy(id, words.fileHint, null)}
          className={`${boxLook('office', false)} py-1.5 file:me-3 file:min-h-8 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink`}
        />
      </FieldFrame>
      {children}
      <div>
        <Button type="submit">{words.submit}</Button>
      </div>
    </form>
  )
}
