'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

type Option = { value: string; label: string }
type Answer = ActionResult<null> & { typed?: Record<string, string> }
type Props = {
  action: (before: unknown, form: FormData) => Promise<Answer>
  /** When the form was asked for, signed. */
  token: string
  offices: Option[]
  kinds: Option[]
  wishes: Option[]
  words: Record<
    | 'office'
    | 'kind'
    | 'wish'
    | 'name'
    | 'nameHint'
    | 'reach'
    | 'reachHint'
    | 'message'
    | 'messageHint'
    | 'optional'
    | 'consent'
    | 'trap'
    | 'submit'
    | 'sent'
    | 'sentLine'
    | 'error'
    | 'success',
    string
  >
}

/** A letter to the office; what was written stays when it is refused, with scripts off as well. */
export function InterestForm({ action, token, offices, kinds, wishes, words }: Props) {
  const [answer, post, busy] = useActionState<Answer | null, FormData>(action, null)
  if (answer?.ok)
    return (
      <Notice kind="success" kindLabel={words.success} title={words.sent} live>
        {words.sentLine}
      </Notice>
    )
  const refused = answer && !answer.ok ? answer : null
  const kept = (name: string) => refused?.typed?.[name]
  const wrong = (name: string) => refused?.fieldSays?.[name]
  return (
    // Emptied by the browser after each answer, so the boxes are made anew with what was written.
    <form action={post} className="grid gap-4" noValidate key={JSON.stringify(refused?.typed ?? null)}>
      {refused ? (
        <Notice kind="error" kindLabel={words.error} live>
          {refused.says ?? refused.code}
        </Notice>
      ) : null}
      <input type="hidden" name="form" value={token} />
      {offices.length > 1 ? (
        <Select
          id="provinceId"
          label={words.office}
          options={offices}
          defaultValue={kept('provinceId')}
          size="field"
        />
      ) : (
        <input type="hidden" name="provinceId" value={offices[0]?.value ?? ''} />
      )}
      <Select id="kind" label={words.kind} options={kinds} defaultValue={kept('kind')} size="field" />
      <Select id="wish" label={words.wish} options={wishes} defaultValue={kept('wish')} size="field" />
      <Field
        id="name"
        label={words.name}
        hint={words.nameHint}
        error={wrong('name')}
        defaultValue={kept('name')}
        autoComplete="name"
        maxLength={120}
        size="field"
      />
      <Field
        id="reach"
        label={words.reach}
        hint={words.reachHint}
        error={wrong('reach')}
        defaultValue={kept('reach')}
        autoComplete="off"
        maxLength={160}
        size="field"
      />
      <TextArea
        id="message"
        label={words.message}
        mark={words.optional}
        hint={words.messageHint}
        error={wrong('message')}
        defaultValue={kept('message')}
        rows={5}
        maxLength={2000}
        size="field"
      />
      <div className="sr-only" aria-hidden="true">
        <label htmlFor="website">{words.trap}</label>
        <input id="website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <div>
        <label className="flex min-h-touch items-start gap-3">
          <input
            type="checkbox"
            name="consent"
            defaultChecked={kept('consent') === 'on'}
            aria-invalid={wrong('consent') ? true : undefined}
            aria-describedby={wrong('consent') ? 'consent-error' : undefined}
            className="mt-1.5 size-5 shrink-0 accent-turquoise"
          />
          <span>{words.consent}</span>
        </label>
        {wrong('consent') ? (
          <p id="consent-error" className="text-sm font-medium text-pomegranate">
            {wrong('consent')}
          </p>
        ) : null}
      </div>
      <div>
        <Button type="submit" size="field" aria-disabled={busy} className="w-full sm:w-auto">
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
