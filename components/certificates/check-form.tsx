'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'

/** What a check came to, in words. */
export type CheckShown = {
  kind: 'success' | 'warn' | 'error'
  verdict: string
  title: string
  lines: string[]
  facts: { label: string; value: string; ltr?: boolean }[]
}
type Answer = ActionResult<CheckShown> | null
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<CheckShown>>
  words: Record<'field' | 'hint' | 'submit' | 'busy' | 'scripts' | 'error' | 'warn' | 'success', string>
}

/**
 * A box for what stands on a certificate, and the answer. Who comes by the code need not type: what it says stands behind
 * the «#» of the address; it is taken out of there, so that no history keeps it, and sent as a form is.
 */
export function CheckForm({ action, words }: Props) {
  const [answer, post, busy] = useActionState<Answer, FormData>(action, null)
  const [typed, setTyped] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const came = useRef(false)
  useEffect(() => {
    const take = () => {
      const token = window.location.hash.slice(1)
      if (token.split('.').length !== 3) return
      window.history.replaceState(window.history.state, '', window.location.pathname)
      came.current = true
      setTyped(token)
    }
    take()
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  useEffect(() => {
    if (!came.current || typed === '') return
    came.current = false
    form.current?.requestSubmit()
  }, [typed])
  return (
    <div className="grid gap-5">
      <div aria-live="polite">{answer && !busy ? <Shown answer={answer} words={words} /> : null}</div>
      <form ref={form} action={post} className="grid gap-4" noValidate>
        <TextArea
          id="code"
          label={words.field}
          hint={words.hint}
          size="field"
          rows={3}
          dir="ltr"
          className="font-mono break-all"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <noscript>
          <p className="text-sm">{words.scripts}</p>
        </noscript>
        <div>
          <Button type="submit" size="field" aria-disabled={busy} className="w-full sm:w-auto">
            {busy ? words.busy : words.submit}
          </Button>
        </div>
      </form>
    </div>
  )
}

function Shown({ answer, words }: { answer: NonNullable<Answer>; words: Props['words'] }) {
  if (!answer.ok)
    return (
      <Notice kind="error" kindLabel={words.error}>
        {answer.says ?? answer.code}
      </Notice>
    )
  const { kind, verdict, title, lines, facts } = answer.data
  return (
    <div className="grid gap-4" data-verdict={verdict}>
      <Notice kind={kind} kindLabel={words[kind]} title={title}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Notice>
      {facts.length > 0 ? (
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
          {facts.map(({ label, value, ltr }) => (
            <div key={label} className="grid border-b border-line pb-1">
              <dt className="text-xs text-ink-2">{label}</dt>
              <dd className="break-words">
                <bdi dir={ltr ? 'ltr' : undefined} className={ltr ? 'font-mono text-sm' : undefined}>
                  {value}
                </bdi>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  )
}
