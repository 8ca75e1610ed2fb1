'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

export type Ask = { key: string; row: string; name: string; questions: string[] }
export type ConfirmWords = Record<
  'confirm' | 'reading' | 'working' | 'failed' | 'error' | 'asksTitle' | 'asksLine' | 'row',
  string
>
type Props = {
  /** Where the form goes; it answers lines of progress to scripts and a redirect without them. */
  action: string
  kind: 'ROSTER' | 'PLACES'
  asks: Ask[]
  words: ConfirmWords
  locale: Locale
  mayConfirm: boolean
  /** The form that throws the file away; it stands beside the button. */
  children?: ReactNode
}
type Progress = { done: number; total: number } | null

/** The questions of a preview and its one button. Everything is recorded in one go, or nothing. */
export function ConfirmImport({ action, kind, asks, words, locale, mayConfirm, children }: Props) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const [progress, setProgress] = useState<Progress>(null)

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setFailed(false)
    try {
      window.location.assign(await streamed(action, new FormData(event.currentTarget), setProgress))
    } catch {
      setFailed(true)
      setBusy(false)
      setProgress(null)
    }
  }

  return (
    <div className="grid gap-4">
      <form id="confirm-import" method="post" action={action} onSubmit={send} className="grid gap-4">
        <input type="hidden" name="kind" value={kind} />
        {asks.length > 0 ? <Asks asks={asks} words={words} /> : null}
        {failed ? (
          <Notice kind="error" kindLabel={words.error} live>
            {words.failed}
          </Notice>
        ) : null}
        {busy ? (
          <div role="status" className="grid gap-1 text-sm">
            <span>
              {progress
                ? words.working
                    .replace('{done}', formatNumber(progress.done, locale))
                    .replace('{total}', formatNumber(progress.total, locale))
                : words.reading}
            </span>
            <progress
              className="h-2 w-full accent-turquoise"
              aria-label={words.confirm}
              {...(progress ? { value: progress.done, max: Math.max(1, progress.total) } : {})}
            />
          </div>
        ) : null}
      </form>
      <div className="flex flex-wrap items-center gap-3">
        {mayConfirm ? (
          <Button type="submit" form="confirm-import" look="done" size="field" aria-disabled={busy}>
            {words.confirm}
          </Button>
        ) : null}
        {children}
      </div>
    </div>
  )
}

function Asks({ asks, words }: Pick<Props, 'asks' | 'words'>) {
  return (
    <fieldset className="rounded-lg border border-lapis bg-lapis-wash px-4 py-3">
      <legend className="px-2 font-semibold">{words.asksTitle}</legend>
      <p className="text-sm text-ink">{words.asksLine}</p>
      <ul className="mt-2 grid gap-1">
        {asks.map((ask) => (
          <li key={ask.key}>
            <label className="flex min-h-touch items-center gap-3">
              <input
                type="checkbox"
                name="tick"
                value={ask.key}
                className="size-6 shrink-0 accent-turquoise"
              />
              <span>
                <span className="text-sm text-ink-2">
                  {words.row} {ask.row}
                </span>{' '}
                <bdi className="font-semibold">{ask.name}</bdi>:{' '}
                {ask.questions.map((question) => (
                  <span key={question}>{question} </span>
                ))}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

async function streamed(
  action: string,
  form: FormData,
  onProgress: (progress: Progress) => void,
): Promise<string> {
  const body = new URLSearchParams([...form].map(([key, value]) => [key, String(value)]))
  const answer = await fetch(action, { method: 'POST', body, headers: { accept: 'application/x-ndjson' } })
  if (!answer.ok || !answer.body) throw new Error('not recorded')
  if (answer.redirected) return answer.url
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const lines = (rest + next.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const said = JSON.parse(line) as { place?: string; done?: number; total?: number }
      if (said.place) return said.place
      onProgress({ done: said.done ?? 0, total: said.total ?? 0 })
    }
  }
  throw new Error('the answer ended early')
}
