'use client'

import { Button } from '@/components/ui/button'
import { boxLook } from '@/components/ui/field'
import { FormNotice } from '@/components/ui/form-answer'
import { useKeptAnswer } from '@/components/ui/kept-answer'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ActionResult } from '@/lib/access/answer'

type Score = { facilitatorId: string; name: string; pre: string; post: string; change: string }
type Answer = ActionResult<{ says: string }>
type Props = {
  action: (before: unknown, form: FormData) => Promise<Answer>
  runId: string
  locked: boolean
  rows: Score[]
  words: Record<'caption' | 'name' | 'pre' | 'post' | 'change' | 'submit' | 'error' | 'success', string>
}

/** Scores before and after, in one table for everybody. What was typed stays when it is refused. */
export function KnowledgeForm({ action, runId, locked, rows, words }: Props) {
  const { answer, post, busy, round, typed } = useKeptAnswer(action)
  const refused = answer && !answer.ok ? answer : null
  const box = (row: Score, when: 'pre' | 'post') => {
    const name = `${when}:${row.facilitatorId}`
    const error = refused?.fieldSays?.[name]
    return (
      <>
        <input
          name={name}
          aria-label={`${row.name}: ${words[when]}`}
          defaultValue={typed ? String(typed.get(name) ?? '') : row[when]}
          dir="ltr"
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          readOnly={locked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
          className={`${boxLook('office', Boolean(error))} max-w-20 text-center`}
        />
        {error ? (
          <span id={`${name}-error`} className="block text-xs font-medium text-pomegranate">
            {error}
          </span>
        ) : null}
      </>
    )
  }
  return (
    <form action={post} className="grid gap-4" noValidate>
      <FormNotice answer={answer} words={words} />
      <input type="hidden" name="runId" value={runId} />
      <div key={round}>
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell>{words.name}</HeadCell>
              <HeadCell>{words.pre}</HeadCell>
              <HeadCell>{words.post}</HeadCell>
              <HeadCell numeric>{words.change}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.facilitatorId}>
                <RowHead>
                  <input type="hidden" name="id" value={row.facilitatorId} />
                  <bdi>{row.name}</bdi>
                </RowHead>
                <Cell>{box(row, 'pre')}</Cell>
                <Cell>{box(row, 'post')}</Cell>
                <Cell numeric>
                  <bdi dir="ltr">{row.change}</bdi>
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {locked ? null : (
        <div>
          <Button type="submit" look="plain" aria-disabled={busy}>
            {words.submit}
          </Button>
        </div>
      )}
    </form>
  )
}
