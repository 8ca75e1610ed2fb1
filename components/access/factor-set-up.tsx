'use client'

import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'
import { inFours } from '@/lib/access/factor'
import { AnswerForm } from './answer-form'

type Shown = { codes: string[]; next: string }
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<Shown> | null>
  next: string | null
  secret: string
  /** What the code says, for an app on this very phone. */
  uri: string
  qr: { size: number; path: string }
  words: {
    error: string
    success: string
    scan: string
    qr: string
    samePhone: string
    typed: string
    code: string
    codeHint: string
    confirm: string
    doneTitle: string
    done: string
    goOn: string
  }
}

/** Takes the secret into an app on the phone and proves it with a code; then the recovery codes, once. */
export function FactorSetUp({ action, next, secret, uri, qr, words }: Props) {
  return (
    <AnswerForm
      action={action}
      hidden={next ? { next } : {}}
      submit={words.confirm}
      size="field"
      words={words}
      fields={[
        {
          name: 'code',
          label: words.code,
          hint: words.codeHint,
          autoComplete: 'one-time-code',
          inputMode: 'numeric',
          ltr: true,
        },
      ]}
      before={
        <div className="grid gap-4">
          <p>{words.scan}</p>
          {/* Dark on white in the dark as well: cameras read nothing else. */}
          <svg
            viewBox={`0 0 ${qr.size} ${qr.size}`}
            role="img"
            aria-label={words.qr}
            shapeRendering="crispEdges"
            className="w-full max-w-52 rounded-lg"
          >
            <rect width={qr.size} height={qr.size} fill="#fff" />
            <path d={qr.path} fill="#000" />
          </svg>
          <p>
            <a href={uri} className="inline-flex min-h-11 items-center">
              {words.samePhone}
            </a>
          </p>
          <div className="grid gap-1">
            <p>{words.typed}</p>
            {/* Two lines of four groups, so that nothing wraps and turns about in a text from right to left. */}
            <p id="secret" dir="ltr" className="w-fit font-mono text-base">
              {[secret.slice(0, 16), secret.slice(16)].map((half) => (
                <span key={half} className="block">
                  {inFours(half, ' ')}{' '}
                </span>
              ))}
            </p>
          </div>
        </div>
      }
      after={(data) => <Codes {...(data as Shown)} words={words} />}
    />
  )
}

function Codes({ codes, next, words }: Shown & Pick<Props, 'words'>) {
  return (
    <div className="grid gap-5">
      <Notice kind="success" kindLabel={words.success} title={words.doneTitle} live>
        {words.done}
      </Notice>
      <ol id="recovery" dir="ltr" className="grid gap-1 font-mono text-base sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{inFours(code, '-')}</li>
        ))}
      </ol>
      <div>
        <LinkButton href={next} look="primary" size="field">
          {words.goOn}
        </LinkButton>
      </div>
    </div>
  )
}
