'use client'

import { useActionState, useState } from 'react'
import { AnswerNotice } from '@/components/ui/answer-notice'
import { Button } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'
import { type ValueAsk, ValueInput } from './value-input'

export type RuleFormWords = Record<
  | 'value'
  | 'valueHint'
  | 'reach'
  | 'reason'
  | 'reasonHint'
  | 'source'
  | 'sourceHint'
  | 'notRetroactive'
  | 'recomputeTitle'
  | 'recompute'
  | 'recomputeLine'
  | 'recomputeDanger'
  | 'confirm'
  | 'save'
  | 'info'
  | 'error'
  | 'fallback',
  string
>
type Answer = ActionResult<{ place: string }>
type Props = {
  ruleKey: string
  run: { runId: string; code: string }
  ask: ValueAsk
  reaches: { value: string; label: string }[]
  words: RuleFormWords
  /** Sentences by code; `fields` those of a field, `errors` those of the whole form. */
  errors: Record<string, string>
  fields: Record<string, string>
  locale: Locale
  change: (before: Answer | null, form: FormData) => Promise<Answer>
}

/** Codes that are about the value, though the command says them of the whole change. */
const ABOUT_VALUE = /^E-RUL-0[12]$/

/** Changes one rule. Never retroactive, unless that is asked for and confirmed. */
export function RuleForm({ ruleKey, run, ask, reaches, words, errors, fields, locale, change }: Props) {
  const [result, act, busy] = useActionState(change, null)
  // A form is emptied when its action has answered: what was typed is remembered and becomes its new beginning.
  const [kept, setKept] = useState<FormData | null>(null)
  const refused = result && !result.ok ? result : null
  const errorOf = (field: string) => {
    const code =
      refused?.fields?.[field] ??
      (field === 'value' && refused && ABOUT_VALUE.test(refused.code) ? refused.code : undefined)
    return code ? (fields[code] ?? words.fallback) : undefined
  }
  const text = (name: string) => String(kept?.get(name) ?? '')
  return (
    <form
      action={act}
      onSubmit={(event) => setKept(new FormData(event.currentTarget))}
      noValidate
      className="group grid max-w-xl gap-4"
    >
      <input type="hidden" name="key" value={ruleKey} />
      <input type="hidden" name="runId" value={run.runId} />
      <input type="hidden" name="run" value={run.code} />
      <AnswerNotice
        result={result}
        errors={errors}
        errorLabel={words.error}
        fallback={words.fallback}
        locale={locale}
      />
      <ValueInput
        ask={ask}
        label={words.value}
        hint={words.valueHint}
        error={errorOf('value')}
        kept={kept ? kept.getAll('value').map(String) : null}
      />
      <fieldset className="grid">
        <legend className="text-sm font-semibold">{words.reach}</legend>
        {reaches.map((reach) => (
          <label key={reach.value} className="flex min-h-10 items-center gap-3">
            <input
              type="radio"
              name="level"
              value={reach.value}
              defaultChecked={reach.value === (kept?.get('level') ?? reaches[0]?.value)}
              className="size-5 shrink-0 accent-turquoise"
            />
            {reach.label}
          </label>
        ))}
      </fieldset>
      <TextArea
        id="reason"
        label={words.reason}
        hint={words.reasonHint}
        error={errorOf('reason')}
        defaultValue={text('reason')}
        rows={2}
        maxLength={500}
        required
      />
      <Field
        id="source"
        label={words.source}
        hint={words.sourceHint}
        error={errorOf('source')}
        defaultValue={text('source')}
        maxLength={500}
        autoComplete="off"
        required
      />
      <Notice kindLabel={words.info}>{words.notRetroactive}</Notice>
      <fieldset className="grid gap-1 rounded-lg border border-saffron px-4 pt-1 pb-3">
        <legend className="px-1 text-sm font-semibold">{words.recomputeTitle}</legend>
        <Tick
          name="recompute"
          label={words.recompute}
          hint={words.recomputeLine}
          error={errorOf('recompute')}
          start={kept?.has('recompute') ?? false}
        />
        <div className="hidden border-t border-line pt-2 group-has-[[name=recompute]:checked]:grid">
          <p className="text-sm">{words.recomputeDanger}</p>
          <Tick
            name="confirm"
            label={words.confirm}
            error={errorOf('confirm')}
            start={kept?.has('confirm') ?? false}
          />
        </div>
      </fieldset>
      <div>
        <Button type="submit" aria-disabled={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

type TickProps = { name: string; label: string; hint?: string; error?: string; start: boolean }

function Tick({ name, label, hint, error, start }: TickProps) {
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1">
      <label className="flex min-h-10 items-center gap-3">
        <input
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={start}
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          className="size-5 shrink-0 accent-turquoise"
        />
        {label}
      </label>
      {hint ? (
        <p id={`${name}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${name}-error`} className="flex gap-2 text-sm font-medium text-pomegranate">
          <span aria-hidden="true">✗</span>
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  )
}
