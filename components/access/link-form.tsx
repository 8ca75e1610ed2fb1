'use client'

import { type ReactNode, useState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'
import { AnswerForm, type FormField } from './answer-form'

export type LinkWords = {
  error: string
  success: string
  linkTitle: string
  linkLine: string
  copy: string
  copied: string
  link: string
}
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<{ link: string }> | null>
  fields?: FormField[]
  hidden?: Record<string, string>
  submit: string
  look?: ButtonLook
  words: LinkWords
  children?: ReactNode
}

/** A form whose answer is a one-time link, shown once and never again. */
export function LinkForm({ action, words, children, ...rest }: Props) {
  return (
    <AnswerForm
      {...rest}
      action={action}
      words={words}
      after={(data) => <Shown link={(data as { link: string }).link} words={words} />}
    >
      {children}
    </AnswerForm>
  )
}

/** A one-time link with what to do with it, and a button that copies it. */
export function Shown({ link, words }: { link: string; words: LinkWords }) {
  const [copied, setCopied] = useState(false)
  return (
    <Notice kind="success" kindLabel={words.success} title={words.linkTitle} live>
      <div className="grid gap-3">
        <p>{words.linkLine}</p>
        <label className="grid gap-1">
          <span className="text-sm font-semibold">{words.link}</span>
          <input
            readOnly
            dir="ltr"
            value={link}
            onFocus={(event) => event.target.select()}
            className="min-h-10 w-full rounded-lg border border-edge bg-surface px-3 font-mono text-sm"
          />
        </label>
        <div>
          <Button
            look="plain"
            onClick={() => navigator.clipboard?.writeText(link).then(() => setCopied(true))}
          >
            {copied ? words.copied : words.copy}
          </Button>
        </div>
      </div>
    </Notice>
  )
}
