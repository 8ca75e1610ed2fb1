'use client'

import { useActionState } from 'react'
import { ServedCard, type ServedShown, type ServedWords } from '@/components/charities/served-card'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'
import { CardStep, type Post } from './card-step'

/** What the card shows, in words. `step` is «sure» while she is asked once more whether she takes her consent back. */
export type CardShown = {
  kind: 'hours'
  step: 'card' | 'sure' | 'gone'
  code: string
  told: string | null
  hours: { big: string; line: string }[]
  note: string | null
  phone: { says: string; number: string; href: string } | null
  /** «This is wrong»: of what, and whom it is said to. */
  wrong: { submit: string; choices: { value: string; label: string }[] }
  consent: boolean
  demo: string | null
}
type Words = Record<
  | 'title'
  | 'line'
  | 'code'
  | 'hint'
  | 'submit'
  | 'keeps'
  | 'wrong'
  | 'wrongLine'
  | 'withdraw'
  | 'withdrawLine'
  | 'withdrawNext'
  | 'sure'
  | 'effects'
  | 'noEffect'
  | 'confirm'
  | 'back'
  | 'close'
  | 'closeLine'
  | 'error'
  | 'success',
  string
>
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<CardShown | ServedShown>>
  served: ServedWords
  words: Words
  closeHref: string
}

/** One form after the other, each posting to the same door, so that it works with scripts off and leaves nothing behind. */
export function OwnCard({ action, served, words, closeHref }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<CardShown | ServedShown> | null, FormData>(
    action,
    null,
  )
  if (!answer?.ok) return <Enter post={post} busy={busy} refused={answer} words={words} />
  const shown = answer.data
  return (
    <div className="grid gap-5" data-step={shown.kind === 'served' ? shown.kind : shown.step}>
      {shown.told ? (
        <Notice kind="success" kindLabel={words.success} live>
          {shown.told}
        </Notice>
      ) : null}
      {shown.kind === 'served' ? (
        <ServedCard post={post} busy={busy} shown={shown} words={served} />
      ) : shown.step === 'sure' ? (
        <Sure post={post} busy={busy} shown={shown} words={words} />
      ) : (
        <>
          <h1 className="sr-only">{words.title}</h1>
          {shown.demo ? <p className="text-sm text-ink-2">{shown.demo}</p> : null}
          <dl className="grid gap-4 sm:grid-cols-2">
            {shown.hours.map(({ big, line }) => (
              <div
                key={line}
                className="flex flex-col-reverse rounded-lg border border-line bg-surface px-4 py-3"
              >
                <dt>{line}</dt>
                <dd className="text-3xl font-bold text-turquoise-deep">{big}</dd>
              </div>
            ))}
          </dl>
          {shown.note ? <p className="text-lg">{shown.note}</p> : null}
          {shown.phone ? (
            <p>
              {shown.phone.says}{' '}
              <a href={shown.phone.href} className="font-semibold">
                <bdi dir="ltr">{shown.phone.number}</bdi>
              </a>
            </p>
          ) : null}
          <Query post={post} busy={busy} shown={shown} words={words} />
          {shown.consent ? (
            <Card id="withdraw" title={words.withdraw}>
              <p className="mb-3">{words.withdrawLine}</p>
              <CardStep
                post={post}
                busy={busy}
                code={shown.code}
                intent="ask"
                look="plain"
                label={words.withdrawNext}
              />
            </Card>
          ) : null}
        </>
      )}
      <p className="border-t border-line pt-3 text-sm">
        <a href={closeHref} className="inline-flex min-h-touch items-center font-semibold">
          {words.close}
        </a>{' '}
        {words.closeLine}
      </p>
    </div>
  )
}

type Part = { post: Post; busy: boolean; words: Words }

function Enter({ post, busy, refused, words }: Part & { refused: ActionResult<unknown> | null }) {
  return (
    <div className="grid gap-5">
      {refused && !refused.ok ? (
        <Notice kind="error" kindLabel={words.error} live>
          {refused.says ?? refused.code}
        </Notice>
      ) : null}
      <div>
        <h1 className="text-xl">{words.title}</h1>
        <p className="mt-1">{words.line}</p>
      </div>
      <CardStep post={post} busy={busy} intent="look" label={words.submit}>
        <Field
          id="code"
          label={words.code}
          hint={words.hint}
          size="field"
          inputMode="numeric"
          autoComplete="off"
          dir="ltr"
          className="rtl:text-end"
          required
        />
      </CardStep>
      <p className="text-sm text-ink-2">{words.keeps}</p>
    </div>
  )
}

function Query({ post, busy, shown, words }: Part & { shown: CardShown }) {
  const { submit, choices } = shown.wrong
  return (
    <Card id="wrong" title={words.wrong}>
      <CardStep post={post} busy={busy} code={shown.code} intent="wrong" look="plain" label={submit}>
        <fieldset>
          <legend className="mb-1">{words.wrongLine}</legend>
          {choices.map(({ value, label }, n) => (
            <label key={value} className="flex min-h-touch items-center gap-3">
              <input
                type="radio"
                name="what"
                value={value}
                defaultChecked={n === 0}
                className="size-5 shrink-0 accent-turquoise"
              />
              {label}
            </label>
          ))}
        </fieldset>
      </CardStep>
    </Card>
  )
}

function Sure({ post, busy, shown, words }: Part & { shown: CardShown }) {
  return (
    <div className="grid gap-4">
      <h1 className="text-xl">{words.sure}</h1>
      <p>{words.effects}</p>
      <p className="font-semibold">{words.noEffect}</p>
      <div className="grid gap-3 sm:flex">
        <CardStep
          post={post}
          busy={busy}
          code={shown.code}
          intent="withdraw"
          look="danger"
          label={words.confirm}
        />
        <CardStep post={post} busy={busy} code={shown.code} intent="look" look="plain" label={words.back} />
      </div>
    </div>
  )
}
